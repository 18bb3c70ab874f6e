using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Register.Parties;

namespace Gateway.Store.Registers;

/// <summary>Entries as the service works with them, and back.</summary>
public static class RegisterViews
{
    /// <summary>The kind of an account that nothing protects.</summary>
    public const string OrdinaryKind = "GENERAL";

    const string Yes = "true";
    const string No = "false";

    /// <summary>The directory on a day of the bank: each channel with the courts that it speaks for on that day.</summary>
    /// <param name="configured">Courts of the configuration, for their seals.</param>
    public static CourtDirectory Directory(RegisterContents all, IReadOnlyList<Court> configured, DateOnly day)
    {
        var seals = configured.ToDictionary(c => c.Code, StringComparer.Ordinal);
        var funds = all.Of(RegisterKind.Funds).ToLookup(f => f["Court"], Fund, StringComparer.Ordinal);
        return new CourtDirectory(
            [.. all.Of(RegisterKind.Channels).Select(c => ChannelOf(c, day))],
            [.. all.Of(RegisterKind.Courts).Select(c => new Court(c.Key, c["Name"], seals.GetValueOrDefault(c.Key)?.SealFingerprints ?? [], [.. funds[c.Key]])
            {
                Parent = c["Parent"],
                SealIds = seals.GetValueOrDefault(c.Key)?.SealIds ?? [],
            })]);
    }

    public static IReadOnlyList<AccountNature> Kinds(RegisterContents all) =>
        [.. all.Of(RegisterKind.ProtectedKinds).Select(k => new AccountNature(k.Key, k["Name"], k["Freeze"] == Yes, k["Deduct"] == Yes, k["Basis"], k["Exception"]))];

    /// <summary>Amendments of parties that are in force on a day of the bank. One that was entered without the party's name, as once could be, is only kept.</summary>
    public static IReadOnlyList<PartyAmendment> Amendments(RegisterContents all, DateOnly day) =>
        [.. all.Of(RegisterKind.Parties).Where(p => p["Name"].Length > 0 && !(RegisterTexts.ReadDay(p["Since"]) > day)).Select(Amendment)];

    public static ExecutionFundAccount Fund(RegisterEntry fund) => new(fund["Account"], fund["Name"], fund["Currency"]) { BankName = fund["BankName"], BankNo = fund["BankNo"] };

    public static RegisterEntry Entry(Channel channel) => Make(
        RegisterKind.Channels, ("Id", channel.Id), ("Name", channel.Name), ("Kind", channel.Kind.ToString()), ("CertificateFingerprints", string.Join(' ', channel.CertificateFingerprints)),
        ("Courts", string.Join(' ', channel.Courts)), ("From", Day(channel.From)), ("Until", Day(channel.Until)), ("TrustSentTime", Flag(channel.TrustSentTime)), ("AdvanceNotices", Flag(channel.AdvanceNotices)),
        ("UnsealedDocuments", Word(channel.UnsealedDocuments)), ("Door", ChannelDoors.Word(channel.Door)));

    public static RegisterEntry Entry(Court court) => Make(RegisterKind.Courts, ("Code", court.Code), ("Name", court.Name), ("Parent", court.Parent));

    public static RegisterEntry Entry(string courtCode, ExecutionFundAccount fund) => Make(
        RegisterKind.Funds, ("Account", fund.Account), ("Currency", fund.Currency), ("Court", courtCode), ("Name", fund.Name), ("BankName", fund.BankName), ("BankNo", fund.BankNo));

    public static RegisterEntry Entry(AccountNature kind) => Make(
        RegisterKind.ProtectedKinds, ("Kind", kind.Nature), ("Name", kind.Name), ("Freeze", Flag(kind.MayFreeze)), ("Deduct", Flag(kind.MayDeduct)), ("Basis", kind.Basis), ("Exception", kind.Exception));

    public static RegisterEntry Make(RegisterKind kind, params IEnumerable<(string Column, string Text)> texts) => new(kind, texts.ToDictionary(t => t.Column, t => t.Text, StringComparer.Ordinal));

    /// <summary>The courts below a court, at whatever distance.</summary>
    public static IReadOnlySet<string> Below(RegisterContents all, string court)
    {
        var children = all.Of(RegisterKind.Courts).ToLookup(c => c["Parent"], c => c.Key, StringComparer.Ordinal);
        var below = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(children[court]);
        while (waiting.TryPop(out var next))
        {
            if (!below.Add(next)) continue;
            foreach (var child in children[next]) waiting.Push(child);
        }

        return below;
    }

    static string Word(UnsealedDocuments unsealed) => unsealed switch
    {
        UnsealedDocuments.Review => "review",
        UnsealedDocuments.Trust => "trust",
        _ => "refuse",
    };

    static Channel ChannelOf(RegisterEntry entry, DateOnly day)
    {
        var kind = Enum.Parse<ChannelKind>(entry["Kind"]);
        return new Channel(
            entry.Key, entry["Name"], kind, entry.List("CertificateFingerprints"),
            [.. entry.List("Courts").Select(CourtSpan.Read).OfType<CourtSpan>().Where(s => s.On(day)).Select(s => s.Court)],
            RegisterTexts.ReadDay(entry["From"]), RegisterTexts.ReadDay(entry["Until"]), entry["TrustSentTime"] == Yes || (entry["TrustSentTime"].Length == 0 && kind == ChannelKind.ZongDuiZong))
        { AdvanceNotices = entry["AdvanceNotices"] != No, UnsealedDocuments = Enum.GetValues<UnsealedDocuments>().FirstOrDefault(u => Word(u) == entry["UnsealedDocuments"]), Door = ChannelDoors.Read(entry["Door"]) ?? ChannelDoor.Grpc };
    }

    static PartyAmendment Amendment(RegisterEntry entry)
    {
        var before = new PartyIdentity(entry["Name"], entry["IdKind"], entry["IdNumber"]);
        var after = entry["NewIdNumber"].Length == 0 ? before : before with { IdKind = entry["NewIdKind"], IdNumber = entry["NewIdNumber"] };
        return new PartyAmendment(Enum.Parse<AmendmentKind>(entry["Amendment"], ignoreCase: true), before, entry["NewName"].Length == 0 ? after : after with { Name = entry["NewName"] });
    }

    static string Flag(bool value) => value ? Yes : No;

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
