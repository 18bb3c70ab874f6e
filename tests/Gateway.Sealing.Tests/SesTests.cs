using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>SES signatures that differ from a good one in one point: the neighbours of the vectors.</summary>
public sealed class SesTests
{
    static readonly SmCredential Intermediate = TestPki.Issue("测试中间（虚构）", SmCertificateUse.CertificationAuthority);
    static readonly SmCredential UnderIntermediate = TestPki.Issue("测试下级法院（虚构）", issuer: Intermediate);

    static IEnumerable<TestCaseData> Cases()
    {
        var good = new SesForge();
        yield return Case("as it should be", good, "ok");
        yield return Case("list of digests", good with { CertListType = 2 }, "ok");
        yield return Case("list of digests by OID", good with { CertListType = 2, DigestAlgorithm = Oids.Sm3 }, "ok");
        yield return Case("list of digests of others", good with { CertListType = 2, ListedCertificates = [TestPki.OtherSigner.Certificate] }, "signer-cert-not-in-seal");
        yield return Case("list of SHA-256 digests", good with { CertListType = 2, DigestAlgorithm = "SHA256" }, "signer-cert-not-in-seal");
        yield return Case("unknown list", good with { CertListType = 9 }, "cert-list-type");
        yield return Case("certificate not listed", good with { ListedCertificates = [TestPki.OtherSigner.Certificate] }, "signer-cert-not-in-seal");
        yield return Case("empty list of digests", good with { CertListType = 2, ListedCertificates = [] }, "signer-cert-not-in-seal");
        yield return Case("seal extension plain", good with { SealExtension = (false, false) }, "ok");
        yield return Case("seal extension tagged", good with { SealExtension = (true, false) }, "ok");
        yield return Case("seal extension tagged and critical", good with { SealExtension = (true, true) }, "critical-extension");
        yield return Case("critical extension in the signed part", good with { AfterTbsMembers = writer => SesForge.WriteExtension(writer, true, true) }, "critical-extension");
        yield return Case("untagged extension in the signed part", good with { AfterTbsMembers = writer => SesForge.WriteExtension(writer, false, false) }, "der-malformed");
        yield return Case("version 3", good with { Version = 3 }, "tbs-version");
        yield return Case("version beyond any integer", good with { Version = int.MaxValue }, "tbs-version");
        yield return Case("header version 1", good with { HeaderVersion = 1 }, "tbs-version");
        yield return Case("header version 5", good with { HeaderVersion = 5 }, "tbs-version");
        yield return Case("RSA", good with { SignerAlgorithm = "1.2.840.113549.1.1.11" }, "alg-oid");
        yield return Case("ECDSA in the seal", good with { MakerAlgorithm = "1.2.840.10045.4.3.2" }, "seal-alg-oid");
        yield return Case("other document", good with { DataHash = Sm3.Hash("x"u8) }, "data-hash");
        yield return Case("SHA-256 digest", good with { DataHash = SHA256.HashData(good.Document) }, "data-hash");
        yield return Case("digest one octet short", good with { DataHash = Sm3.Hash(good.Document)[..31] }, "data-hash");
        yield return Case("digest one octet long", good with { DataHash = [.. Sm3.Hash(good.Document), 0] }, "data-hash");
        yield return Case("other key", good with { SigningKey = TestPki.OtherSigner.Key }, "tbs-signature");
        yield return Case("signature of no octets", good with { ChangeSignatureValue = _ => [] }, "tbs-signature");
        yield return Case("signature with an octet after it", good with { ChangeSignatureValue = value => [.. value, 0] }, "tbs-signature");
        yield return Case("signature cut", good with { ChangeSignatureValue = value => value[..^1] }, "tbs-signature");
        yield return Case("signature bit flipped", good with { ChangeSignatureValue = value => [.. value[..^1], (byte)(value[^1] ^ 1)] }, "tbs-signature");
        yield return Case("seal changed after all", good with { ChangeSealAfterwards = seal => [.. seal[..^1], (byte)(seal[^1] ^ 1)] }, "seal-signature");
        yield return Case("signed at the seal's first moment", good with { SealStart = TestPki.SignedAt }, "ok");
        yield return Case("signed a second before it", good with { SealStart = TestPki.SignedAt.AddSeconds(1) }, "seal-not-yet-valid");
        yield return Case("signed at the seal's last moment", good with { SealEnd = TestPki.SignedAt }, "ok");
        yield return Case("signed a second after it", good with { SealEnd = TestPki.SignedAt.AddSeconds(-1) }, "seal-expired");
        yield return Case("signed a little ahead of the clock", good with { SigningTime = TestPki.Now.AddMinutes(5) }, "ok");
        yield return Case("signed further ahead", good with { SigningTime = TestPki.Now.AddMinutes(5).AddSeconds(1) }, "time-in-future");
        yield return Case("seal made before its maker's certificate", good with { SealCreated = TestPki.Start.AddSeconds(-1) }, "maker-cert-untrusted");
        yield return Case("made with an encryption certificate", good with { Maker = TestPki.Issue("加密（虚构）", SmCertificateUse.Encryption) }, "maker-cert-untrusted");
        yield return Case("timestamp of whatever", good with { AfterSignature = writer => SesForge.WriteTimestamp(writer, [1, 2, 3]) }, "ok");
        yield return Case("timestamp in a seal of version 4", good with { AfterSealMembers = writer => SesForge.WriteTimestamp(writer, [1]) }, "der-malformed");
        yield return Case("seal extension that says it is not critical", good with { SealExtension = (false, false), SaysNotCritical = true }, "ok");
        yield return Case("ID with a character that IA5 has not", good with { WriteSealId = writer => writer.WriteEncodedValue([0x16, 1, 0xe9]) }, "der-malformed");
        yield return Case("ID as another kind of text", good with { WriteSealId = writer => writer.WriteCharacterString(UniversalTagNumber.UTF8String, "TEST0002") }, "der-malformed");
        yield return Case("constructed ID", good with { WriteSealId = writer => writer.WriteEncodedValue([0x36, 3, 0x16, 1, 0x41]) }, "der-malformed");
        yield return Case("name that is no UTF-8", good with { WriteName = writer => writer.WriteEncodedValue([0x0c, 1, 0xff]) }, "der-malformed");
        yield return Case("signing time without zone", Timed("20250601083000"), "der-malformed");
        yield return Case("signing time with an offset", Timed("20250601163000+0800"), "der-malformed");
        yield return Case("signing time without seconds", Timed("202506010830Z"), "der-malformed");
        yield return Case("signing time with a fraction that ends in zero", Timed("20250601083000.10Z"), "der-malformed");
        yield return Case("signing time with a comma", Timed("20250601083000,1Z"), "der-malformed");
        yield return Case("signing time of a day that is none", Timed("20250231083000Z"), "der-malformed");
        yield return Case("signing time as UTCTime", good with { WriteTime = writer => writer.WriteUtcTime(TestPki.SignedAt) }, "der-malformed");
        yield return Case("digest with unused bits", good with { WriteHash = writer => writer.WriteBitString([.. Sm3.Hash(good.Document)[..31], 0], unusedBitCount: 3) }, "der-malformed");
        yield return Case("digest as OCTET STRING", good with { WriteHash = writer => writer.WriteOctetString(Sm3.Hash(good.Document)) }, "der-malformed");
        yield return Case("negative version", good with { Version = -4 }, "tbs-version");
        yield return Case("r negative", good with { ChangeSignatureValue = value => Pair(value, r => -r, s => s) }, "tbs-signature");
        yield return Case("r and n added", good with { ChangeSignatureValue = value => Pair(value, r => r + Order, s => s) }, "tbs-signature");
        yield return Case("s = n", good with { ChangeSignatureValue = value => Pair(value, r => r, _ => Order) }, "tbs-signature");
        yield return Case("s negated", good with { ChangeSignatureValue = value => Pair(value, r => r, s => Order - s) }, "tbs-signature");
        yield return Case("r and s changed for each other", good with { ChangeSignatureValue = Swapped }, "tbs-signature");
        yield return Case("r and s in a SET", good with { ChangeSignatureValue = value => [0x31, .. value[1..]] }, "tbs-signature");
        yield return Case("signature of indefinite length", good with { ChangeSignatureValue = value => [0x30, 0x80, .. value[2..], 0, 0] }, "tbs-signature");
        yield return Case("signature with a third number", good with { ChangeSignatureValue = value => [0x30, (byte)(value[1] + 3), .. value[2..], 2, 1, 0] }, "tbs-signature");
        yield return Case("63 octets", good with { ChangeSignatureValue = _ => new byte[63] }, "tbs-signature");
        yield return Case("sixth member", good with { AfterSignature = writer => { SesForge.WriteTimestamp(writer, [1]); writer.WriteNull(); } }, "der-malformed");
        yield return Case("fifth member of another kind", good with { AfterSignature = writer => writer.WriteNull() }, "der-malformed");
        yield return Case("member after the property's last", good with { AfterProperty = writer => writer.WriteNull() }, "der-malformed");
        yield return Case("member after the seal's last", good with { AfterSealMembers = writer => writer.WriteNull() }, "der-malformed");
        yield return Case("member after the signed part's last", good with { AfterTbsMembers = writer => writer.WriteNull() }, "der-malformed");
        yield return Case("under an unknown intermediate", Signed(UnderIntermediate), "signer-cert-untrusted");
    }

