using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>One test for each trap of XML, in the file that every reader opens first.</summary>
public sealed class XmlTrapTests
{
    const string Root = "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"";

    static IEnumerable<TestCaseData> Entries()
    {
        yield return Case("DTD", "<!DOCTYPE ofd:OFD [<!ENTITY e \"x\">]>" + Root + "><ofd:DocBody/></ofd:OFD>");
        yield return Case("external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + Root + ">&e;</ofd:OFD>");
        yield return Case("undefined entity", Root + ">&e;</ofd:OFD>");
        yield return Case("not closed", Root + ">");
        yield return Case("two roots", Root + "/>" + Root + "/>");
        yield return Case("empty", "");
        yield return Case("other root", "<ofd:Other xmlns:ofd=\"http://www.ofdspec.org/2016\"/>");
        yield return Case("other namespace", "<OFD><DocBody/></OFD>");
        yield return Case("no document", Root + "/>");
        yield return Case("unknown encoding", "<?xml version=\"1.0\" encoding=\"x-unknown\"?>" + Root + "/>");
        yield return Case("too deep", Root + ">" + string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)) + "</ofd:OFD>");
        yield return Case("deep enough for a stack", Root + ">" + string.Concat(Enumerable.Repeat("<a>", 300_000)));
        yield return Case("attribute twice", Root + " a=\"1\" a=\"2\"/>");
    }

    [TestCaseSource(nameof(Entries))]
    public void A_trap_in_OFD_xml_is_refused(string xml)
    {
        var forge = OfdForge.Sealed();
        forge.Files[OfdNames.EntryFile] = Encoding.UTF8.GetBytes(xml);

        Assert.That(forge.Verify().Code, Is.EqualTo("ofd-malformed"));
        Assert.That(() => OfdText.Extract(forge.ToBytes()), Throws.TypeOf<OfdException>());
        Assert.That(() => OfdAttachments.Read(forge.ToBytes()), Throws.TypeOf<OfdException>());
    }

    [Test]
    public void Invalid_UTF_8_is_refused()
    {
        var forge = OfdForge.Sealed();
        forge.Files[OfdNames.EntryFile] = [.. Encoding.UTF8.GetBytes(Root + ">"), 0xff, .. "</ofd:OFD>"u8];

        Assert.That(forge.Verify().Code, Is.EqualTo("ofd-malformed"));
    }

    static TestCaseData Case(string name, string xml) => new TestCaseData(xml).SetArgDisplayNames(name);
}
