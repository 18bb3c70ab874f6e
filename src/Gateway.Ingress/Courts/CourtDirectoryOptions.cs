using Gateway.Ingress.Quotas;

namespace Gateway.Ingress.Courts;

/// <summary>Sections Channels and Courts as they stand in the configuration, before they are judged. All text, so that every fault is found at once.</summary>
public sealed class CourtDirectoryOptions
{
    public IReadOnlyList<ChannelSettings> Channels { get; set; } = [];
    public IReadOnlyList<CourtSettings> Courts { get; set; } = [];
}

/// <summary>One entry of Channels.</summary>
public sealed class ChannelSettings
{
    /// <summary>Short name, part of order keys: no white space, no colon.</summary>
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    /// <summary>ZongDuiZong or DianDuiDian.</summary>
    public string Kind { get; set; } = "";
    /// <summary>grpc, hub-soap or hub-files; empty: grpc.</summary>
    public string Door { get; set; } = "";
    /// <summary>SHA-256 of the client certificates' DER, hexadecimal. Of a channel that calls; none of one whose hub is polled.</summary>
    public IReadOnlyList<string> CertificateFingerprints { get; set; } = [];
    /// <summary>Court codes; "*" for all.</summary>
    public IReadOnlyList<string> Courts { get; set; } = [];
    /// <summary>First day, yyyy-MM-dd; empty: always been.</summary>
    public string From { get; set; } = "";
    /// <summary>Last day, yyyy-MM-dd; empty: open.</summary>
    public string Until { get; set; } = "";
    /// <summary>true or false; empty: true for ZongDuiZong (Rule 16).</summary>
    public string TrustSentTime { get; set; } = "";
    /// <summary>true or false; empty: true. Whether courts are told when a freeze of theirs takes more (kind ADVANCE).</summary>
    public string AdvanceNotices { get; set; } = "";
    /// <summary>refuse, review or trust; empty: refuse. What becomes of rulings and notices without a seal that can be verified.</summary>
    public string UnsealedDocuments { get; set; } = "";
    /// <summary>How many controls it may send.</summary>
    public TopicQuota Controls { get; set; } = new();
    /// <summary>How many inquiries it may send, counted apart.</summary>
    public TopicQuota Inquiries { get; set; } = TopicQuota.OfInquiries;
    /// <summary>How much of the intake's places its orders may hold, of each kind; empty: all where there is one channel, else half.</summary>
    public string IntakePercent { get; set; } = "";

    internal ChannelQuota Quota(int channels) =>
        new(Controls, Inquiries, int.TryParse(IntakePercent, System.Globalization.CultureInfo.InvariantCulture, out var percent) ? percent : channels == 1 ? 100 : 50);
}

/// <summary>One entry of Courts.</summary>
public sealed class CourtSettings
{
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    /// <summary>Code of the court above it; empty: none.</summary>
    public string Parent { get; set; } = "";
    /// <summary>SM3 of the seal signers' certificates' DER, hexadecimal.</summary>
    public IReadOnlyList<string> SealFingerprints { get; set; } = [];
    /// <summary>esIDs of its seals; none: whatever its certificates sign.</summary>
    public IReadOnlyList<string> SealIds { get; set; } = [];
    public IReadOnlyList<FundSettings> Funds { get; set; } = [];
}

/// <summary>One execution-fund account 执行款专户 of a court.</summary>
public sealed class FundSettings
{
    /// <summary>An account, or a prefix that ends in "*".</summary>
    public string Account { get; set; } = "";
    public string Name { get; set; } = "";
    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";
    /// <summary>The bank that keeps it and its number; both empty: this bank.</summary>
    public string BankName { get; set; } = "";
    public string BankNo { get; set; } = "";
}
