using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gateway.CoreBanking;
using Gateway.Ops.Accounts;
using Gateway.Ops.Documents;
using Gateway.Ops.Emergency;
using Gateway.Ops.Parking;
using Gateway.Ops.Reconciliation;
using Gateway.Ops.Restores;
using Gateway.Ops.Web.OpenId;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Hub;
using Gateway.Store.Outcomes;
using Gateway.Store.Reconciliation;
using Gateway.Store.Registers;
using Gateway.Store.Restores;
using Gateway.Store.Staff;

namespace Gateway.Ops.Tests.Web;

/// <summary>Every word of the console's pages is there in both languages.</summary>
internal sealed partial class WordsTests
{
    static readonly string Folder = Path.Combine(Root(), "src", "Gateway.Ops", "Web");
    static readonly Dictionary<string, string> Chinese = Read("Words.resx"), English = Read("Words.en.resx");

    [Test]
    public void Both_languages_have_the_same_words_with_the_same_places_to_fill_in()
    {
        Assert.That(English.Keys, Is.EquivalentTo(Chinese.Keys));
        // The compiler of resources keeps one of two names that differ by case alone.
        Assert.That(Chinese.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count(), Is.EqualTo(Chinese.Count));
        foreach (var (key, text) in Chinese) Assert.That(Place().Matches(English[key]).Select(m => m.Value).Order(), Is.EqualTo(Place().Matches(text).Select(m => m.Value).Order()), key);
    }

    [Test]
    public void Every_word_that_a_page_names_is_there()
    {
        var named = Directory.EnumerateFiles(Folder, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.That(named, Has.Count.GreaterThan(50));
        Assert.That(named.Where(n => !Chinese.ContainsKey(n)), Is.Empty);
    }

    [TestCaseSource(nameof(Families))]
    public void Every_value_that_a_page_shows_by_its_name_has_a_word(string prefix, IEnumerable<string> names) =>
        Assert.That(names.Where(name => !Chinese.ContainsKey(prefix + name)), Is.Empty);

    static IEnumerable<TestCaseData> Families() =>
    [
        new("Measure", Enum.GetNames<Measure>()), new("Task", Enum.GetNames<DeskTaskKind>()), new("Task", Enum.GetNames<DeskTaskState>()),
        new("Decide", Enum.GetNames<DeskDecision>()), new("DeskFault", Enum.GetNames<DeskFault>()), new("Kind", Enum.GetNames<OrderKind>()),
        new("Order", Enum.GetNames<OrderState>()), new("Receipt", Enum.GetNames<ReceiptKind>()), new("Document", Enum.GetNames<DocumentKind>()),
        new("Register", Enum.GetNames<RegisterKind>()), new("Column", RegisterSchema.All.SelectMany(r => r.Columns).Select(c => c.Name).Distinct()),
        new("By", Enum.GetNames<OutcomeKey>()), new("Outcome", Enum.GetNames<OutcomeKind>()),
        new("Role", Enum.GetNames<StaffRole>()), new("StaffFault", Enum.GetNames<StaffFault>()), new("Fault", Enum.GetNames<CoreFault>()), new("SettlementFault", Enum.GetNames<SettlementFault>()),
        new("CatchUpFault", Enum.GetNames<CatchUpFault>()), new("Lost", Enum.GetNames<LostEffectState>()), new("Effect", new[] { "HOLD_PUT", "HOLD_CHANGE", "HOLD_REMOVE", "DEBIT" }),
        new("SetbackLine", new[] { OrderStep.Decision, OrderStep.First, OrderStep.Debit, OrderStep.TakeBack, OrderStep.Provisional }.Select(s => s.ToString())), new("SetbackOrder", new[] { OrderStep.Answer, OrderStep.Receipt }.Select(s => s.ToString())),
        new("HubState", Enum.GetNames<HubFeedState>()), new("Seal", Enum.GetNames<SealReason>()), new("Check", Enum.GetNames<SealCheckStep>()), new("Owner", Enum.GetNames<SealOwner>()), new("Compared", Enum.GetNames<ComparedItem>()), new("Queue", Enum.GetNames<QueueEventKind>()),
        new("Difference", Enum.GetNames<DifferenceKind>()), new("Cause", Enum.GetNames<DifferenceKind>()), new("Mend", Enum.GetNames<DifferenceKind>()), new("DifferenceState", Enum.GetNames<DifferenceState>()),
        new("MendFault", Enum.GetNames<MendFault>()), new("ReconcileFault", Enum.GetNames<ReconcileFault>()), new("EmergencyFault", Enum.GetNames<EmergencyFault>()), new("OpenIdFault", Enum.GetNames<OpenIdFault>()),
        new("PaperMeasure", PaperForm.Measures.Select(m => m.Code)),
        new("Paper", PaperForm.Head.Concat(PaperForm.Columns).Concat(PaperForm.Measures.SelectMany(m => m.Columns)).Where(f => f != "court_code").Distinct().Select(f => f.Replace('.', '_'))),
        new("Part", new[] { "store", "clock", "core", "bus", "bank seal" }),
    ];

    static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder, "Wording", file)).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    // L["Word"] and L["Word", …], not L["Prefix" + value].
    [GeneratedRegex("""L\["(\w+)"[\],]""")]
    private static partial Regex Named();

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex Place();
}
