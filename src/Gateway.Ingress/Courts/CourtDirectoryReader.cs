using Gateway.Contracts.Fields;
using Gateway.Ingress.Identity;
using Gateway.Register.Courts;

namespace Gateway.Ingress.Courts;

/// <summary>Reads the configured channels and courts, and names every fault as "key = value: reason".</summary>
sealed class CourtDirectoryReader
{
    readonly List<string> faults = [];
    readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

    CourtDirectoryReader()
    {
    }

    /// <summary>The directory, and what is wrong with it; with faults it must not be used.</summary>
    public static (CourtDirectory Directory, IReadOnlyList<string> Faults) Read(CourtDirectoryOptions options)
    {
        var reader = new CourtDirectoryReader();
        var courts = options.Courts.Select((court, i) => reader.Read(court, $"Courts:{i}")).ToList();
        for (var i = 0; i < courts.Count; i++)
        {
            if (courts[i].Parent.Length > 0 && courts.All(c => c.Code != courts[i].Parent)) reader.Fault($"Courts:{i}:Parent", courts[i].Parent, "must be the code of an entry of Courts");
        }

        var channels = options.Channels.Select((channel, i) => reader.Read(channel, $"Channels:{i}", courts)).ToList();
        return (new CourtDirectory(channels, courts), reader.faults);
    }

