namespace Gateway.Register.Tests.Model;

internal enum PlaceKind { Claim, CoOwners, Freeze }

/// <summary>One place in the queue, live or left.</summary>
internal sealed class Place
{
    public required PlaceKind Kind { get; init; }
    /// <summary>The order of a court, the document of another authority, the name of a claim.</summary>
    public required string Name { get; init; }
    /// <summary>Null: everything.</summary>
    public required decimal? Want { get; set; }
    public DateTimeOffset Time { get; set; }
    /// <summary>Empty: another authority's.</summary>
    public string Court { get; set; } = "";
    public string CaseNo { get; init; } = "";
    public string Holder { get; init; } = "";
    public bool OtherAsset { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; set; } = DateOnly.MaxValue;
    public bool Released { get; set; }
    public decimal Take { get; set; }

    public bool LiveOn(DateOnly day) => !Released && To >= day;
}
