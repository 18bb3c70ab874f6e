using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing.Tests;

/// <summary>Sealed OFDs whose parts do not fit together, and odd ones that do.</summary>
public sealed class OfdVerifyTests
{
    const string SecondFolder = "Doc_0/Signs/Sign_1/";

    static readonly XNamespace Ofd = OfdNames.Namespace;

    static IEnumerable<TestCaseData> Changes()
    {
        yield return Case("nothing", _ => { }, "ok");
        yield return Case("signed anew", forge => forge.SignAgain(), "ok");
        yield return Case("page changed", forge => forge.Replace(OfdForge.PageFile, "1,234.56", "9,234.56"), "ofd-reference-digest");
        yield return Case("attachment changed", forge => forge.Files["Doc_0/Attachs/File_0.json"] = "[]"u8.ToArray(), "ofd-reference-digest");
        yield return Case("attachment gone", forge => forge.Files.Remove("Doc_0/Attachs/File_0.json"), "ofd-reference-missing");
        yield return Case("Signature.xml gone", forge => forge.Files.Remove(OfdForge.SignatureFile), "ofd-malformed");
        yield return Case("SignedValue.dat gone", forge => forge.Files.Remove(OfdForge.ValueFile), "ofd-malformed");
        yield return Case("Signatures.xml gone", forge => forge.Files.Remove(OfdForge.ListFile), "ofd-not-signed");
        yield return Case("OFD.xml gone", forge => forge.Files.Remove(OfdNames.EntryFile), "ofd-malformed");
        yield return Case("Seal.esl gone", forge => forge.Files.Remove(OfdForge.SealFile), "ofd-reference-missing");
        yield return Case("no signature listed", forge => forge.Files[OfdForge.ListFile] = "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"u8.ToArray(), "ofd-not-signed");
        yield return Case("Seal.esl cut", forge => { forge.Files[OfdForge.SealFile] = forge.Files[OfdForge.SealFile][..^1]; forge.SignAgain(); }, "ofd-seal-mismatch");
        yield return Case("Seal.esl of another, signed anew", forge => { forge.Files[OfdForge.SealFile] = TestPki.OtherKey.Seal; forge.SignAgain(); }, "ofd-seal-mismatch");
        yield return Case("Seal.esl uncovered", forge => forge.SignAgain(Without(OfdForge.SealFile)), "ok");
        yield return Case("page uncovered", forge => forge.SignAgain(Without(OfdForge.PageFile)), "ofd-uncovered-file");
        yield return Case("Document.xml uncovered", forge => forge.SignAgain(Without("Doc_0/Document.xml")), "ofd-uncovered-file");
        yield return Case("resources uncovered", forge => forge.SignAgain(Without("Doc_0/PublicRes.xml")), "ofd-uncovered-file");
        yield return Case("OFD.xml and Signatures.xml uncovered", forge => forge.SignAgain(root => { Without(OfdNames.EntryFile)(root); Without(OfdForge.ListFile)(root); }), "ok");
        yield return Case("no references", forge => forge.SignAgain(root => root.Descendants(Ofd + "Reference").Remove()), "ofd-uncovered-file");
        yield return Case("no list of references", forge => forge.SignAgain(root => root.Descendants(Ofd + "References").Remove()), "ofd-malformed");
        yield return Case("SM3 by OID", forge => forge.SignAgain(Method(Oids.Sm3)), "ok");
        yield return Case("SHA256", forge => forge.SignAgain(Method("SHA256")), "ofd-check-method");
        yield return Case("empty method", forge => forge.SignAgain(Method("")), "ofd-check-method");
        yield return Case("digest not Base64", forge => forge.SignAgain(CheckValue("!")), "ofd-reference-digest");
        yield return Case("digest of 31 octets", forge => forge.SignAgain(CheckValue(Convert.ToBase64String(new byte[31]))), "ofd-reference-digest");
        yield return Case("digest of a thousand octets", forge => forge.SignAgain(CheckValue(Convert.ToBase64String(new byte[1000]))), "ofd-reference-digest");
        yield return Case("reference out of the archive", forge => forge.SignAgain(FileRef("../../../../x")), "ofd-reference-missing");
        yield return Case("relative references", forge => forge.SignAgain(root => Rewrite(root, name => "../../../" + name)), "ok");
        yield return Case("references from the root without slash", forge => forge.SignAgain(root => Rewrite(root, name => name)), "ok");
        yield return Case("relative locations", forge => forge.Replace(OfdForge.ListFile, "/Doc_0/Signs/Sign_0/Signature.xml", "Sign_0/Signature.xml").SignAgain(), "ok");
        yield return Case("two values", forge => forge.SignAgain(root => root.Add(new XElement(Ofd + "SignedValue", "/x"))), "ofd-malformed");
        yield return Case("value of a page", forge => forge.SignAgain(root => root.Element(Ofd + "SignedValue")!.Value = "/" + OfdForge.PageFile), "ofd-uncovered-file");
        yield return Case("propertyInfo of another file", forge => forge.Files[OfdForge.ValueFile] = Sign(forge, "/Doc_0/Signs/Sign_9/Signature.xml"), "property-info");
        yield return Case("GB/T 35275 with a seal file", forge => forge.Files[OfdForge.ValueFile] = SignGm(forge), "ofd-seal-mismatch");
        yield return Case("GB/T 35275 without", ToGm, "ok");
        yield return Case("value malformed", forge => forge.Files[OfdForge.ValueFile] = [0x30, 0], "der-malformed");
        yield return Case("octets after the value", forge => forge.Files[OfdForge.ValueFile] = [.. forge.Files[OfdForge.ValueFile], 0], "trailing-data");
    }