    Channel Read(ChannelSettings channel, string at, List<Court> courts)
    {
        Code(channel.Id, $"{at}:Id", "channel");
        if (channel.Id.Contains(':', StringComparison.Ordinal)) Fault($"{at}:Id", channel.Id, "must hold no colon");
        Required(channel.Name, $"{at}:Name");
        if (!Enum.TryParse<ChannelKind>(channel.Kind, out var kind) || !Enum.IsDefined(kind)) Fault($"{at}:Kind", channel.Kind, "must be ZongDuiZong or DianDuiDian");
        var certificates = Fingerprints(channel.CertificateFingerprints, $"{at}:CertificateFingerprints", "certificate", "SHA-256");
        if (ChannelDoors.Read(channel.Door) is not { } door) Fault($"{at}:Door", channel.Door, "must be grpc, hub-soap or hub-files");
        else if (door == ChannelDoor.Grpc && channel.CertificateFingerprints.Count == 0) Fault($"{at}:CertificateFingerprints", "", "must name at least one client certificate");
        else if (door != ChannelDoor.Grpc && channel.CertificateFingerprints.Count > 0) Fault($"{at}:CertificateFingerprints", "", "must name none: nobody calls for a channel whose hub is polled");
        if (channel.Courts.Count == 0) Fault($"{at}:Courts", "", "must name court codes, or \"*\" for all");
        for (var i = 0; i < channel.Courts.Count; i++)
        {
            if (channel.Courts[i] != "*" && courts.All(c => c.Code != channel.Courts[i])) Fault($"{at}:Courts:{i}", channel.Courts[i], "must be the code of an entry of Courts, or \"*\"");
        }

        var (from, until) = (Date(channel.From, $"{at}:From"), Date(channel.Until, $"{at}:Until"));
        if (from > until) Fault($"{at}:Until", channel.Until, $"must not lie before From, {channel.From}");
        var trust = kind == ChannelKind.ZongDuiZong;
        if (channel.TrustSentTime.Length > 0 && !bool.TryParse(channel.TrustSentTime, out trust)) Fault($"{at}:TrustSentTime", channel.TrustSentTime, "must be true or false");
        var advance = true;
        if (channel.AdvanceNotices.Length > 0 && !bool.TryParse(channel.AdvanceNotices, out advance)) Fault($"{at}:AdvanceNotices", channel.AdvanceNotices, "must be true or false");
        var unsealed = UnsealedDocuments.Refuse;
        if (channel.UnsealedDocuments is not ("" or "refuse" or "review" or "trust")) Fault($"{at}:UnsealedDocuments", channel.UnsealedDocuments, "must be refuse, review or trust");
        else if (channel.UnsealedDocuments.Length > 0) unsealed = Enum.Parse<UnsealedDocuments>(channel.UnsealedDocuments, ignoreCase: true);
        faults.AddRange([.. channel.Controls.Faults($"{at}:Controls"), .. channel.Inquiries.Faults($"{at}:Inquiries")]);
        if (channel.IntakePercent.Length > 0 && !(int.TryParse(channel.IntakePercent, System.Globalization.CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 100)) Fault($"{at}:IntakePercent", channel.IntakePercent, "must be from 1 to 100");
        return new Channel(channel.Id, channel.Name, kind, certificates, [.. channel.Courts], from, until, trust) { AdvanceNotices = advance, UnsealedDocuments = unsealed, Door = ChannelDoors.Read(channel.Door) ?? ChannelDoor.Grpc };
    }

    Court Read(CourtSettings court, string at)
    {
        Code(court.Code, $"{at}:Code", "court");
        if (court.Code == "*") Fault($"{at}:Code", court.Code, "stands for all courts");
        Required(court.Name, $"{at}:Name");
        var seals = Fingerprints(court.SealFingerprints, $"{at}:SealFingerprints", "seal", "SM3");
        return new Court(court.Code, court.Name, seals, [.. court.Funds.Select((fund, i) => Read(fund, $"{at}:Funds:{i}"))]) { SealIds = Ids(court.SealIds, $"{at}:SealIds"), Parent = court.Parent };
    }

    ExecutionFundAccount Read(FundSettings fund, string at)
    {
        Code(fund.Account, $"{at}:Account", $"{fund.Currency} fund account");
        if (fund.Account.Length > 0 && (fund.Account == "*" || fund.Account[..^1].Contains('*', StringComparison.Ordinal))) Fault($"{at}:Account", fund.Account, "must be an account, or a prefix that ends in one \"*\"");
        Required(fund.Name, $"{at}:Name");
        if (fund.Currency.Length == 0 || WireText.Fault(FieldForm.Currency, fund.Currency) is not null) Fault($"{at}:Currency", fund.Currency, "must be three capital letters (ISO 4217)");
        return new ExecutionFundAccount(fund.Account, fund.Name, fund.Currency) { BankName = fund.BankName, BankNo = fund.BankNo };
    }

    List<string> Fingerprints(IReadOnlyList<string> texts, string at, string what, string algorithm)
    {
        var fingerprints = new List<string>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (Fingerprint.Parse(texts[i]) is not { } fingerprint) Fault($"{at}:{i}", texts[i], $"must be an {algorithm} fingerprint, 64 hexadecimal digits");
            else if (Once(fingerprint, texts[i], $"{at}:{i}", what)) fingerprints.Add(fingerprint);
        }

        return fingerprints;
    }

    List<string> Ids(IReadOnlyList<string> ids, string at)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (Required(ids[i], $"{at}:{i}")) Once(ids[i], ids[i], $"{at}:{i}", "esID");
        }

        return [.. ids];
    }

    // A code names one thing: whatever has it twice could stand for either.
    void Code(string value, string at, string what)
    {
        if (!Required(value, at)) return;
        if (value.Any(char.IsWhiteSpace)) Fault(at, value, "must hold no white space");
        else Once(value, value, at, what);
    }

    bool Once(string value, string written, string at, string what)
    {
        if (seen.TryAdd($"{what} {value}", at)) return true;
        Fault(at, written, $"is the {what} of {seen[$"{what} {value}"]} already");
        return false;
    }

    bool Required(string value, string at)
    {
        if (value.Length == 0) Fault(at, value, "is required");
        return value.Length > 0;
    }

    DateOnly? Date(string value, string at)
    {
        var date = WireText.ReadDate(value);
        if (date is null && value.Length > 0) Fault(at, value, "must be a date, yyyy-MM-dd");
        return date;
    }

    void Fault(string key, string value, string reason) => faults.Add($"{key} = {value}: {reason}");
}
