using System.Globalization;
using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>Sealed PDFs: the seal covers the whole file, or it is none.</summary>
public sealed class PdfSignatureTests
{
    const int Place = 8192;
    const string Head = "%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n";
    const string Tail = "\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

    // The ranges have a fixed width, so that writing them moves nothing.
    static byte[] Pdf(Func<byte[], byte[]> sign, string head = Head, string tail = Tail)
    {
        string Begin(int length) => string.Create(CultureInfo.InvariantCulture, $"{head}2 0 obj <</Type/Sig/ByteRange [0 {length:D8} {length + Place + 2:D8} {tail.Length + 2:D8}]/Contents ");
        var begin = Begin(Begin(0).Length);
        var covered = Encoding.Latin1.GetBytes(begin + ">>" + tail);
        var value = Convert.ToHexString(sign(covered)).PadRight(Place, '0');
        return Encoding.Latin1.GetBytes($"{begin}<{value}>>>{tail}");
    }

    static byte[] Sealed(byte[] covered) => DetachedSeal.SignSes(covered, TestPki.Key, TestPki.SignedAt, "");

    static string Verify(byte[] pdf) => TestPki.Verifier().VerifyPdf(pdf, TestPki.Now).Code;

    [Test]
    public void A_seal_over_the_whole_file_holds_and_names_its_signer()
    {
        var verdict = TestPki.Verifier().VerifyPdf(Pdf(Sealed), TestPki.Now);
        Assert.That((verdict.Code, verdict.Signer?.SealId), Is.EqualTo(("ok", "TEST0001")));
    }

    [TestCase(Gbt35275Form.DigestContent)]
    [TestCase(Gbt35275Form.SignedAttributes)]
    public void A_signature_over_the_whole_file_holds(Gbt35275Form form) =>
        Assert.That(Verify(Pdf(covered => DetachedSeal.SignGbt35275(covered, TestPki.Key, TestPki.SignedAt, form))), Is.EqualTo("ok"));

    [Test]
    public void Every_octet_outside_the_signature_is_under_it()
    {
        var pdf = Pdf(Sealed);
        var text = Encoding.Latin1.GetString(pdf);
        foreach (var at in new[] { 0, Head.IndexOf("Catalog", StringComparison.Ordinal), text.IndexOf("/Contents", StringComparison.Ordinal), text.IndexOf("trailer", StringComparison.Ordinal), pdf.Length - 1 })
        {
            var changed = (byte[])pdf.Clone();
            changed[at] ^= 1;
            Assert.That(Verify(changed), Is.Not.EqualTo("ok"), $"octet {at}");
        }
    }

    [Test]
    public void What_is_added_after_the_signature_is_not_under_it() => Assert.That(Verify([.. Pdf(Sealed), .. "3 0 obj"u8]), Is.EqualTo("pdf-uncovered"));

    [Test]
    public void Of_several_signatures_the_last_counts_for_it_covers_the_others()
    {
        var first = Encoding.Latin1.GetString(Pdf(Sealed));
        Assert.That(Verify(Pdf(Sealed, first)), Is.EqualTo("ok"));
        Assert.That(Verify(Pdf(covered => DetachedSeal.SignSes([1], TestPki.Key, TestPki.SignedAt, ""), first)), Is.EqualTo("data-hash"));
    }

    [TestCase("%PDF-1.7 nothing", "pdf-not-signed")]
    [TestCase("", "pdf-not-signed")]
    [TestCase("%PDF-1.7 /ByteRange", "pdf-uncovered")]
    [TestCase("%PDF-1.7 /ByteRange [0 1 2", "pdf-uncovered")]
    [TestCase("%PDF-1.7 /ByteRange [0 1 2 3 4]", "pdf-uncovered")]
    [TestCase("%PDF-1.7 /ByteRange [0 5 4 41]", "pdf-uncovered", TestName = "Ranges that overlap")]
    [TestCase("%PDF-1.7 /ByteRange [0 -1 4 99999999999]", "pdf-uncovered")]
    [TestCase("%PDF-1.7 /ByteRange [0 32 36 1] <zz>x", "pdf-uncovered", TestName = "A gap that is no hexadecimal text")]
    public void What_has_no_signature_over_the_whole_file_says_so(string pdf, string code) => Assert.That(Verify(Encoding.Latin1.GetBytes(pdf)), Is.EqualTo(code));

    [Test]
    public void A_signature_of_another_kind_is_none_that_can_be_verified()
    {
        // ContentInfo of RFC 5652: 1.2.840.113549.1.7.2, an empty sequence.
        byte[] rsa = [0x30, 0x0f, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x02, 0x30, 0x00];
        Assert.That(Verify(Pdf(_ => rsa)), Is.EqualTo("pdf-not-signed"));
    }

    [Test]
    public void Octets_hidden_behind_the_signature_are_refused() => Assert.That(Verify(Pdf(covered => [.. Sealed(covered), 0, 1])), Is.EqualTo("trailing-data"));
}