    [TestCaseSource(nameof(Cases))]
    public string One_difference_gets_its_own_reason(object forge) => ((SesForge)forge).Verify().Code;

    [Test]
    public void The_signer_is_told_even_when_the_seal_does_not_hold()
    {
        var verdict = new SesForge { SigningKey = TestPki.OtherSigner.Key }.Verify();

        Assert.That(verdict.IsValid, Is.False);
        Assert.That(verdict.Signer!.SubjectName, Is.EqualTo("测试用人民法院（虚构）"));
        Assert.That(verdict.Signer.SealId, Is.EqualTo("TEST0002"));
        Assert.That(verdict.Signer.SealName, Is.EqualTo("测试印章（虚构）"));
        Assert.That(verdict.Signer.SigningTime, Is.EqualTo(TestPki.SignedAt));
        Assert.That(verdict.Signer.CertificateFingerprint, Is.EqualTo(Sm3.HexHash(TestPki.Signer.Certificate)));
        Assert.That(verdict.Signer.MakerCertificate, Is.EqualTo(TestPki.Maker.Certificate));
    }

    [Test]
    public void Octets_after_the_signature_are_refused_as_such()
    {
        var forge = new SesForge();

        var verdict = TestPki.Verifier().VerifyDetached([.. forge.Encode(), 0], forge.Document, TestPki.Now);

        Assert.That(verdict.Code, Is.EqualTo("trailing-data"));
    }

