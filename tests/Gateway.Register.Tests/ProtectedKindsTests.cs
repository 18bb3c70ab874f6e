using System.Text;
using Gateway.Register.Accounts;

namespace Gateway.Register.Tests;

/// <summary>The table of DOMAIN 5 as data.</summary>
[TestFixture]
public sealed class ProtectedKindsTests
{
    private const string General = """{ "kind": "GENERAL", "freeze": true, "deduct": true }""";

    [Test]
    public void A_table_that_the_bank_has_changed_decides_from_the_next_line_on()
    {
        var kinds = new ProtectedKinds(ProtectedKinds.Shipped);
        var story = new Story(10000, rules: new Rules { ProtectedKinds = kinds, ProtectedAccount = ProtectedAccountRule.Refuse }) { Nature = "SCHOLARSHIP" };
        Assert.That(story.Freeze("O1", 6000).ReasonDetail, Is.EqualTo("账户性质 SCHOLARSHIP 未登记，须人工核实"));

        kinds.Replace(Read($$"""[ {{General}}, { "kind": "SCHOLARSHIP", "freeze": true, "deduct": false, "basis": "助学金" } ]""").Kinds);

        Assert.That(story.Freeze("O2", 6000).Controlled, Is.True);
    }

    [TestCase("[", 1, "is no JSON")]
    [TestCase("{}", 1, "must be an array of kinds")]
    [TestCase("[\n7 ]", 2, "must be an object")]
    [TestCase("[\n{ \"kind\": \"A\", \"freeze\": true } ]", 2, "\"deduct\" is missing")]
    [TestCase("[\n{ \"freeze\": true, \"deduct\": true } ]", 2, "\"kind\" is missing")]
    [TestCase("[\n{ \"kind\": \"A\",\n\"freeze\": 1, \"deduct\": true } ]", 3, "\"freeze\" must be true or false")]
    [TestCase("[\n{ \"kind\": \"A\", \"freeze\": true, \"deduct\": true, \"colour\": [1] } ]", 2, "\"colour\" is not known")]
    [TestCase("[\n{ \"kind\": \"A\", \"freeze\": true, \"deduct\": false } ]", 2, "A: \"basis\" is missing, the receipt has to name it")]
    [TestCase("[\n{ \"kind\": \"A\", \"freeze\": false, \"deduct\": true, \"basis\": \"b\" } ]", 2, "A: what may not be frozen may not be deducted")]
    [TestCase("[]", 1, "lacks the ordinary kind GENERAL, which may be frozen and deducted")]
    public void A_fault_is_named_with_its_line(string json, int line, string reason) =>
        Assert.That(Read(json).Faults, Is.EqualTo(new[] { $"line {line}: {reason}" }));

    [Test]
    public void All_faults_are_named_at_once() =>
        Assert.That(Read($"[ {General},\n{General},\n{{ \"kind\": \"A\" }} ]").Faults, Is.EqualTo(new[] { "line 2: GENERAL occurs twice", "line 3: \"freeze\" is missing", "line 3: \"deduct\" is missing" }));

    private static (IReadOnlyList<AccountNature> Kinds, IReadOnlyList<string> Faults) Read(string json) => ProtectedKindsJson.Read(Encoding.UTF8.GetBytes(json));
}
