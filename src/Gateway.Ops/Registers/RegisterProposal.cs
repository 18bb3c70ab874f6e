using Gateway.Store.Desk;
using Gateway.Store.Registers;

namespace Gateway.Ops.Registers;

/// <summary>What is wrong with a proposal.</summary>
/// <param name="Line">Of the file that it came from; 0: it came from none.</param>
public sealed record ProposalFault(int Line, string Column, string Reason)
{
    public override string ToString() => Line == 0 ? $"{(Column.Length == 0 ? "" : $"{Column}: ")}{Reason}" : new Csv.CsvFault(Line, Column, Reason).ToString();
}

/// <summary>What became of a proposal: a task at the desk, or why there is none.</summary>
/// <param name="TaskId">0: none was opened.</param>
/// <param name="Fault">Why the desk did not take it.</param>
public sealed record RegisterProposal(long TaskId, IReadOnlyList<RegisterItem> Items, IReadOnlyList<ProposalFault> Faults, DeskFault? Fault);

/// <summary>How a file is taken in.</summary>
/// <param name="Replace">Entries that the file does not have are ended.</param>
/// <param name="CheckOnly">Nothing is proposed.</param>
public sealed record ImportOptions(bool Replace, bool CheckOnly);

/// <summary>Courts that go to 总对总 on a day (2).</summary>
/// <param name="Courts">Codes; with each goes whatever is below it where <paramref name="WithThoseBelow"/>.</param>
/// <param name="Day">Their 点对点 channels end the day before.</param>
/// <param name="ChannelId">The channel that they go to; empty: the only 总对总 one.</param>
public sealed record CutOver(IReadOnlyList<string> Courts, bool WithThoseBelow, DateOnly Day, string ChannelId);
