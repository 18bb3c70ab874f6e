namespace Gateway.Sealing.Tests;

/// <summary>GB/T 35275 signatures that differ from a good one in one point.</summary>
public sealed class GmSignedDataTests
{
    const string Pkcs7Data = "1.2.840.113549.1.7.1";

    static IEnumerable<TestCaseData> Cases()
    {
        var attributed = new GmForge();
        var digested = attributed.WithDigest();
        yield return Case("signed attributes", attributed, "ok");
        yield return Case("digest as content", digested, "ok");
        yield return Case("SM2-with-SM3 as the signature's algorithm", digested with { SignatureAlgorithm = Oids.Sm2WithSm3 }, "ok");
        yield return Case("algorithms with NULL parameters", digested with { HasNullParameters = true }, "ok");
        yield return Case("PKCS#7 outside", attributed with { OuterType = Oids.Pkcs7SignedData }, "content-type-oid");
        yield return Case("PKCS#7 inside", attributed with { InnerType = Pkcs7Data }, "content-type-oid");
        yield return Case("no certificate", attributed with { Certificates = [] }, "certificate-missing");
        yield return Case("another's certificate", attributed with { Certificates = [TestPki.OtherSigner.Certificate] }, "certificate-missing");
        yield return Case("both certificates", attributed with { Certificates = [TestPki.OtherSigner.Certificate, TestPki.Signer.Certificate] }, "ok");
        yield return Case("nobody signed", attributed with { HasSigner = false }, "no-signer");
        yield return Case("SHA-256", attributed with { DigestAlgorithm = "2.16.840.1.101.3.4.2.1" }, "alg-oid");
        yield return Case("ECDSA", attributed with { SignatureAlgorithm = "1.2.840.10045.4.3.2" }, "alg-oid");
        yield return Case("other key, attributes", attributed with { SigningKey = TestPki.OtherSigner.Key }, "signature");
        yield return Case("other key, digest", digested with { SigningKey = TestPki.OtherSigner.Key }, "signature");
        yield return Case("digest of another document", digested with { Content = Sm3.Hash("x"u8) }, "data-hash");
        yield return Case("digest cut", digested with { Content = digested.Content![..31] }, "data-hash");
        yield return Case("whole document as content", attributed with { Content = attributed.Document, Attributes = [] }, "content-form");
        yield return Case("whole document and attributes", attributed with { Content = attributed.Document }, "content-form");
        yield return Case("neither content nor attributes", attributed with { Attributes = [] }, "content-form");
        yield return Case("digest as content, and attributes", digested with { Attributes = null }, "content-form");
        yield return Case("attributes out of order", attributed with { KeepsAttributeOrder = true, Attributes = [Digest(attributed), ContentType()] }, "der-malformed");
        yield return Case("attributes in order", attributed with { KeepsAttributeOrder = true, Attributes = [ContentType(), Digest(attributed)] }, "ok");
        yield return Case("raw r and s", digested with { ChangeSignatureValue = Raw }, "sig-encoding");
        yield return Case("no octets for a signature", digested with { ChangeSignatureValue = _ => [] }, "signature");
        yield return Case("octets after the signature value", digested with { ChangeSignatureValue = value => [.. value, 0] }, "signature");
        yield return Case("no message digest", attributed with { Attributes = [ContentType()] }, "data-hash");
        yield return Case("no content type", attributed with { Attributes = [Digest(attributed)] }, "content-type-oid");
        yield return Case("other content type", attributed with { Attributes = [ContentType(Pkcs7Data), Digest(attributed)] }, "content-type-oid");
        yield return Case("no signing time", attributed with { Attributes = [ContentType(), Digest(attributed)] }, "ok");
        yield return Case("two message digests", attributed with { Attributes = [ContentType(), Digest(attributed), Digest(attributed)] }, "der-malformed");
        yield return Case("two values in the message digest", attributed with { Attributes = [ContentType(), TwoDigests(attributed)] }, "der-malformed");
        yield return Case("signed ahead of the clock", attributed with { SigningTime = TestPki.Now.AddMinutes(6) }, "time-in-future");
        yield return Case("signed before the certificate", attributed with { SigningTime = TestPki.Start.AddSeconds(-1) }, "signer-cert-untrusted");
        var expired = new CertificateForge { NotAfter = TestPki.SignedAt.AddSeconds(-1) }.Make();
        yield return Case("signed after the certificate", attributed with { Signer = expired, Certificates = [expired.Certificate] }, "signer-cert-not-valid-at-signing-time");
        yield return Case("certificate expired, no signing time", (attributed with { Signer = expired, Certificates = [expired.Certificate] }).WithDigest(), "signer-cert-not-valid-at-signing-time");
        var encryption = TestPki.Issue("加密（虚构）", SmCertificateUse.Encryption);
        yield return Case("encryption certificate", attributed with { Signer = encryption, Certificates = [encryption.Certificate] }, "signer-cert-key-usage");
        var stranger = SmCertificates.CreateRoot("测试根（虚构）", TestPki.Organization, TestPki.Start, TestPki.End);
        var rogue = TestPki.Issue("测试用人民法院（虚构）", issuer: stranger);
        yield return Case("rogue CA of the same name, enclosed", attributed with { Signer = rogue, Certificates = [rogue.Certificate, stranger.Certificate] }, "signer-cert-untrusted");
        var intermediate = TestPki.Issue("中间（虚构）", SmCertificateUse.CertificationAuthority);
        var below = TestPki.Issue("下级法院（虚构）", issuer: intermediate);
        yield return Case("intermediate enclosed", attributed with { Signer = below, Certificates = [below.Certificate, intermediate.Certificate] }, "ok");
    }

    [TestCaseSource(nameof(Cases))]
    public string One_difference_gets_its_own_reason(object forge) => ((GmForge)forge).Verify().Code;

    [Test]
    public void A_document_of_32_octets_as_content_is_not_taken_for_a_digest()
    {
        var forge = new GmForge { Document = new byte[32], Content = new byte[32], Attributes = [] };

        Assert.That(forge.Verify().Code, Is.EqualTo("content-form"));
    }

    static byte[] Raw(byte[] der)
    {
        var pair = Der.Open(der).ReadSequence();
        return [.. Fixed(pair.ReadInteger()), .. Fixed(pair.ReadInteger())];

        static byte[] Fixed(System.Numerics.BigInteger value)
        {
            var octets = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[32 - octets.Length], .. octets];
        }
    }

    static byte[] ContentType(string oid = Oids.GmData) => GmForge.Attribute(Oids.ContentType, value => value.WriteObjectIdentifier(oid));

    static byte[] Digest(GmForge forge) => GmForge.Attribute(Oids.MessageDigest, value => value.WriteOctetString(Sm3.Hash(forge.Document)));

    static byte[] TwoDigests(GmForge forge) => GmForge.Attribute(
        Oids.MessageDigest,
        value => value.WriteOctetString(Sm3.Hash(forge.Document)),
        value => value.WriteOctetString(Sm3.Hash("x"u8)));

    static TestCaseData Case(string name, GmForge forge, string code) => new TestCaseData(forge).Returns(code).SetArgDisplayNames(name);
}
