using System.Formats.Asn1;

namespace Gateway.Sealing.Tests;

/// <summary>Which certificates may sign, and which chains hold.</summary>
public sealed class CertificateProfileTests
{
    const string UnknownExtension = "1.2.156.10197.6.1.4.9999.7";

    static readonly byte[] Null = [5, 0];

    static IEnumerable<TestCaseData> Signers()
    {
        var good = new CertificateForge();
        yield return Case("as it should be", good, "ok");
        yield return Case("algorithms with NULL parameters", good with { HasNullParameters = true }, "ok");
        yield return Case("may only assert content commitment", good with { Usage = X509KeyUsage.NonRepudiation }, "ok");
        yield return Case("no basic constraints", good with { IsCa = null }, "ok");
        yield return Case("no key usage", good with { Usage = null }, "signer-cert-key-usage");
        yield return Case("may only agree on keys", good with { Usage = X509KeyUsage.KeyAgreement }, "signer-cert-key-usage");
        yield return Case("a CA that may sign as well", good with { IsCa = true, Usage = X509KeyUsage.KeyCertSign | X509KeyUsage.DigitalSignature }, "signer-cert-is-ca");
        yield return Case("expired a second before", good with { NotAfter = TestPki.SignedAt.AddSeconds(-1) }, "signer-cert-not-valid-at-signing-time");
        yield return Case("expires at that second", good with { NotAfter = TestPki.SignedAt }, "ok");
        yield return Case("begins a second later", good with { NotBefore = TestPki.SignedAt.AddSeconds(1) }, "signer-cert-not-valid-at-signing-time");
        yield return Case("unknown extension", good with { Others = [(UnknownExtension, false, Null)] }, "ok");
        yield return Case("unknown critical extension", good with { Others = [(UnknownExtension, true, Null)] }, "signer-cert-untrusted");
        yield return Case("the same extension twice", good with { Others = [(UnknownExtension, false, Null), (UnknownExtension, false, Null)] }, "der-malformed");
        yield return Case("signed with another algorithm", good with { Algorithm = "1.2.840.10045.4.3.2" }, "signer-cert-untrusted");
        yield return Case("explicit curve parameters", good with { WriteCurve = WriteExplicitCurve }, "der-malformed");
        yield return Case("P-256", good with { WriteCurve = writer => writer.WriteObjectIdentifier("1.2.840.10045.3.1.7") }, "der-malformed");
        yield return Case("no curve", good with { WriteCurve = _ => { } }, "der-malformed");
        yield return Case("point at infinity", good with { Point = [0] }, "der-malformed");
        yield return Case("point of zeros", good with { Point = [4, .. new byte[64]] }, "der-malformed");
        yield return Case("version 1", good with { Version = 0 }, "der-malformed");
        yield return Case("octets after the certificate", good with { TrailingOctets = [0] }, "der-malformed");
    }

    [TestCaseSource(nameof(Signers))]
    public string A_signer_s_certificate_is_judged_by_its_profile(object forge)
    {
        var signer = ((CertificateForge)forge).Make();

        return new SesForge { Signer = signer, ListedCertificates = [signer.Certificate] }.Verify().Code;
    }

    static IEnumerable<TestCaseData> Intermediates()
    {
        var good = new CertificateForge { IsCa = true, Usage = X509KeyUsage.KeyCertSign, PathLength = 0 };
        yield return Case("as it should be", good, "ok");
        yield return Case("without bound of the path", good with { PathLength = null }, "ok");
        yield return Case("not a CA", good with { IsCa = false, PathLength = null }, "signer-cert-untrusted");
        yield return Case("no basic constraints", good with { IsCa = null }, "signer-cert-untrusted");
        yield return Case("may not sign certificates", good with { Usage = X509KeyUsage.CrlSign }, "signer-cert-untrusted");
        yield return Case("no key usage", good with { Usage = null }, "signer-cert-untrusted");
        yield return Case("unknown critical extension", good with { Others = [(UnknownExtension, true, Null)] }, "signer-cert-untrusted");
        yield return Case("expired at signing time", good with { NotAfter = TestPki.SignedAt.AddSeconds(-1) }, "signer-cert-untrusted");
        yield return Case("of another key identifier", good with { Others = [(Oids.SubjectKeyIdentifier, false, [4, 1, 9])] }, "signer-cert-untrusted");
    }

    [TestCaseSource(nameof(Intermediates))]
    public string An_intermediate_s_certificate_is_judged_by_its_profile(object forge)
    {
        var intermediate = ((CertificateForge)forge).Make();
        byte[] authorityKeyId = [0x30, 3, 0x80, 1, 7];
        var signer = new CertificateForge { Issuer = intermediate, Others = [(Oids.AuthorityKeyIdentifier, false, authorityKeyId)] }.Make();
        var trust = TrustStore.FromCertificates([TestPki.Root.Certificate, intermediate.Certificate]);

        return new SesForge { Signer = signer, ListedCertificates = [signer.Certificate] }.Verify(trust: trust).Code;
    }

