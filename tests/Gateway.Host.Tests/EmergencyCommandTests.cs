using System.Text.Json.Nodes;

namespace Gateway.Host.Tests;

/// <summary>22 and 19 as people use them: <c>gateway emergency</c>, <c>gateway offline</c>, <c>gateway lookup</c>, and the bank's objection at the desk.</summary>
[TestFixture]
public sealed class EmergencyCommandTests
{
    private const string Order = """
        { "orderNo": "P1", "courtCode": "F10", "courtName": "甲市人民法院", "caseNo": "(2026)甲执1号", "officer": { "name": "王法官", "phone": "010-1", "workCardNo": "G1" },
          "party": { "name": "张三", "idKind": "10100", "idNumber": "110101199001010011" },
          "freeze": { "lines": [ { "target": { "lineNo": "1", "account": "6222001" }, "amount": "100.00", "to": "2027-01-01" } ] } }
        """;

    [Test]
    public async Task One_person_pauses_and_two_resume()
    {
        using var bank = Bank();
        Assert.That((await RunAsync(bank, "王", "emergency", "pause", "--measure", "99", "--why", "x")).Text, Is.EqualTo("--measure 99: must be 01 to 08 or inquiry"));
        Assert.That((await RunAsync(bank, "王", "emergency", "pause", "--measure", "06", "--everything", "--why", "x")).Text, Does.StartWith("one of --measure"));
        Assert.That((await RunAsync(bank, "王", "emergency", "pause", "--channel", "nowhere", "--why", "x")).Text, Does.Contain("not in the directory"));
        Assert.That((await RunAsync(bank, "王", "emergency", "pause", "--measure", "06")).Text, Is.EqualTo("a pause needs its reason (--why TEXT)"));
        Assert.That(await RunAsync(bank, "王", "emergency", "pause", "--measure", "06", "--why", "收款专户异常"), Is.EqualTo((0, "pause 1")));
        Assert.That((await RunAsync(bank, "王", "emergency", "pause", "--measure", "06", "--why", "再停")).Text, Is.EqualTo("it stands still already"));
        Assert.That(await RunAsync(bank, "王", "emergency", "resume", "1"), Is.EqualTo((0, "task 1")));
        Assert.That((await RunAsync(bank, "李", "emergency", "status")).Text, Does.Contain("pause 1\tMeasure 06\tsince ").And.Contain("\t王\t收款专户异常").And.Contain("task 1\tProposed").And.Contain("contact\t赵值班\t运维\t010-9"));
        Assert.That((await RunAsync(bank, "王", "desk", "confirm", "1")).Text, Is.EqualTo("maker and checker are two people"));
        Assert.That(await RunAsync(bank, "李", "desk", "confirm", "1"), Is.EqualTo((0, "confirmed")));
        Assert.That((await RunAsync(bank, "李", "emergency", "status")).Text, Does.Contain("over, what waited is being sent on"));
        Assert.That((await RunAsync(bank, "李", "emergency", "resume", "1")).Text, Is.EqualTo("1: no such pause holds"));
    }

    [Test]
    public async Task A_paper_order_is_entered_by_two_objected_to_and_looked_up()
    {
        using var bank = Bank();
        var (order, scan, text) = (Path.Combine(bank.Folder, "order.json"), Path.Combine(bank.Folder, "scan.pdf"), Path.Combine(bank.Folder, "text.txt"));
        await File.WriteAllTextAsync(order, Order);
        await File.WriteAllTextAsync(scan, "%PDF-1.7");
        await File.WriteAllTextAsync(text, "该账户为工会经费专户，依法不得冻结。");
        var served = TimeProvider.System.GetLocalNow().AddDays(-1).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        Assert.That((await RunAsync(bank, "王", "offline", "enter", "--file", order, "--scan", $"notice={scan}", "--served", served)).Text, Does.Contain("needs its ruling").And.Contain("work card"));
        Assert.That(await RunAsync(bank, "王", "offline", "enter", "--file", order, "--scan", $"ruling={scan},notice={scan},work-card={scan}", "--served", served), Is.EqualTo((0, "task 1")));
        Assert.That((await RunAsync(bank, "李", "desk", "show", "1", "--reveal", "--why", "核对扫描件")).Text, Does.Contain("kind: OfflineOrder").And.Contain("6222001"));
        Assert.That(await RunAsync(bank, "李", "desk", "confirm", "1"), Is.EqualTo((0, "confirmed")));

        Assert.That((await RunAsync(bank, "王", "desk", "open", "objection", "--order", "P1", "--line", "9", "--channel", "offline", "--text-file", text)).Text, Is.EqualTo("--line 9: the order has no such line"));
        Assert.That(await RunAsync(bank, "王", "desk", "open", "objection", "--order", "P1", "--line", "1", "--channel", "offline", "--text-file", text), Is.EqualTo((0, "task 2")));
        Assert.That(await RunAsync(bank, "李", "desk", "confirm", "2"), Is.EqualTo((0, "confirmed")));
        Assert.That((await RunAsync(bank, "李", "desk", "objections")).Text, Is.EqualTo("1\toffline:P1:1\t1\tOpen\tletter under way"));
        Assert.That(await RunAsync(bank, "王", "desk", "open", "objection-outcome", "--objection", "1", "--outcome", "withdrawn", "--note", "已沟通"), Is.EqualTo((0, "task 3")));
        Assert.That(await RunAsync(bank, "李", "desk", "confirm", "3"), Is.EqualTo((0, "confirmed")));
        Assert.That((await RunAsync(bank, "李", "desk", "objections")).Text, Is.Empty);

        Assert.That((await RunAsync(bank, "李", "lookup", "--account", "6222001")).Text, Is.EqualTo("--why is missing"));
        Assert.That(await RunAsync(bank, "李", "lookup", "--account", "6222001", "--why", "客户来访"), Is.EqualTo((0, "no court has frozen or taken anything here")));
    }

    private static Installation Bank()
    {
        var bank = new Installation();
        bank.Settings["Courts"] = JsonNode.Parse("""[ { "Code": "F10", "Name": "甲市人民法院" } ]""");
        bank.Settings["Emergency"] = JsonNode.Parse("""{ "Contacts": [ { "Name": "赵值班", "Duty": "运维", "Phone": "010-9" } ] }""");
        bank.Write();
        return bank;
    }

    private static async Task<(int Exit, string Text)> RunAsync(Installation bank, string person, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await GatewayProcess.RunAsync([.. words, "--config", bank.ConfigFile, "--as", person], output, errors, CancellationToken.None);
        return (exit, (exit == 0 ? output : errors).ToString().Trim().ReplaceLineEndings("\n"));
    }
}
