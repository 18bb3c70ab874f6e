namespace Gateway.Register.Tests.Model;

/// <summary>The bank's choices where DOMAIN leaves some, and what is known of the account from its opening.</summary>
internal sealed record ReferenceSettings
{
    public bool RequireFreeze { get; init; }
    public bool AnyClaimBlocks { get; init; }
    public bool ClaimsAhead { get; init; }
    public bool CapAtPrincipal { get; init; }
    /// <summary>People decide on deductions from a kind that is spared, and on payees that nobody knows; else they are refused.</summary>
    public bool ReviewsKinds { get; init; }
    public bool ReviewsPayees { get; init; }
    public string Currency { get; init; } = "CNY";
    /// <summary>Whether the proceeds of an other asset land in this account (C20).</summary>
    public bool HasProduct { get; init; }
    /// <summary>The co-owners' shares in percent; null: unknown.</summary>
    public IReadOnlyList<int?> Shares { get; init; } = [];

    /// <summary>The smallest amount there is of a currency; of one that is not known, a hundredth.</summary>
    public static decimal Smallest(string currency) => currency == "JPY" ? 1m : 0.01m;
}
