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

    [TestCase("with a byte order mark", "ok")]
    [TestCase("in UTF-16", "ok")]
    [TestCase("in UTF-16 that says it is UTF-8", "ofd-malformed")]
    [TestCase("of XML 1.1", "ofd-malformed")]
    [TestCase("with another prefix", "ok")]
    [TestCase("with the namespace as default", "ok")]
    [TestCase("with the elements of another namespace beside ours", "ok")]
    [TestCase("with a location in another namespace's attribute", "ofd-malformed")]
    public void OFD_xml_in_another_dress(string dress, string code)
    {
        var forge = OfdForge.Sealed();
        var text = forge.Text(OfdNames.EntryFile).TrimStart('\ufeff');
        var body = text[text.IndexOf("<ofd:OFD", StringComparison.Ordinal)..];
        byte[] octets = dress switch
        {
            "with a byte order mark" => [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text)],
            "in UTF-16" => [0xff, 0xfe, .. Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body)],
            "in UTF-16 that says it is UTF-8" => Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body),
            "of XML 1.1" => Encoding.UTF8.GetBytes("<?xml version=\"1.1\"?>" + body),
            "with another prefix" => Encoding.UTF8.GetBytes(text.Replace("ofd:", "x:", StringComparison.Ordinal).Replace("xmlns:ofd", "xmlns:x", StringComparison.Ordinal)),
            "with the namespace as default" => Encoding.UTF8.GetBytes(text.Replace("xmlns:ofd", "xmlns", StringComparison.Ordinal).Replace("ofd:", "", StringComparison.Ordinal)),
            "with the elements of another namespace beside ours" => Encoding.UTF8.GetBytes(text.Replace("</ofd:DocBody>", "<y:Signatures xmlns:y=\"urn:y\">/x</y:Signatures></ofd:DocBody>", StringComparison.Ordinal)),
            _ => Encoding.UTF8.GetBytes(text.Replace("<ofd:DocRoot>", "<y:DocRoot xmlns:y=\"urn:y\">", StringComparison.Ordinal).Replace("</ofd:DocRoot>", "</y:DocRoot>", StringComparison.Ordinal)),
        };
        forge.Files[OfdNames.EntryFile] = octets;
        forge.SignAgain(root => root.Descendants(OfdNames.Namespace + "Reference").Where(reference => (string?)reference.Attribute("FileRef") == "/" + OfdNames.EntryFile).ToList().ForEach(reference => reference.Remove()));

        // Without its document an OFD is none; the verifier goes by the signatures, whoever reads it by the document.
        Assert.That(Judge(forge), Is.EqualTo(code));
    }

    static string Judge(OfdForge forge)
    {
        try
        {
            OfdText.Extract(forge.ToBytes());
        }
        catch (OfdException fault)
        {
            return SealReasons.Code(fault.Reason);
        }
        return forge.Verify().Code;
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
