using System.Text;
using Gateway.Hub.Json;
using Gateway.Hub.Scenarios;

namespace Gateway.EndToEnd.Tests.HubTool;

/// <summary>A scenario file says what it means: nothing in it is skipped.</summary>
internal sealed class ScenarioReaderTests
{
    const string Courts = """ "courts": [ { "code": "F10", "name": "甲市人民法院" } ] """;

    [TestCase("""{ "stepz": [] }""", "stepz: unknown field")]
    [TestCase("""{ "courts": [ { "code": "F10", "name": "x", "fnds": [] } ] }""", "courts[0].fnds: unknown field")]
    [TestCase("""{ "accounts": [ { "account": "1", "currency": "CNY", "balance": 5 } ] }""", "accounts[0].balance: expected a text")]
    [TestCase("""{ "accounts": [ { "account": "1", "claims": [ { "id": "P1", "amont": "1" } ] } ] }""", "accounts[0].claims[0].amont: unknown field")]
    [TestCase("""{ "accounts": [ { "account": "1" }, { "account": "1" } ] }""", "accounts: 1 occurs twice")]
    [TestCase("""{ "today": "21.11.2026" }""", "today: expected a day as yyyy-MM-dd")]
    [TestCase("""{ "steps": [ { "do": "credit", "account": "1", "amount": "1.00" }, { "do": "fly" } ] }""", "step 2 do: \"fly\" is no step")]
    [TestCase("""{ "steps": [ { "do": "credit", "account": "1", "amount": "1.00", "court": "F10" } ] }""", "step 1 court: unknown field")]
    [TestCase("""{ "steps": [ { "do": "credit", "account": "1" } ] }""", "step 1 amount: missing")]
    [TestCase("""{ "steps": [ { "do": "check", "account": "1", "expect": { "freezes": [ { "rnk": 1 } ] } } ] }""", "step 1 expect.freezes[0].rnk: unknown field")]
    [TestCase("""{ "steps": [ { "do": "check", "account": "1", "expect": { "held": 5 } } ] }""", "step 1 expect.held: expected a text")]
    [TestCase("""{ "steps": [ { "do": "coreFault", "at": "hold", "fault": "explode" } ] }""", "step 1 fault: \"explode\" is unknown")]
    [TestCase("""{ "steps": [], "steps": [] }""", "not JSON")]
    public void What_is_wrong_is_said_with_its_place(string json, string complaint) =>
        Assert.That(Complaint(json), Does.StartWith(complaint));

    [TestCase(""" "do": "freeze", "order": "O1", "account": "1", "amount": "1.00", "expect": { "actuall": "1.00" } """, "step 1 expect.actuall: unknown field")]
    [TestCase(""" "do": "freeze", "order": "O1", "account": "1", "amount": "1.00", "expect": { "prior": "0" } """, "step 1 expect.prior: expected a whole number")]
    [TestCase(""" "do": "freeze", "order": "O1", "account": "1", "amount": 1.00 """, "step 1 amount: expected a text")]
    [TestCase(""" "do": "freeze", "order": "O1", "account": "1", "payee": "9001" """, "step 1 payee: unknown field")]
    [TestCase(""" "do": "renew", "order": "O1", "account": "1", "amount": "1.00" """, "step 1 amount: unknown field")]
    [TestCase(""" "do": "freeze", "order": "O1", "lines": [ { "account": "1", "amout": "1.00" } ] """, "step 1 lines[0].amout: unknown field")]
    [TestCase(""" "do": "freeze", "order": "O1", "account": "1", "lines": [ { "account": "1" } ] """, "step 1 lines: stands in place of account")]
    [TestCase(""" "do": "freeze", "order": "O1", "court": "F99", "account": "1" """, "step 1 court: F99 is not among the courts")]
    [TestCase(""" "do": "freeze", "order": "O1", "account": "1", "documents": { "omit": ["RECEIPT"] } """, "step 1 documents.omit: \"RECEIPT\" is no kind of document")]
    [TestCase(""" "do": "inquire", "order": "O1", "account": "1" """, "step 1 account: unknown field")]
    public void What_is_wrong_in_an_order_is_said_with_its_place(string step, string complaint) =>
        Assert.That(Complaint($$"""{ {{Courts}}, "steps": [ { {{step}} } ] }"""), Does.StartWith(complaint));

    [TestCase(""" "do": "settle", "order": "O1" """, "step 1 outcome: missing")]
    [TestCase(""" "do": "settle", "order": "O1", "outcome": "lost" """, "step 1 outcome:")]
    [TestCase(""" "do": "settle", "outcome": "paid" """, "step 1 order:")]
    public void What_is_wrong_in_a_settlement_is_said_with_its_place(string step, string complaint) =>
        Assert.That(Complaint($$"""{ "steps": [ { {{step}} } ] }"""), Does.StartWith(complaint));

    [Test]
    public void What_an_asset_does_not_have_is_an_error() =>
        Assert.That(Complaint("""{ "accounts": [ { "account": "1", "assets": [ { "colour": "x" } ] } ] }"""), Does.Contain("colour"));

    [Test]
    public void What_stands_beside_the_lines_holds_for_each_that_does_not_say_otherwise()
    {
        var scenario = Read($$"""{ {{Courts}}, "steps": [ { "do": "freeze", "order": "O1", "amount": "5.00", "lines": [ { "account": "1" }, { "account": "2", "amount": "7.00" } ] } ] }""");
        Assert.That(((OrderStep)scenario.Steps[0]).Form.Lines.Select(l => (l.Account, l.Amount)), Is.EqualTo(new[] { ("1", "5.00"), ("2", "7.00") }));
    }

    [Test]
    public void A_file_without_a_name_goes_by_its_own() => Assert.That(Read("{}").Name, Is.EqualTo("some-file"));

    [Test]
    public void A_file_that_cannot_be_read_still_has_its_name() =>
        Assert.That(ScenarioReader.NameOf(Encoding.UTF8.GetBytes("""{ "name": "C1", "stepz": 1 }"""), "some-file"), Is.EqualTo("C1"));

    static string Complaint(string json) => Assert.Throws<JsonFormException>(() => Read(json))!.Message;

    static ScenarioFile Read(string json) => ScenarioReader.Read(Encoding.UTF8.GetBytes(json), "some-file");
}
