namespace Gateway.Register.Tests.Model;

/// <summary>What a court is told of one line. Amounts in units of the currency.</summary>
internal sealed record Outcome
{
    public required bool Controlled { get; init; }
    /// <summary>The code of the reason; empty: none.</summary>
    public required string Reason { get; init; }
    /// <summary>Whom the reason names; empty where that is not looked at.</summary>
    public string Naming { get; init; } = "";
    public decimal? Requested { get; init; }
    public decimal? Actual { get; init; }
    public decimal? Beyond { get; init; }
    public decimal? Deducted { get; init; }
    public decimal? NotDeducted { get; init; }
    public decimal? Released { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public decimal? Balance { get; init; }
    public decimal? Available { get; init; }
    public int? Rank { get; init; }
    public int PriorCount { get; init; }
    public int LaterCount { get; init; }
    /// <summary>Others' freezes before and behind it, by name.</summary>
    public string Prior { get; init; } = "";
    public string Later { get; init; } = "";
    /// <summary>Each claim with amount and take, and what the co-owners take together.</summary>
    public string Claims { get; init; } = "";
}
