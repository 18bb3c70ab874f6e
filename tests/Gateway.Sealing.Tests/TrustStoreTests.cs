namespace Gateway.Sealing.Tests;

public sealed class TrustStoreTests
{
    static readonly DateTimeOffset ListedAt = TestPki.SignedAt.AddDays(-10);
    static readonly DateTimeOffset NextList = TestPki.SignedAt.AddDays(10);

    [Test]
    public void A_certificate_revoked_before_signing_is_refused_and_one_revoked_later_is_told()
    {
        Assert.That(RevokedAt(TestPki.SignedAt.AddSeconds(-1)).Code, Is.EqualTo("signer-cert-revoked"));
        Assert.That(RevokedAt(TestPki.SignedAt).Code, Is.EqualTo("signer-cert-revoked"));

        var later = RevokedAt(TestPki.SignedAt.AddSeconds(1));
        Assert.That(later.Code, Is.EqualTo("ok"));
        Assert.That(later.SignerRevokedAt, Is.EqualTo(TestPki.SignedAt.AddSeconds(1)));
    }

    [Test]
    public void A_certificate_that_is_not_on_the_list_is_good()
    {
        var trust = WithList([(TestPki.OtherSigner.Certificate, ListedAt)]);

        var verdict = new SesForge().Verify(trust: trust);

        Assert.That(verdict.Code, Is.EqualTo("ok"));
        Assert.That(verdict.SignerRevokedAt, Is.Null);
    }

    [Test]
    public void A_maker_revoked_before_making_the_seal_is_refused_and_one_revoked_later_is_not()
    {
        Assert.That(new SesForge().Verify(trust: WithList([(TestPki.Maker.Certificate, TestPki.Start)])).Code, Is.EqualTo("maker-cert-untrusted"));
        Assert.That(new SesForge().Verify(trust: WithList([(TestPki.Maker.Certificate, ListedAt)])).Code, Is.EqualTo("ok"));
    }

    [Test]
    public void A_missing_or_stale_list_matters_only_where_the_policy_says_so()
    {
        var strict = new SealPolicy { RequireCurrentRevocationList = true };
        var current = WithList([]);
        var stale = TrustStore.FromCertificates(
            [TestPki.Root.Certificate], [SmCertificates.CreateRevocationList(TestPki.Root, [], ListedAt, TestPki.SignedAt)]);

        Assert.That(new SesForge().Verify(strict, current).Code, Is.EqualTo("ok"));
        Assert.That(new SesForge().Verify(strict, stale).Code, Is.EqualTo("revocation-unknown"));
        Assert.That(new SesForge().Verify(strict).Code, Is.EqualTo("revocation-unknown"));
        Assert.That(new SesForge().Verify(trust: stale).Code, Is.EqualTo("ok"));
    }

    [Test]
    public void A_signer_under_a_revoked_intermediate_is_not_trusted()
    {
        var intermediate = TestPki.Issue("中间（虚构）", SmCertificateUse.CertificationAuthority);
        var signer = TestPki.Issue("法院（虚构）", issuer: intermediate);
        var list = SmCertificates.CreateRevocationList(TestPki.Root, [(intermediate.Certificate, ListedAt)], ListedAt, NextList);
        var trust = TrustStore.FromCertificates([TestPki.Root.Certificate, intermediate.Certificate], [list]);

        var forge = new SesForge { Signer = signer, ListedCertificates = [signer.Certificate] };

        Assert.That(forge.Verify(trust: trust).Code, Is.EqualTo("signer-cert-untrusted"));
    }

    [Test]
    public void A_list_that_nobody_in_the_store_signed_is_refused()
    {
        var stranger = SmCertificates.CreateRoot("测试根（虚构）", TestPki.Organization, TestPki.Start, TestPki.End);
        var list = SmCertificates.CreateRevocationList(stranger, [], ListedAt, NextList);

        Assert.That(() => TrustStore.FromCertificates([TestPki.Root.Certificate], [list]), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void A_folder_of_DER_and_PEM_files_is_a_store()
    {
        var folder = NewFolder();
        var intermediate = TestPki.Issue("中间（虚构）", SmCertificateUse.CertificationAuthority);
        var signer = TestPki.Issue("法院（虚构）", issuer: intermediate);
        File.WriteAllBytes(Path.Combine(folder, "root.cer"), TestPki.Root.Certificate);
        File.WriteAllText(
            Path.Combine(folder, "others.pem"),
            SmCertificates.ToPem(intermediate.Certificate) + SmCertificates.ToPem(TestPki.Root.Certificate));
        File.WriteAllBytes(
            Path.Combine(folder, "revoked.crl"),
            SmCertificates.CreateRevocationList(intermediate, [(signer.Certificate, ListedAt)], ListedAt, NextList));
        var forge = new SesForge { Signer = signer, ListedCertificates = [signer.Certificate] };

        Assert.That(forge.Verify(trust: TrustStore.FromFolder(folder)).Code, Is.EqualTo("signer-cert-revoked"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_malformed_file_is_named()
    {
        var folder = NewFolder();
        File.WriteAllText(Path.Combine(folder, "broken.cer"), "nothing");

        Assert.That(() => TrustStore.FromFolder(folder), Throws.TypeOf<InvalidDataException>().With.Message.Contains("broken.cer"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_folder_without_certificates_is_no_store()
    {
        var folder = NewFolder();

        Assert.That(() => TrustStore.FromFolder(folder), Throws.TypeOf<InvalidDataException>());
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_certificate_that_claims_to_have_issued_itself_must_have()
    {
        byte[] changed = [.. TestPki.Root.Certificate];
        changed[^1] ^= 1;

        Assert.That(() => TrustStore.FromCertificates([changed]), Throws.TypeOf<InvalidDataException>());
    }

    static string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "trust-" + Guid.NewGuid().ToString("N"))).FullName;

    static TrustStore WithList(IEnumerable<(byte[], DateTimeOffset)> revoked) => TrustStore.FromCertificates(
        [TestPki.Root.Certificate], [SmCertificates.CreateRevocationList(TestPki.Root, revoked, ListedAt, NextList)]);

    static SealVerdict RevokedAt(DateTimeOffset time) => new SesForge().Verify(trust: WithList([(TestPki.Signer.Certificate, time)]));
}
