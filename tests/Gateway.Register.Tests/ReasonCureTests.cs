using System.Text;
using Gateway.Register.Accounts;
using Gateway.Register.Freezes;

namespace Gateway.Register.Tests;

/// <summary>What a court can do about a reason, and the tables' small print.</summary>
internal sealed class ReasonCureTests
{
    private const string General = """{ "kind": "GENERAL", "freeze": true, "deduct": true }""";

    // A retry without any mending helps where the bank mends it, or where time may.
    [TestCase(Cure.Bank, "OFFICER_UNKNOWN PAYEE_NOT_REGISTERED COURT_NOT_ALLOWED CORE_REFUSED")]
    [TestCase(Cure.Nobody, "PARTY_NOT_CUSTOMER PRIOR_FREEZE PRIORITY_CLAIM INSUFFICIENT_FUNDS")]
    [TestCase(Cure.Court, "")]
    public void A_retry_of_the_same_order_helps_with(Cure cure, string codes) =>
        Assert.That(ReasonTable.All.Where(e => e.Cure == cure && e.Retryable).Select(e => e.Code), Is.EqualTo(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    // 𠮷 is two characters of a text; "存在在先冻结：" is seven, the mark of the cut is one.
    [TestCase(92, 99, TestName = "{m}: fits in whole")]
    [TestCase(91, 99, TestName = "{m}: would be cut in half")]
    [TestCase(90, 100, TestName = "{m}: ends at the cut")]
    public void A_wording_is_never_cut_inside_a_character(int before, int length)
    {
        var text = ReasonTable.Wording(Reason.PriorFreeze, before == 92 ? new string('字', 90) + "𠮷" : new string('字', before) + "𠮷字字字字");
        Assert.That(text, Has.Length.EqualTo(length));
        Assert.That(text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar), Is.False);
    }

    [Test]
    public void A_kind_that_nobody_has_judged_may_be_neither_frozen_nor_deducted_from()
    {
        var nature = new ProtectedKinds(ProtectedKinds.Shipped).Of("SCHOLARSHIP");
        Assert.That((nature.MayFreeze, nature.MayDeduct), Is.EqualTo((false, false)));
    }

    [TestCase("[ { \"kind\": \"GENERAL\", \"freeze\": true, \"deduct\": false, \"basis\": \"b\" } ]", "line 1: lacks the ordinary kind GENERAL, which may be frozen and deducted")]
    [TestCase("[ { \"kind\": \"OTHER\", \"freeze\": true, \"deduct\": true } ]", "line 1: lacks the ordinary kind GENERAL, which may be frozen and deducted")]
    [TestCase("[ { \"kind\": \"GENERAL\", \"kind\": \"A\", \"freeze\": true, \"deduct\": true } ]", "line 1: \"kind\" occurs twice")]
    [TestCase("[ { \"kind\": \"GENERAL\", \"freeze\": true, \"freeze\": true, \"deduct\": true } ]", "line 1: \"freeze\" occurs twice")]
    [TestCase("[ { \"kind\": 7, \"freeze\": true, \"deduct\": true } ]", "line 1: \"kind\" must be a text")]
    [TestCase("[ { \"kind\": \"GENERAL\", \"freeze\": \"yes\", \"deduct\": true } ]", "line 1: \"freeze\" must be true or false")]
    public void A_table_of_kinds_says_what_is_wrong_with_it(string json, string fault) => Assert.That(Faults(json), Is.EqualTo(new[] { fault }));

    [Test]
    public void A_table_of_kinds_may_have_remarks_and_a_comma_behind_its_last_entry() =>
        Assert.That(Faults($"[ // the ordinary kind\n{General}, ]"), Is.Empty);

    private static IReadOnlyList<string> Faults(string json) => ProtectedKindsJson.Read(Encoding.UTF8.GetBytes(json)).Faults;
}
