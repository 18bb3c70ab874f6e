using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>Archives whose files are all within their bounds, but which would cost too much together.</summary>
public sealed class WorkBudgetTests
{
    const long Mega = 1024 * 1024;

    static IEnumerable<TestCaseData> Greedy()
    {
        yield return new TestCaseData(ManySignatures(new string(' ', (int)Mega - 4000))).SetArgDisplayNames("32 signatures of a megabyte each");
        yield return new TestCaseData(ManySignatures(string.Concat(Enumerable.Repeat("<a b=''/>", 20_000)))).SetArgDisplayNames("32 signatures of 20 000 elements each");
        yield return new TestCaseData(OneOf("Doc_0/Pages/Page_0/Content.xml", "<x>" + string.Concat(Enumerable.Repeat("<a/>", 4_000_000)) + "</x>")).SetArgDisplayNames("a page of 4 000 000 elements");
        yield return new TestCaseData(OneOf("OFD.xml", "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\">" + string.Concat(Enumerable.Repeat("<a/>", 900_000)) + "</ofd:OFD>")).SetArgDisplayNames("900 000 elements in OFD.xml");
    }

    [TestCaseSource(nameof(Greedy))]
    public void It_is_refused_before_it_costs_too_much(byte[] archive)
    {
        var verifier = TestPki.Verifier(new SealPolicy { RefuseUnreferencedUncoveredFiles = false });
        var (hashed, allocated) = (HashMeter.BytesOnThisThread, GC.GetAllocatedBytesForCurrentThread());

        var verdict = verifier.VerifyOfd(archive, TestPki.Now);

        (hashed, allocated) = (HashMeter.BytesOnThisThread - hashed, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.That(verdict.IsValid, Is.False);
        Assert.That(hashed, Is.LessThanOrEqualTo(64 * Mega));
        Assert.That(allocated, Is.LessThanOrEqualTo(128 * Mega));
    }

    [Test]
    public void A_large_document_within_the_bounds_is_verified()
    {
        var forge = OfdForge.Sealed();
        var scan = new byte[12 * Mega];
        new Random(1).NextBytes(scan);
        forge.Files["Doc_0/Res/scan.png"] = scan;
        forge.SignAgain();

        Assert.That(forge.Verify().Code, Is.EqualTo("ok"));
    }

    static byte[] ManySignatures(string filler)
    {
        var forge = OfdForge.Sealed();
        var list = new StringBuilder("<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\">");
        var signature = forge.Text(OfdForge.SignatureFile).Replace("</ofd:SignedInfo>", "</ofd:SignedInfo>" + filler, StringComparison.Ordinal);
        for (var i = 0; i < 32; i++)
        {
            list.Append($"<ofd:Signature ID=\"{i}\" BaseLoc=\"/Doc_0/Signs/Sign_{i}/Signature.xml\"/>");
            forge.Files[$"Doc_0/Signs/Sign_{i}/Signature.xml"] = Encoding.UTF8.GetBytes(signature);
        }
        forge.Files[OfdForge.ListFile] = Encoding.UTF8.GetBytes(list.Append("</ofd:Signatures>").ToString());
        return forge.ToBytes();
    }

    static byte[] OneOf(string file, string content)
    {
        var forge = OfdForge.Sealed();
        forge.Files[file] = Encoding.UTF8.GetBytes(content);
        return forge.SignAgain().ToBytes();
    }
}
