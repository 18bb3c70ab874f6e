using Gateway.Register.Orders;

namespace Gateway.Store.Lookup;

public enum CourtActKind { Freeze, Deduction }

/// <summary>What a customer who objects may be told (19): which court, in which case, and who to ask there. Nothing of amounts, and nothing of other courts' business.</summary>
/// <param name="Officer">The court's officer; empty where a transfer brought a court here that ordered nothing itself.</param>
public sealed record CourtAct(CourtActKind Kind, string SubAccount, string CourtName, string CaseNo, string Officer);

/// <summary>A freeze or deduction with the order whose officer is meant; null: none of the present court's.</summary>
internal sealed record FoundAct(CourtActKind Kind, string SubAccount, string CourtName, string CaseNo, OrderKey? OfficerOf);

/// <summary>The look-up of clause 19.</summary>
public interface ICourtActs
{
    /// <summary>Live freezes in rank order, then deductions since a moment, each once. A freeze counts until the end of its last day.</summary>
    Task<IReadOnlyList<CourtAct>> ReadCourtActsAsync(string account, DateOnly today, DateTimeOffset since, CancellationToken cancel);
}
