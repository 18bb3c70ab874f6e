namespace Gateway.Register.Courts;

/// <summary>A court that may order, with the seals that speak for it (lower-case hex SM3 of the signer certificate's DER) and its execution-fund accounts.</summary>
public sealed record Court(string Code, string Name, IReadOnlyList<string> SealFingerprints, IReadOnlyList<ExecutionFundAccount> Funds)
{
    /// <summary>esIDs of the court's e-seals, where its certificates speak by these alone; empty: whatever they sign.</summary>
    public IReadOnlyList<string> SealIds { get; init; } = [];

    /// <summary>Code of the court above it; empty: none.</summary>
    public string Parent { get; init; } = "";

    /// <summary>What speaks for the court by its own entry of the directory.</summary>
    public IEnumerable<CourtSeal> Seals => SealFingerprints.SelectMany(fingerprint => SealIds.DefaultIfEmpty("").Select(sealId => new CourtSeal(Code, fingerprint, sealId)));
}

/// <summary>执行款专户 (4, 13): an account, or a prefix that ends in "*" (一案一账号, C13b).</summary>
public sealed record ExecutionFundAccount(string Account, string Name, string Currency)
{
    /// <summary>KHH and KHHHH of the bank that keeps it, as registered; both empty: this bank.</summary>
    public string BankName { get; init; } = "";
    public string BankNo { get; init; } = "";

    /// <summary>Whether the entry means this account: it is the account, or the prefix of one a case.</summary>
    public bool Covers(string account) =>
        Account.EndsWith('*') ? account.Length >= Account.Length && account.StartsWith(Account[..^1], StringComparison.Ordinal) : Account == account;
}

/// <summary>How a channel is connected (2).</summary>
public enum ChannelKind { ZongDuiZong, DianDuiDian }

/// <summary>What becomes of an order whose ruling or notice bears no seal that can be verified.</summary>
public enum UnsealedDocuments
{
    /// <summary>It is refused.</summary>
    Refuse,
    /// <summary>Two people look at it.</summary>
    Review,
    /// <summary>It passes: the line is dedicated, and the hub has checked the document.</summary>
    Trust,
}

/// <summary>By which door a channel's orders come.</summary>
public enum ChannelDoor
{
    /// <summary>The channel calls (proto/gateway/v1), known by its client certificates.</summary>
    Grpc,
    /// <summary>The hub's SOAP service is polled.</summary>
    HubSoap,
    /// <summary>The hub's packets are taken from a folder.</summary>
    HubFiles,
}

/// <summary>A channel that courts speak through: known by its client certificates (lower-case hex SHA-256 of the DER).</summary>
/// <param name="Courts">Court codes that it may speak for; "*" for all.</param>
/// <param name="From">First day, null: always been.</param>
/// <param name="Until">Last day, null: open.</param>
/// <param name="TrustSentTime">Whether the hub's sent time counts as service time (16).</param>
public sealed record Channel(string Id, string Name, ChannelKind Kind, IReadOnlyList<string> CertificateFingerprints, IReadOnlyList<string> Courts, DateOnly? From, DateOnly? Until, bool TrustSentTime)
{
    /// <summary>Whether the channel's courts are told when one of their freezes takes more without an order of theirs (kind ADVANCE).</summary>
    public bool AdvanceNotices { get; init; } = true;

    /// <summary>By which door its orders come.</summary>
    public ChannelDoor Door { get; init; }

    /// <summary>What becomes of documents without a seal that can be verified. A seal that is there and does not hold is refused all the same.</summary>
    public UnsealedDocuments UnsealedDocuments { get; init; }

    /// <summary>Whether it may speak for a court.</summary>
    public bool SpeaksFor(string courtCode) => Courts.Contains("*") || Courts.Contains(courtCode);

    /// <summary>Whether it takes orders on a day of the bank.</summary>
    public bool OpenOn(DateOnly day) => !(day < From || day > Until);
}

/// <summary>The channels and courts that the bank knows.</summary>
public sealed record CourtDirectory(IReadOnlyList<Channel> Channels, IReadOnlyList<Court> Courts)
{
    public Court? FindCourt(string code) => Courts.FirstOrDefault(c => c.Code == code);

    /// <summary>The directory with those of the fund accounts that it does not have.</summary>
    public CourtDirectory WithFunds(IReadOnlyList<(string CourtCode, ExecutionFundAccount Fund)> funds)
    {
        var missing = funds.Where(f => FindCourt(f.CourtCode)?.Funds.Contains(f.Fund) != true).ToList();
        return missing.Count == 0 ? this : this with { Courts = [.. Courts.Select(c => c with { Funds = [.. c.Funds, .. missing.Where(f => f.CourtCode == c.Code).Select(f => f.Fund)] })] };
    }

    /// <summary>
    /// The channel through which a court is reached that sent no order itself, as after a transfer (C16): <paramref name="preferred"/> if it speaks for the court,
    /// else an open one that does, 总对总 first; <paramref name="preferred"/> where none does.
    /// </summary>
    public string ChannelOf(string courtCode, string preferred, DateOnly day)
    {
        var speaking = Channels.Where(c => c.SpeaksFor(courtCode) && c.OpenOn(day)).OrderBy(c => c.Id != preferred).ThenBy(c => c.Kind).ToList();
        return speaking.Count == 0 ? preferred : speaking[0].Id;
    }

    public Channel? FindChannel(string id) => Channels.FirstOrDefault(c => c.Id == id);
}
