namespace Gateway.Sealing.Tests;

/// <summary>Revocation lists that differ from a good one in one point: whom they revoke, and which of them no store takes.</summary>
public sealed class RevocationListTests
{
    static readonly SealPolicy Strict = new() { RequireCurrentRevocationList = true };

    static IEnumerable<TestCaseData> Taken()
    {
        var good = new CrlForge();
        yield return Case("revoked before signing", good, "signer-cert-revoked");
        yield return Case("revoked at the moment of signing", good with { RevokedAt = TestPki.SignedAt }, "signer-cert-revoked");
        yield return Case("revoked a second after", good with { RevokedAt = TestPki.SignedAt.AddSeconds(1) }, "ok");
        yield return Case("revoked, with a reason", good with { EntryExtension = (Oids.CrlReason, false) }, "signer-cert-revoked");
        yield return Case("a numbered list", good with { Extension = (Oids.CrlNumber, false) }, "signer-cert-revoked");
        yield return Case("a list of version 1", good with { Version = null }, "signer-cert-revoked");
        yield return Case("a list long out of date", good with { ThisUpdate = TestPki.Start, NextUpdate = TestPki.Start.AddDays(1), RevokedAt = TestPki.Start }, "signer-cert-revoked");
        yield return Case("a list of tomorrow", good with { ThisUpdate = TestPki.Now.AddDays(1) }, "signer-cert-revoked");
        yield return Case("an empty list", good with { Revoked = [] }, "ok");
        yield return Case("a list of others", good with { Revoked = [TestPki.OtherSigner.Certificate] }, "ok");
    }

    [TestCaseSource(nameof(Taken))]
    public string Whom_a_list_revokes_is_revoked_from_then_on(object forge) => Verify((CrlForge)forge).Code;

    static IEnumerable<TestCaseData> Currency()
    {
        var good = new CrlForge { Revoked = [] };
        yield return Case("current", good, "ok");
        yield return Case("current until this second", good with { NextUpdate = TestPki.Now }, "ok");
        yield return Case("stale for a second", good with { NextUpdate = TestPki.Now.AddSeconds(-1) }, "revocation-unknown");
        yield return Case("from this second on", good with { ThisUpdate = TestPki.Now }, "ok");
        yield return Case("of the next second", good with { ThisUpdate = TestPki.Now.AddSeconds(1) }, "revocation-unknown");
        yield return Case("without end", good with { NextUpdate = null }, "revocation-unknown");
        yield return Case("revoked and stale", new CrlForge { NextUpdate = TestPki.SignedAt }, "signer-cert-revoked");
    }

    [TestCaseSource(nameof(Currency))]
    public string Where_a_current_list_is_demanded_it_must_be_one_now(object forge) => Verify((CrlForge)forge, Strict).Code;

    static IEnumerable<TestCaseData> Refused()
    {
        var good = new CrlForge();
        yield return Refusal("a delta", good with { Extension = (CrlForge.DeltaIndicator, true) });
        yield return Refusal("an indirect list, or one of some certificates only", good with { Extension = (CrlForge.IssuingDistributionPoint, true) });
        yield return Refusal("an unknown critical extension", good with { Extension = ("1.2.156.10197.6.1.4.9999.7", true) });
        yield return Refusal("an entry of another issuer", good with { EntryExtension = (CrlForge.CertificateIssuer, true) });
        yield return Refusal("version 3", good with { Version = 2 });
        yield return Refusal("another key", good with { SigningKey = TestPki.OtherSigner.Key });
        yield return Refusal("a signer that may not issue lists", good with { Issuer = TestPki.Signer });
        yield return Refusal("an issuer that the store does not know", good with { Issuer = TestPki.Issue("外来（虚构）", SmCertificateUse.CertificationAuthority) });
        yield return Refusal("ECDSA", good with { Algorithm = "1.2.840.10045.4.3.2" });
        yield return Refusal("two algorithms", good with { InnerAlgorithm = "1.2.840.10045.4.3.2" });
        yield return Refusal("octets after it", good with { TrailingOctets = [0] });
    }

    [TestCaseSource(nameof(Refused))]
    public void A_list_that_cannot_be_relied_upon_is_no_list_of_a_store(object forge) =>
        Assert.That(() => TrustStore.FromCertificates([TestPki.Root.Certificate, TestPki.Signer.Certificate], [((CrlForge)forge).Encode()]), Throws.TypeOf<InvalidDataException>());

    static SealVerdict Verify(CrlForge forge, SealPolicy? policy = null) =>
        new SesForge().Verify(policy, TrustStore.FromCertificates([TestPki.Root.Certificate], [forge.Encode()]));

    static TestCaseData Case(string name, CrlForge forge, string code) => new TestCaseData(forge).Returns(code).SetArgDisplayNames(name);

    static TestCaseData Refusal(string name, CrlForge forge) => new TestCaseData(forge).SetArgDisplayNames(name);
}
