namespace Gateway.Register.Orders;

/// <summary>What two people decided that the bank does by its own line: hand-over, transfer, another authority's freeze.</summary>
public sealed record DeskAct
{
    /// <summary>The number of the task that it was decided in.</summary>
    public required long TaskId { get; init; }
    /// <summary>The freeze that is handed over or transferred.</summary>
    public string FreezeId { get; init; } = "";
    /// <summary>Hand-over: the freeze that it changes places with.</summary>
    public string OtherFreezeId { get; init; } = "";
    /// <summary>Transfer: the court whose freeze it becomes.</summary>
    public string CourtCode { get; init; } = "";
    public string CourtName { get; init; } = "";
    /// <summary>Another authority's freeze: who, by what document.</summary>
    public string Authority { get; init; } = "";
    /// <summary>What kind of authority it is, and what it freezes: both decide how long it may (Rules:Terms).</summary>
    public AuthorityKind AuthorityKind { get; init; } = AuthorityKind.Other;
    public AssetKind AssetKind { get; init; } = AssetKind.Deposit;
    public string DocumentNo { get; init; } = "";
    /// <summary>Its limit in units of the account's currency; null: the whole account.</summary>
    public decimal? Limit { get; init; }
    /// <summary>Its first and its last day.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    /// <summary>Settlement of a parked line: what the core did, for each instruction that is stated; none: nothing was asked of the core yet, and nothing will be.</summary>
    public IReadOnlyList<SettledInstruction> Settled { get; init; } = [];
}
