using System.Text;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Registers;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Ops.Tests.Registers;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegisterDeskTests : IAsyncDisposable
{
    private static readonly string[] Prints = [.. "abcd".Select(c => new string(c, 64))];

    private static readonly CourtDirectory Configured = new(
        [
            new Channel("zdz", "总对总", ChannelKind.ZongDuiZong, [Prints[0]], ["F20"], null, null, true),
            new Channel("prov", "点对点", ChannelKind.DianDuiDian, [Prints[1]], ["F10", "F11", "F30"], null, null, false),
            new Channel("city", "点对点", ChannelKind.DianDuiDian, [Prints[2]], ["F11"], null, null, false),
        ],
        [new Court("F10", "甲省高级人民法院", [], []), new Court("F11", "甲省乙市人民法院", [], [new ExecutionFundAccount("9001*", "乙市法院执行款专户", "CNY")]) { Parent = "F10" }, new Court("F20", "丙", [], []), new Court("F30", "丁, \"戊\"", [], [])]);

    private readonly string _folder = Directory.CreateTempSubdirectory("registers-").FullName;
    private SqliteStore _store = null!;
    private RegisterDesk _desk = null!;

    private static DeskProposal Proposal => new("甲", DeskDecision.Approve, "备注");

    [SetUp]
    public async Task Open()
    {
        _store = new SqliteStore(new StorageOptions { Directory = _folder }, TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await _store.MigrateAsync(default);
        await _store.EnterConfiguredAsync(ConfiguredRegisters.Of(Configured, ProtectedKinds.Shipped, TimeZoneInfo.Utc).Entries, default);
        _desk = new RegisterDesk(_store, _store, new Looks(_store));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, true);
    }

    [Test]
    public async Task What_is_exported_and_taken_in_again_changes_nothing()
    {
        foreach (var schema in RegisterSchema.All)
        {
            var file = await _desk.ExportAsync(schema.Kind, await _desk.LookAsync("甲", schema.Kind, "备份", default), default);
            var again = await _desk.ImportAsync(schema.Kind, file, new ImportOptions(Replace: schema.Kind != RegisterKind.Parties, CheckOnly: false), Proposal, default);
            Assert.That(again.Faults.Select(f => f.Reason), Is.EqualTo(new[] { "nothing would change" }), schema.Word);
        }
    }

    [Test]
    public async Task All_that_is_wrong_in_a_file_is_named_at_once_with_its_lines_and_nothing_is_proposed()
    {
        var result = await ImportAsync(RegisterKind.Funds, "Account,Currency,Court,Name\r\n9002,CNY,F10,户\r\n\"90\n03\",cny,F10,\r\n9004,CNY,F99,户\r\n9002,CNY,F10,户二\r\n9*1,CNY,F10,户\r\n");
        Assert.That(result.Faults.Select(f => f.ToString()), Is.EqualTo(new[]
        {
            "line 3, Account: must hold no white space", "line 3, Currency: must be three capital letters (ISO 4217)", "line 3, Name: is required",
            "line 6: is the entry of line 2 again", "line 7, Account: must be an account, or a prefix that ends in one \"*\"",
        }));
        Assert.That(result.TaskId, Is.Zero);
        Assert.That((await ImportAsync(RegisterKind.Funds, "Account,Currency,Court,Name\n9004,CNY,F99,户\n9001*,USD,F10,户\n")).Faults.Select(f => f.ToString()), Is.EqualTo(new[]
        {
            "line 2, Court: F99 is not in the register of courts", "line 3, Court: the account is one of F11 already",
        }));
        Assert.That((await ImportAsync(RegisterKind.Courts, "Code,Nmae\nF50,己\n")).Faults.Single().ToString(), Does.StartWith("line 1, Nmae: no such column"));
        Assert.That(await _store.ReadTasksAsync(new DeskFilter(null, true), 10, default), Is.Empty);
    }

    [TestCase("utf-8 with mark")]
    [TestCase("utf-8")]
    [TestCase("gb18030")]
    public async Task A_file_is_taken_in_whichever_of_the_encodings_it_has(string encoding)
    {
        const string Text = "Code,Name\n\"F50\",\"己市\"\"人民\"\"法院\"";
        byte[] bytes = encoding switch
        {
            "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            "utf-8" => Encoding.UTF8.GetBytes(Text),
            _ => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Text),
        };
        var result = await _desk.ImportAsync(RegisterKind.Courts, bytes, new ImportOptions(false, false), Proposal, default);
        Assert.That(result.Items.Single().After!["Name"], Is.EqualTo("己市\"人民\"法院"));
        Assert.That(await _store.ConfirmAsync(result.TaskId, "乙", default), Is.Null);
        Assert.That((await _store.FindEntryAsync(RegisterKind.Courts, "F50", default))!["Name"], Is.EqualTo("己市\"人民\"法院"));
    }

    [Test]
    public async Task A_province_goes_to_the_central_channel_on_a_day_and_its_own_end_the_day_before()
    {
        var result = await _desk.CutOverAsync(new CutOver(["F10"], WithThoseBelow: true, new DateOnly(2026, 12, 1), ""), Proposal, default);
        Assert.That(result.Faults, Is.Empty);
        Assert.That(await _store.ConfirmAsync(result.TaskId, "乙", default), Is.Null);

        var contents = await _store.ReadRegistersAsync(RegisterRules.Whole, default);
        CourtDirectory On(int month, int day) => RegisterViews.Directory(contents, Configured.Courts, new DateOnly(2026, month, day));
        Assert.That(Speaks(On(11, 30)), Is.EqualTo("zdz:F20 prov:F10,F11,F30 city:F11"));
        Assert.That(Speaks(On(12, 1)), Is.EqualTo("zdz:F20,F10,F11 prov:F30 city:"));
        Assert.That((On(12, 1).FindChannel("city")!.Until, On(12, 1).FindChannel("prov")!.Until), Is.EqualTo((new DateOnly(2026, 11, 30), (DateOnly?)null)));
    }

    [Test]
    public async Task One_entry_is_set_column_by_column_and_ended()
    {
        var set = await _desk.SetAsync(RegisterKind.Channels, new Dictionary<string, string> { ["Id"] = "city", ["Until"] = "2026-12-31" }, Proposal, default);
        Assert.That((set.Items.Single().After!["Name"], set.Items.Single().After!["Until"]), Is.EqualTo(("点对点", "2026-12-31")));
        var none = await _desk.EndAsync(RegisterKind.Courts, "F99", Proposal, default);
        Assert.That(none.Faults.Single().Reason, Does.Contain("no such entry"));
        var taken = await _desk.SetAsync(RegisterKind.Channels, new Dictionary<string, string> { ["Id"] = "zdz", ["CertificateFingerprints"] = Prints[1] }, Proposal, default);
        Assert.That(taken.Faults.Single().Reason, Does.Contain("already"));
        var spared = await _desk.SetAsync(RegisterKind.ProtectedKinds, new Dictionary<string, string> { ["Kind"] = "GENERAL", ["Deduct"] = "false", ["Basis"] = "x" }, Proposal, default);
        Assert.That(spared.Faults, Is.Not.Empty, "the ordinary kind stays ordinary");
    }

    private static string Speaks(CourtDirectory directory) => string.Join(' ', new[] { "zdz", "prov", "city" }.Select(id => $"{id}:{string.Join(',', directory.FindChannel(id)!.Courts)}"));

    private Task<RegisterProposal> ImportAsync(RegisterKind kind, string text) => _desk.ImportAsync(kind, Encoding.UTF8.GetBytes(text), new ImportOptions(false, false), Proposal, default);
}
