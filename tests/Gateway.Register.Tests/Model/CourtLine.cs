namespace Gateway.Register.Tests.Model;

/// <summary>One line of a court, as it arrives at a bank: all that the reference looks at.</summary>
internal sealed record CourtLine
{
    /// <summary>KZCS: 01 … 08.</summary>
    public required string Measure { get; init; }
    public required string OrderNo { get; init; }
    public required string Court { get; init; }
    public required string CaseNo { get; init; }
    public decimal? Amount { get; init; }
    public bool Whole { get; init; }
    /// <summary>Empty: the account's.</summary>
    public string Currency { get; init; } = "";
    public bool OtherAsset { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public string OriginalOrder { get; init; } = "";
    public string OriginalCase { get; init; } = "";
    /// <summary>Empty: none was sent.</summary>
    public string PayeeAccount { get; init; } = "";
    public string PayeeName { get; init; } = "";
    public bool Convert { get; init; }
    /// <summary>What the review of documents found; empty: nothing.</summary>
    public string DocumentFault { get; init; } = "";
    /// <summary>Whether the officer was not seen before, and whether the sealed notice names the payee.</summary>
    public bool NewOfficer { get; init; }
    public bool PayeeNamed { get; init; }
    public bool UnknownAccount { get; init; }
    public bool ClosedAccount { get; init; }
    public bool WrongHolder { get; init; }
    public required DateTimeOffset Service { get; init; }
    public required DateTimeOffset RankTime { get; init; }

    /// <summary>"Terms and expiry are judged at service time" (16).</summary>
    public DateOnly Day => DateOnly.FromDateTime(Service.DateTime);
}
