using Gateway.Contracts.HubForms;

namespace Gateway.Contracts.Tests.HubForms;

public sealed class HubFittingTests
{
    [Test]
    public void What_fits_is_not_touched()
    {
        var line = HubFitting.Fit(new HubElement("kzxx").Set("KHZH", "6222001").Set("BEIZ", "注"), HubCoding.Base64Gbk);
        Assert.That((line["KHZH"], line["BEIZ"]), Is.EqualTo(("6222001", "注")));
    }

    [TestCase("𠮷田", "〓田", "U+20BB7")]
    [TestCase("ñ", "〓", "U+00F1")]
    [TestCase("a\u0001b", "a〓b", "U+0001")]
    [TestCase("\ue000", "〓", "U+E000")]
    public void What_GBK_has_not_is_replaced_and_named(string name, string written, string codePoint)
    {
        var claim = HubFitting.Fit(new HubElement("qlxx").Set("QLR", name).Set("BEIZ", "注"), HubCoding.Base64Gbk);
        Assert.That(claim["QLR"], Is.EqualTo(written));
        Assert.That(claim["BEIZ"], Does.Contain("qlxx.QLR").And.Contain(codePoint).And.EndsWith("；注"));
        Assert.That(HubXml.Read(HubXml.Write(claim, HubCoding.Base64Gbk), HubCoding.Base64Gbk)["QLR"], Is.EqualTo(written));
    }

    [Test]
    public void Plain_files_carry_every_character_but_those_that_XML_cannot()
    {
        var claim = HubFitting.Fit(new HubElement("qlxx").Set("QLR", "𠮷\u0001"), HubCoding.Plain);
        Assert.That((claim["QLR"], claim["BEIZ"]), Is.EqualTo(("𠮷〓", "qlxx.QLR含无法传送的字符 U+0001，以〓代替，原文存我行备查")));
    }

    [TestCase(100, false)]
    [TestCase(101, true)]
    public void A_value_longer_than_its_field_is_cut_and_the_remark_says_so(int length, bool cut)
    {
        var line = HubFitting.Fit(new HubElement("kzxx").Set("WNKZYY", new string('因', length)).Set("BEIZ", ""), HubCoding.Base64Gbk);
        Assert.That((line["WNKZYY"].Length, line["BEIZ"]), Is.EqualTo((100, cut ? "kzxx.WNKZYY长101字，超过100字，已截断，全文存我行备查" : "")));
    }

    [Test]
    public void A_pair_of_halves_is_not_cut_in_two()
    {
        var line = HubFitting.Fit(new HubElement("kzxx").Set("WNKZYY", new string('因', 99) + "𠮷"), HubCoding.Plain);
        Assert.That(line["WNKZYY"], Is.EqualTo(new string('因', 99)));
    }

    [Test]
    public void A_long_remark_loses_its_end_and_never_what_was_changed()
    {
        var line = HubFitting.Fit(new HubElement("kzxx").Set("KHZH", "𠮷").Set("BEIZ", new string('注', 2000)), HubCoding.Base64Gbk);
        Assert.That(line["BEIZ"], Has.Length.EqualTo(1000).And.StartsWith("kzxx.KHZH").And.Contain("kzxx.BEIZ长"));
    }

    [Test]
    public void What_has_no_remark_of_its_own_is_told_once_by_its_account()
    {
        var account = new HubElement("zhxx").Set("KHZH", "6222001").Set("BEIZ", "")
            .AddList("wlxxList", Enumerable.Range(1, 1000).Select(i => new HubElement("wlxx").Set("ZCKZXM", i % 2 == 0 ? "𠮷" : "张")));
        HubFitting.Fit(new HubElement("zhxxList").Add(account), HubCoding.Base64Gbk);

        Assert.That(account["BEIZ"], Is.EqualTo("wlxx.ZCKZXM有500处含无法传送的字符 U+20BB7，以〓代替，原文存我行备查"));
    }

    [Test]
    public void An_element_without_a_remark_gets_one_only_for_what_was_changed()
    {
        var account = new HubElement("zhxx").Set("KHZH", "1").AddList("wlxxList", [new HubElement("wlxx").Set("ZCKZXM", "张")]);
        HubFitting.Fit(account, HubCoding.Base64Gbk);
        Assert.That(account.Has("BEIZ"), Is.False);
    }
}
