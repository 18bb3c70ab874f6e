using Gateway.Register.Orders;
using Gateway.Register.Parties;

namespace Gateway.Register.Tests;

/// <summary>Clause 5: an exact match, in which different writings of the same count as equal and nothing else does.</summary>
internal sealed class PartyMatchTests
{
    // 110101 1990-03-07 002 with its check character, and the 15 digits of before.
    private const string Citizen = "11010119900307002X";
    private const string OldCitizen = "110101900307002";
    private const string Company = "91110000MA0000001X";

    [TestCase("张三", "张三", true)]
    [TestCase("张三", "张 三", true)]
    [TestCase("张三", " 张\u3000三 ", true)]
    [TestCase("张三", "张\u200B三\uFEFF", true)]
    [TestCase("张三", "张三丰", false)]
    [TestCase("张三", "張三", false)]
    [TestCase("阿卜杜热合曼·买买提", "阿卜杜热合曼•买买提", true)]
    [TestCase("阿卜杜热合曼·买买提", "阿卜杜热合曼・买买提", true)]
    [TestCase("阿卜杜热合曼·买买提", "阿卜杜热合曼.买买提", true)]
    [TestCase("阿卜杜热合曼·买买提", "阿卜杜热合曼． 买买提", true)]
    [TestCase("阿卜杜热合曼·买买提", "阿卜杜热合曼买买提", false)]
    [TestCase("某某（中国）有限公司", "某某(中国)有限公司", true)]
    [TestCase("ABC有限公司", "ＡＢＣ有限公司", true)]
    [TestCase("ABC有限公司", "abc 有限公司", true)]
    [TestCase("JOHN SMITH", "John  Smith", true)]
    [TestCase("JOHN SMITH", "JOHNSMITH", false)]
    [TestCase("A.B. SMITH", "AB SMITH", false)]
    [TestCase("", "", false)]
    public void Names(string held, string asked, bool same) =>
        Assert.That(IdKinds.Standard.Matches(new PartyIdentity(held, "10100", Citizen), new PartyIdentity(asked, "10100", Citizen)), Is.EqualTo(same));

    [TestCase("10100", Citizen, "10100", "11010119900307002x", true)]
    [TestCase("10100", Citizen, "10100", "１１０１０１１９９００３０７００２Ｘ", true)]
    [TestCase("10100", Citizen, "10100", "110101 19900307 002X", true)]
    [TestCase("10100", OldCitizen, "10100", Citizen, true)]
    [TestCase("10100", OldCitizen, "10100", OldCitizen, true)]
    [TestCase("10100", OldCitizen, "10100", "110101199003070020", false, Description = "another check character is another number")]
    [TestCase("10100", "110101000307996", "10100", "110101190003079963", false, Description = "a centenarian's number has no 19 in it")]
    [TestCase("10100", Citizen, "20500", Citizen, false)]
    [TestCase("24100", Company, "20600", "MA0000001", true)]
    [TestCase("24100", Company, "20600", "MA000000-1", true)]
    [TestCase("20600", "MA000000-1", "20600", "ma0000001", true)]
    [TestCase("24100", Company, "20500", Company, true, Description = "a new licence carries the credit code")]
    [TestCase("20600", "MA000000-1", "20500", Company, true)]
    [TestCase("24100", Company, "24100", "92110000MA0000001X", false, Description = "two credit codes are two parties, whatever is inside")]
    [TestCase("24100", Company, "20600", "MA0000002", false)]
    [TestCase("20500", "110000012345678", "20500", "110000012345678", true)]
    [TestCase("20500", "110000012345678", "24100", Company, false)]
    [TestCase("30300", "E12345678", "30300", "e 12345678", true, Description = "a kind that is not listed: by its own code and number")]
    [TestCase("30300", "E12345678", "30301", "E12345678", false)]
    [TestCase("30300", "", "30300", "", false)]
    public void Numbers(string heldKind, string held, string askedKind, string asked, bool same)
    {
        Assert.That(IdKinds.Standard.Matches(new PartyIdentity("某", heldKind, held), new PartyIdentity("某", askedKind, asked)), Is.EqualTo(same));
        Assert.That(IdKinds.Standard.Matches(new PartyIdentity("某", askedKind, asked), new PartyIdentity("某", heldKind, held)), Is.EqualTo(same), "the other way round");
        if (same) Assert.That(IdKinds.Standard.KeyOf(new PartyIdentity("某", askedKind, asked)), Is.EqualTo(IdKinds.Standard.KeyOf(new PartyIdentity("某", heldKind, held))), "or it would not be found");
    }

    [Test]
    public void The_banks_codes_are_told_in_the_courts_and_asked_for_in_the_banks()
    {
        var kinds = new IdKinds([new("10100", IdForm.IdentityCard, ["101", "A1"]), new("10300", IdForm.IdentityCard, ["103"])]);

        Assert.That(kinds.FromBank(new PartyIdentity("张三", "A1", Citizen)), Is.EqualTo(new PartyIdentity("张三", "10100", Citizen)));
        Assert.That(kinds.FromBank(new PartyIdentity("张三", "777", "1")).IdKind, Is.EqualTo("777"));
        Assert.That(kinds.Matches(new PartyIdentity("张三", "10300", Citizen), new PartyIdentity("张三", "10100", OldCitizen)), Is.True, "a household register carries the citizen's number");
        Assert.That(kinds.WritingsOf(new PartyIdentity("张三", "10100", Citizen)).Select(w => w.IdKind).Distinct(), Is.EquivalentTo(new[] { "101", "A1", "103" }));
        Assert.That(() => new IdKinds([new("10100", IdForm.IdentityCard, ["20500"])]), Throws.ArgumentException);
    }

    [Test]
    public void A_party_is_looked_for_under_every_writing_with_the_courts_own_first_and_never_without_end()
    {
        var citizen = IdKinds.Standard.WritingsOf(new PartyIdentity("张三", "10100", Citizen));
        Assert.That(citizen.Select(w => w.IdNumber), Is.EqualTo(new[] { Citizen, OldCitizen, "11010119900307002x" }));

        var company = IdKinds.Standard.WritingsOf(new PartyIdentity("某某（中国）有限公司", "24100", Company));
        Assert.That(company[0], Is.EqualTo(new PartyIdentity("某某（中国）有限公司", "24100", Company)));
        Assert.That(company, Is.Unique.And.Member(new PartyIdentity("某某(中国)有限公司", "20600", "MA000000-1")));

        var long_ = IdKinds.Standard.WritingsOf(new PartyIdentity("阿·卜（ABC）有限公司", "24100", Company));
        Assert.That(long_, Has.Count.EqualTo(IdKinds.MaximumWritings));
        Assert.That(IdKinds.Standard.WritingsOf(new PartyIdentity("张三", "30300", "E1")), Has.Count.EqualTo(1));
        foreach (var writing in citizen.Concat(company).Concat(long_))
            Assert.That(IdKinds.Standard.Matches(writing, writing.IdNumber.Length < 15 || writing.Name.Contains('公', StringComparison.Ordinal) ? writing : citizen[0]), Is.True, writing.ToString());
    }
}