    [Test]
    public void A_path_length_of_zero_allows_no_further_CA()
    {
        var upper = new CertificateForge { IsCa = true, Usage = X509KeyUsage.KeyCertSign, PathLength = 0 }.Make();
        var lower = TestPki.Issue("下级（虚构）", SmCertificateUse.CertificationAuthority, upper);
        var signer = TestPki.Issue("法院（虚构）", issuer: lower);
        var trust = TrustStore.FromCertificates([TestPki.Root.Certificate, upper.Certificate, lower.Certificate]);

        Assert.That(Verify(signer, trust).Code, Is.EqualTo("signer-cert-untrusted"));
    }

    [Test]
    public void A_longer_chain_holds_where_it_is_allowed_and_ends_somewhere()
    {
        var unbounded = new CertificateForge { IsCa = true, Usage = X509KeyUsage.KeyCertSign };
        var chain = new List<SmCredential> { TestPki.Root };
        for (var i = 0; i < 8; i++)
            chain.Add((unbounded with { Issuer = chain[^1], Key = SmPrivateKey.Generate(), Name = $"中间{i}（虚构）" }).Make());
        var trust = TrustStore.FromCertificates(chain.Select(ca => ca.Certificate));

        Assert.That(Verify(TestPki.Issue("法院（虚构）", issuer: chain[4]), trust).Code, Is.EqualTo("ok"));
        Assert.That(Verify(TestPki.Issue("法院（虚构）", issuer: chain[8]), trust).Code, Is.EqualTo("signer-cert-untrusted"));
    }

    [Test]
    public void Two_CAs_that_issued_each_other_lead_nowhere()
    {
        var key = SmPrivateKey.Generate();
        var unbounded = new CertificateForge { IsCa = true, Usage = X509KeyUsage.KeyCertSign, Key = key };
        var stranger = SmCertificates.CreateRoot("外来根（虚构）", TestPki.Organization, TestPki.Start, TestPki.End);
        var first = (unbounded with { Name = "甲（虚构）", Issuer = stranger }).Make();
        var second = (unbounded with { Name = "乙（虚构）", Issuer = first }).Make();
        var firstAgain = (unbounded with { Name = "甲（虚构）", Issuer = second }).Make();
        var trust = TrustStore.FromCertificates([TestPki.Root.Certificate, firstAgain.Certificate, second.Certificate]);

        Assert.That(Verify(TestPki.Issue("法院（虚构）", issuer: second), trust).Code, Is.EqualTo("signer-cert-untrusted"));
    }

    [Test]
    public void A_chain_remembered_from_one_time_is_not_used_at_another()
    {
        var intermediate = new CertificateForge
        {
            IsCa = true, Usage = X509KeyUsage.KeyCertSign, PathLength = 0, NotAfter = TestPki.SignedAt.AddDays(1),
        }.Make();
        var signer = TestPki.Issue("法院（虚构）", issuer: intermediate);
        var verifier = TestPki.Verifier(trust: TrustStore.FromCertificates([TestPki.Root.Certificate, intermediate.Certificate]));
        var early = new SesForge { Signer = signer, ListedCertificates = [signer.Certificate] };
        var late = early with { SigningTime = TestPki.SignedAt.AddDays(2) };

        Assert.That(verifier.VerifyDetached(early.Encode(), early.Document, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(verifier.VerifyDetached(late.Encode(), late.Document, TestPki.Now.AddDays(3)).Code, Is.EqualTo("signer-cert-untrusted"));
    }

    static SealVerdict Verify(SmCredential signer, TrustStore trust) =>
        new SesForge { Signer = signer, ListedCertificates = [signer.Certificate] }.Verify(trust: trust);

    static TestCaseData Case(string name, CertificateForge forge, string code) => new TestCaseData(forge).Returns(code).SetArgDisplayNames(name);

    /// <summary>The parameters of the SM2 curve spelt out: right numbers, but whoever takes them takes any numbers.</summary>
    static void WriteExplicitCurve(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.1.1");
                writer.WriteInteger(Sm2.Domain.Curve.Field.Characteristic.ToByteArray());
            }
            using (writer.PushSequence())
            {
                writer.WriteOctetString(Sm2.Domain.Curve.A.GetEncoded());
                writer.WriteOctetString(Sm2.Domain.Curve.B.GetEncoded());
            }
            writer.WriteOctetString(Sm2.Domain.G.GetEncoded(false));
            writer.WriteInteger(Sm2.Domain.N.ToByteArray());
            writer.WriteInteger(1);
        }
    }
}