    [TestCaseSource(nameof(Changes))]
    public string One_change_gets_its_own_reason(object change)
    {
        var forge = OfdForge.Sealed();
        ((Action<OfdForge>)change)(forge);
        return forge.Verify().Code;
    }

    [Test]
    public void Two_seals_that_cover_everything_are_both_verified_and_told()
    {
        var verdict = WithSecondSeal(TestPki.OtherKey).Verify();

        Assert.That(verdict.Code, Is.EqualTo("ok"));
        Assert.That(
            verdict.Signers.Select(signer => signer.SubjectName),
            Is.EqualTo(new[] { "测试用人民法院（虚构）", "测试用中级人民法院（虚构）" }));
        Assert.That(verdict.Signer, Is.SameAs(verdict.Signers[0]));
    }

    [Test]
    public void A_second_seal_that_does_not_hold_spoils_the_document()
    {
        var forge = WithSecondSeal(TestPki.OtherKey);
        forge.Files[SecondFolder + "SignedValue.dat"] = DetachedSeal.SignSes(
            "x"u8.ToArray(), TestPki.OtherKey, TestPki.SignedAt, "/" + SecondFolder + "Signature.xml");

        var verdict = forge.Verify();

        Assert.That(verdict.Code, Is.EqualTo("data-hash"));
        Assert.That(verdict.Signer!.SubjectName, Is.EqualTo("测试用中级人民法院（虚构）"));
    }

    [Test]
    public void A_page_that_only_a_second_seal_covers_is_refused()
    {
        // Somebody else's good seal must not lend the first court's name to a new page.
        var forge = WithSecondSeal(TestPki.OtherKey, forge => forge.Files["Doc_0/Pages/Page_1/Content.xml"] = "<x/>"u8.ToArray());

        Assert.That(forge.Verify().Code, Is.EqualTo("ofd-uncovered-file"));
    }

    [Test]
    public void A_seal_taken_off_the_list_leaves_files_that_nothing_covers()
    {
        var forge = WithSecondSeal(TestPki.OtherKey);
        var list = XElement.Parse(forge.Text(OfdForge.ListFile));
        list.Elements(Ofd + "Signature").Last().Remove();
        forge.Files[OfdForge.ListFile] = Encoding.UTF8.GetBytes(list.ToString());

        Assert.That(forge.Verify().Code, Is.EqualTo("ofd-uncovered-file"));
    }

