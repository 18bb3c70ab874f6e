using Gateway.Contracts.HubForms;

namespace Gateway.Contracts.Tests.HubForms;

public sealed class HubXmlTests
{
    [TestCase(HubCoding.Base64Gbk)]
    [TestCase(HubCoding.Plain)]
    public void What_is_written_is_read_again(HubCoding coding)
    {
        var written = HubXml.Write(new HubElement("kzxxList").Add(new HubElement("kzxx").Set("BDHM", "D1").Set("BEIZ", "甲\n\"乙\" <丙>&").AddList("djxxList", [])), coding);
        var read = HubXml.Read(written, coding);

        Assert.Multiple(() =>
        {
            Assert.That(read.Name, Is.EqualTo("kzxxList"));
            Assert.That((read.Children[0]["BDHM"], read.Children[0]["BEIZ"]), Is.EqualTo(("D1", "甲\n\"乙\" <丙>&")));
            Assert.That(read.All("djxxList").Count(), Is.EqualTo(1), "an empty list is written");
            Assert.That(written, coding == HubCoding.Plain ? Does.Contain("BDHM=\"D1\"") : Does.Contain("BDHM=\"RDE=\""));
        });
    }

    [TestCase("", "no element")]
    [TestCase("<cxqqList><cxqq BDHM=\"RDE", "no well-formed XML")]
    [TestCase("<cxqqList><cxqq BDHM=\"RDE=\"/>", "no well-formed XML")]
    [TestCase("<a/><b/>", "no well-formed XML")]
    [TestCase("<!DOCTYPE a [<!ENTITY x \"y\">]><a b=\"&x;\"/>", "no well-formed XML")]
    public void What_is_cut_off_or_no_XML_is_no_message(string xml, string message) =>
        Assert.That(() => HubXml.Read(xml, HubCoding.Base64Gbk), Throws.TypeOf<HubFormException>().With.Message.StartsWith(xml.Length == 0 ? "no " : message));

    [Test]
    public void Coded_values_need_no_declared_encoding_and_plain_ones_have_theirs()
    {
        Assert.That(HubXml.Write(new HubElement("a").Set("B", "法"), HubCoding.Base64Gbk), Is.EqualTo("<a B=\"t6g=\" />"));
        Assert.That(HubXml.Write(new HubElement("a").Set("B", "法"), HubCoding.Plain), Is.EqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a B=\"法\" />"));
    }

    [Test]
    public void Elements_are_not_nested_without_end()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000));
        Assert.That(() => HubXml.Read(deep, HubCoding.Plain), Throws.TypeOf<HubFormException>());
    }

    [Test]
    public void A_declaration_of_another_encoding_a_comment_and_a_namespace_mean_nothing()
    {
        var read = HubXml.Read("\r\n<?xml version=\"1.0\" encoding=\"GBK\"?><!-- x --><l xmlns=\"urn:x\"><e A=\" RDE= \"/></l>", HubCoding.Base64Gbk);
        Assert.That((read.Children[0]["A"], read.Attributes.Count), Is.EqualTo(("D1", 0)));
    }

    [Test]
    public void A_damaged_attribute_leaves_the_others_readable()
    {
        var entry = HubXml.Read("<l><e A=\"RDE=\" B=\"RDE\" C=\"\"/></l>", HubCoding.Base64Gbk).Children[0];
        Assert.Multiple(() =>
        {
            Assert.That(entry.Unreadable, Is.EqualTo(new[] { "B" }));
            Assert.That((entry["A"], entry["B"], entry["C"], entry["a"]), Is.EqualTo(("D1", "", "", "D1")));
        });
    }
}
