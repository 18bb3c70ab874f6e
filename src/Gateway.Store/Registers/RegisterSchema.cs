using Gateway.Register.Courts;
using static Gateway.Store.Registers.RegisterTexts;

namespace Gateway.Store.Registers;

/// <summary>The columns of a register, in the order in which files have them.</summary>
public sealed record RegisterSchema(RegisterKind Kind, string Word, IReadOnlyList<RegisterColumn> Columns)
{
    /// <summary>Between the parts of a key.</summary>
    public const string KeySeparator = "|";

    const int MaximumKey = 300;

    /// <summary>All registers.</summary>
    public static IReadOnlyList<RegisterSchema> All { get; } =
    [
        new(RegisterKind.Channels, "channels",
        [
            Key("Id", text => text.Contains(':', StringComparison.Ordinal) ? "must hold no colon" : Code(30)(text)), Needed("Name", Text(100)), Needed("Kind", OneOf("ZongDuiZong", "DianDuiDian")),
            new("CertificateFingerprints", false, Fingerprints), Needed("Courts", CourtSpans), new("From", false, Day), new("Until", false, Day),
            new("TrustSentTime", false, Flag), new("AdvanceNotices", false, Flag), new("UnsealedDocuments", false, OneOf("refuse", "review", "trust")), new("Door", false, OneOf(ChannelDoors.Grpc, ChannelDoors.HubSoap, ChannelDoors.HubFiles)),
        ]),
        new(RegisterKind.Courts, "courts", [Key("Code", text => text == CourtSpan.All || text.Contains('@', StringComparison.Ordinal) ? "must hold no \"*\" and no \"@\"" : Code(50)(text)), Needed("Name", Text(100)), new("Parent", false, Code(50))]),
        new(RegisterKind.Funds, "funds", [Key("Account", FundAccount), Key("Currency", Currency), Needed("Court", Code(50)), Needed("Name", Text(100)), new("BankName", false, Text(100)), new("BankNo", false, Code(30))]),
        new(RegisterKind.Officers, "officers",
        [
            Key("Court", Code(50)), Key("Name", KeyPart(50)), new("WorkCardNo", true, KeyPart(80)), new("DutyCardNo", true, KeyPart(80)),
            new("Phone", false, Text(50)), new("Scans", false, Fingerprints), new("FirstOrder", false, Text(100)), new("Remark", false, Text(200)),
        ]),
        new(RegisterKind.ProtectedKinds, "protected-kinds",
            [Key("Kind", Code(50)), new("Name", false, Text(100)), Needed("Freeze", Flag), Needed("Deduct", Flag), new("Basis", false, Text(1000)), new("Exception", false, Text(1000))]),
        new(RegisterKind.Parties, "parties",
        [
            // A number of the bank's own: what an entry is found by is never a customer's.
            Key("No", Code(50)), Needed("Name", Text(200)), Needed("IdKind", Code(20)), Needed("IdNumber", Code(100)), Needed("Amendment", OneOf("add", "rename", "merger", "split")), new("NewName", false, Text(200)), new("NewIdKind", false, Code(20)),
            new("NewIdNumber", false, Code(100)), Needed("Since", Day), Needed("Basis", Text(500)),
        ]),
    ];

    /// <summary>The columns that an entry is found by.</summary>
    public IEnumerable<RegisterColumn> KeyColumns => Columns.Where(c => c.IsKey);

    public static RegisterSchema Of(RegisterKind kind) => All.First(s => s.Kind == kind);

    /// <summary>The register that a word of a command means, or null.</summary>
    public static RegisterSchema? Find(string word) => All.FirstOrDefault(s => s.Word == word);

    /// <summary>What is wrong with an entry by itself, column by column.</summary>
    public IEnumerable<RegisterFault> Faults(RegisterEntry entry)
    {
        var key = entry.Key;
        foreach (var unknown in entry.Texts.Keys.Where(t => Columns.All(c => c.Name != t))) yield return new(Kind, key, unknown, $"no such column; {Word} has {string.Join(", ", Columns.Select(c => c.Name))}");
        foreach (var column in Columns)
        {
            if (column.Fault(entry[column.Name]) is { } reason) yield return new(Kind, key, column.Name, reason);
        }

        if (key.Length > MaximumKey) yield return new(Kind, key, "", "its key is too long");
    }

    static RegisterColumn Key(string name, Func<string, string?> check) => new(name, true, Required(check));

    static RegisterColumn Needed(string name, Func<string, string?> check) => new(name, false, Required(check));
}