    [Test]
    public void A_second_document_in_the_archive_must_be_covered_too()
    {
        const string Body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
        var forge = OfdForge.Sealed().SignAgain(Without(OfdNames.EntryFile));
        forge.Replace(OfdNames.EntryFile, "</ofd:OFD>", Body);
        forge.Files["Doc_1/Document.xml"] = forge.Files["Doc_0/Document.xml"];

        Assert.That(forge.Verify().Code, Is.EqualTo("ofd-uncovered-file"));
        Assert.That(forge.Verify(new SealPolicy { RefuseUnreferencedUncoveredFiles = false }).Code, Is.EqualTo("ofd-uncovered-file"));
    }

    [Test]
    public void Where_unused_files_are_tolerated_used_ones_must_still_be_covered()
    {
        var tolerant = new SealPolicy { RefuseUnreferencedUncoveredFiles = false };
        var unused = OfdForge.Sealed();
        unused.Files["Doc_0/unused.bin"] = [1];

        Assert.That(unused.Verify(tolerant).Code, Is.EqualTo("ok"));
        foreach (var used in new[] { OfdForge.PageFile, "Doc_0/Document.xml", "Doc_0/PublicRes.xml", "Doc_0/Attachs/File_0.json" })
            Assert.That(OfdForge.Sealed().SignAgain(Without(used)).Verify(tolerant).Code, Is.EqualTo("ofd-uncovered-file"), used);
    }

    [Test]
    public void More_signatures_than_anybody_needs_are_refused()
    {
        var forge = OfdForge.Sealed();
        var list = XElement.Parse(forge.Text(OfdForge.ListFile));
        list.Add(Enumerable.Repeat(list.Elements(Ofd + "Signature").Single(), 40));
        forge.Files[OfdForge.ListFile] = Encoding.UTF8.GetBytes(list.ToString());

        Assert.That(forge.Verify().Code, Is.EqualTo("ofd-malformed"));
    }

    /// <summary>Leaves Signatures.xml out of the first signature, as a writer does that expects more, and adds a second one.</summary>
    static OfdForge WithSecondSeal(SealKey key, Action<OfdForge>? before = null)
    {
        var forge = OfdForge.Sealed().SignAgain(Without(OfdForge.ListFile));
        before?.Invoke(forge);
        forge.Replace(
            OfdForge.ListFile,
            "</ofd:Signatures>",
            $"<ofd:Signature ID=\"3\" Type=\"Seal\" BaseLoc=\"/{SecondFolder}Signature.xml\"/></ofd:Signatures>");
        forge.Files[SecondFolder + "Seal.esl"] = key.Seal;
        return forge.SignAgain(key: key, folder: SecondFolder);
    }

    static void ToGm(OfdForge forge)
    {
        forge.Files.Remove(OfdForge.SealFile);
        forge.SignAgain(root => root.Descendants(Ofd + "Seal").Remove());
        forge.Files[OfdForge.ValueFile] = SignGm(forge);
    }

    static byte[] Sign(OfdForge forge, string propertyInfo) =>
        DetachedSeal.SignSes(forge.Files[OfdForge.SignatureFile], TestPki.Key, TestPki.SignedAt, propertyInfo);

    static byte[] SignGm(OfdForge forge) => DetachedSeal.SignGbt35275(
        forge.Files[OfdForge.SignatureFile], TestPki.Key, TestPki.SignedAt, Gbt35275Form.DigestContent);

    static Action<XElement> Without(string file) =>
        root => root.Descendants(Ofd + "Reference").Where(reference => (string?)reference.Attribute("FileRef") == "/" + file).Remove();

    static Action<XElement> Method(string method) => root => root.Descendants(Ofd + "References").Single().SetAttributeValue("CheckMethod", method);

    static Action<XElement> CheckValue(string value) => root => root.Descendants(Ofd + "CheckValue").First().Value = value;

    static Action<XElement> FileRef(string location) => root => root.Descendants(Ofd + "Reference").First().SetAttributeValue("FileRef", location);

    static void Rewrite(XElement root, Func<string, string> locate)
    {
        foreach (var reference in root.Descendants(Ofd + "Reference"))
            reference.SetAttributeValue("FileRef", locate(((string)reference.Attribute("FileRef")!)[1..]));
    }

    static TestCaseData Case(string name, Action<OfdForge> change, string code) => new TestCaseData(change).Returns(code).SetArgDisplayNames(name);
}
