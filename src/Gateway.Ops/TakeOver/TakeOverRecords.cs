using System.Globalization;
using Gateway.Store.Desk;
using Gateway.Store.TakeOver;

namespace Gateway.Ops.TakeOver;

/// <summary>The files of a take-over; only the freezes must be there.</summary>
/// <param name="Claims">Compared with the core alone, which keeps the claims.</param>
/// <param name="Payees">As for an import of the register of funds.</param>
/// <param name="Officers">As for an import of the register of officers.</param>
public sealed record TakeOverFiles(ReadOnlyMemory<byte> Freezes, ReadOnlyMemory<byte>? Claims, ReadOnlyMemory<byte>? Payees, ReadOnlyMemory<byte>? Officers);

/// <summary>What is wrong.</summary>
/// <param name="File">freezes, claims, payees or officers.</param>
/// <param name="Line">0: the file as a whole, or what the core has and the file has not.</param>
public sealed record TakeOverFault(string File, int Line, string Column, string Reason)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}{(Line == 0 ? "" : $" line {Line}")}{(Column.Length == 0 ? "" : $", {Column}")}: {Reason}");
}

/// <summary>One currency's sums, in minor units: limits left in the file, limits of the holds in the core, what the freezes take of the balances there.</summary>
/// <param name="WholeAccounts">Freezes without a limit.</param>
public sealed record TakeOverTotal(string Currency, int Freezes, int WholeAccounts, long LimitMinor, long HeldMinor, long ActualMinor);

/// <summary>What a dry run found.</summary>
public sealed record TakeOverReport(IReadOnlyList<TakeOverFault> Faults, IReadOnlyList<TakeOverTotal> Totals, int Accounts, int Orders, IReadOnlyList<TakenOverFreeze> Freezes)
{
    /// <summary>Entries that payees and officers bring.</summary>
    public Store.Registers.RegisterChange? Registers { get; init; }
}

/// <summary>What became of a proposal; TaskId 0: none was opened.</summary>
public sealed record TakeOverProposal(TakeOverReport Report, long TaskId, DeskFault? Fault);
