using Gateway.Register.Accounts;

namespace Gateway.Register.Answers;

/// <summary>How register and core differ about a hold.</summary>
public enum HoldDifferenceKind
{
    /// <summary>The register has a live freeze, the core no hold for it: the money may go.</summary>
    Missing = 1,
    /// <summary>The core holds what no live freeze of the register asks for.</summary>
    Unknown,
    /// <summary>Another limit.</summary>
    Limit,
    /// <summary>Another last day; for information in the core.</summary>
    End,
    /// <summary>The core's holds were put in another order than the register ranks them.</summary>
    Rank,
    /// <summary>Money came back from another bank, and its line has not given it its place yet.</summary>
    Returned,
}

/// <summary>One difference, with what the register expects and what the core has, in words without customers' names.</summary>
public sealed record HoldDifference(HoldDifferenceKind Kind, RegisterKey Register, string HoldId, string Expected, string Found);