    [Test]
    public void A_longer_form_of_a_length_is_refused()
    {
        var forge = new SesForge();
        var encoded = forge.Encode();
        Assert.That(encoded[1], Is.EqualTo(0x82), "two octets of length");
        byte[] padded = [encoded[0], 0x83, 0, .. encoded[2..]];

        Assert.That(TestPki.Verifier().VerifyDetached(padded, forge.Document, TestPki.Now).Code, Is.EqualTo("der-malformed"));
    }

    [Test]
    public void A_signer_under_an_intermediate_of_the_store_is_trusted()
    {
        var trust = TrustStore.FromCertificates([TestPki.Root.Certificate, Intermediate.Certificate]);

        Assert.That(Signed(UnderIntermediate).Verify(trust: trust).Code, Is.EqualTo("ok"));
    }

    [Test]
    public void A_timestamp_token_passes_where_one_is_demanded_and_other_octets_do_not()
    {
        var strict = new SealPolicy { RefuseUnreadableTimestamps = true };
        var token = SesForge.Write(info =>
        {
            info.WriteObjectIdentifier(Oids.Pkcs7SignedData);
            using (info.PushSequence(Der.Context0))
            using (info.PushSequence())
            {
                info.WriteInteger(3);
                info.PushSetOf().Dispose();
                using (info.PushSequence())
                    info.WriteObjectIdentifier(Oids.TimestampTokenInfo);
            }
        });

        Assert.That(Stamped(token).Verify(strict).Code, Is.EqualTo("ok"));
        Assert.That(Stamped([.. token, 0]).Verify(strict).Code, Is.EqualTo("timestamp"));
        Assert.That(new SesForge().Verify(strict).Code, Is.EqualTo("ok"));
    }

    [Test]
    public void A_second_document_of_a_known_seal_gets_the_same_verdict()
    {
        var verifier = TestPki.Verifier();
        var first = new SesForge();
        var second = first with { Document = "裁定书"u8.ToArray() };
        var tampered = first with { Document = "裁定书"u8.ToArray(), SigningKey = TestPki.OtherSigner.Key };

        Assert.That(verifier.VerifyDetached(first.Encode(), first.Document, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(verifier.VerifyDetached(second.Encode(), second.Document, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(verifier.VerifyDetached(tampered.Encode(), tampered.Document, TestPki.Now).Code, Is.EqualTo("tbs-signature"));
    }

    static readonly BigInteger Order = new(Sm2.Domain.N.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);

    static SesForge Timed(string time) => new() { WriteTime = writer => writer.WriteEncodedValue([0x18, (byte)time.Length, .. Encoding.ASCII.GetBytes(time)]) };

    static byte[] Pair(byte[] value, Func<BigInteger, BigInteger> changeR, Func<BigInteger, BigInteger> changeS)
    {
        var pair = Der.Open(value).ReadSequence();
        var (r, s) = (pair.ReadInteger(), pair.ReadInteger());
        return SesForge.Write(writer =>
        {
            writer.WriteInteger(changeR(r));
            writer.WriteInteger(changeS(s));
        });
    }

    static byte[] Swapped(byte[] value)
    {
        var pair = Der.Open(value).ReadSequence();
        var (r, s) = (pair.ReadInteger(), pair.ReadInteger());
        return SesForge.Write(writer =>
        {
            writer.WriteInteger(s);
            writer.WriteInteger(r);
        });
    }

    static SesForge Signed(SmCredential signer) => new() { Signer = signer, ListedCertificates = [signer.Certificate] };

    static SesForge Stamped(byte[] timestamp) => new() { AfterSignature = writer => SesForge.WriteTimestamp(writer, timestamp) };

    static TestCaseData Case(string name, SesForge forge, string code) => new TestCaseData(forge).Returns(code).SetArgDisplayNames(name);
}
