using Gateway.Register.Orders;
using Gateway.Register.Parties;

namespace Gateway.Register.Tests;

/// <summary>Clause 5, where one writing ends and another party begins.</summary>
internal sealed class PartyWritingTests
{
    private const string Citizen = "11010119900307002X";

    // GB 11643: 996 to 999 were given to centenarians, who have no 19 in their number.
    [TestCase("110101000307001", "110101190003070010", true)]
    [TestCase("110101000307995", "110101190003079955", true)]
    [TestCase("110101000307996", "110101190003079963", false)]
    [TestCase("110101000307997", "110101190003079971", false)]
    [TestCase("110101000307998", "11010119000307998X", false)]
    [TestCase("110101000307999", "110101190003079998", false)]
    public void An_old_number_is_the_new_one_of_who_was_born_from_1900_on(string old, string number, bool same) =>
        Assert.That(IdKinds.Standard.Matches(new PartyIdentity("张三", "10100", old), new PartyIdentity("张三", "10100", number)), Is.EqualTo(same));

    [TestCase("某！", "某!", true, TestName = "{m}: the first of the full-width characters")]
    [TestCase("某～", "某~", true, TestName = "{m}: the last of them")]
    [TestCase("\u3400·\u3400", "\u3400.\u3400", true, TestName = "{m}: a point between the first of the ideographs")]
    [TestCase("\u9FFF·\u9FFF", "\u9FFF.\u9FFF", true, TestName = "{m}: between the last of them")]
    [TestCase("𠮷·𠮷", "𠮷.𠮷", true, TestName = "{m}: between rare ones")]
    [TestCase("A·张", "A.张", false, TestName = "{m}: a full stop behind a Latin letter")]
    [TestCase("张·A", "张.A", false, TestName = "{m}: a full stop before one")]
    [TestCase("张三", "张\u0007三", true, TestName = "{m}: a control character")]
    [TestCase("JOHN SMITH", "JOHN\tSMITH", true, TestName = "{m}: a tab is white space")]
    [TestCase("\u024F A", "\u024FA", false, TestName = "{m}: the last of the Latin letters before a space")]
    [TestCase("\u0250 A", "\u0250A", true, TestName = "{m}: the next sign is none")]
    [TestCase("张 A", "张A", true, TestName = "{m}: no Latin word before the space")]
    [TestCase("A 张", "A张", true, TestName = "{m}: none behind it")]
    public void One_name_in_two_writings(string held, string asked, bool same) =>
        Assert.That(IdKinds.Standard.Matches(new PartyIdentity(held, "10100", Citizen), new PartyIdentity(asked, "10100", Citizen)), Is.EqualTo(same));

    [Test]
    public void Some_cores_keep_a_name_in_full_width() =>
        Assert.That(IdKinds.Standard.WritingsOf(new PartyIdentity("AB (1)~!", "30300", "E1")).Select(w => w.Name), Does.Contain("ＡＢ （１）～！"));

    [TestCase("110101200003070021", TestName = "{m}: of somebody born since 2000")]
    [TestCase("110101199003070020", TestName = "{m}: with another check character")]
    [TestCase("1101011990030A0008", TestName = "{m}: with a letter in it")]
    [TestCase("11010190030700A", TestName = "{m}: with a letter in an old one")]
    [TestCase("11010119900307002", TestName = "{m}: with a digit too few")]
    public void A_number_without_an_old_one_is_looked_for_as_it_is(string number) =>
        Assert.That(IdKinds.Standard.WritingsOf(new PartyIdentity("张三", "10100", number)).Select(w => w.IdNumber), Is.EqualTo(new[] { number }));
}
