namespace Gateway.Sealing.Tests;

/// <summary>What this library signs, it verifies.</summary>
public sealed class DetachedSealTests
{
    static readonly byte[] Document = "查询清单"u8.ToArray();
    static readonly byte[] Other = "查询清单。"u8.ToArray();

    [Test]
    public void An_SES_seal_verifies_for_its_document_and_name()
    {
        var signature = DetachedSeal.SignSes(Document, TestPki.Key, TestPki.SignedAt, "list.txt");
        var verifier = TestPki.Verifier();

        Assert.That(verifier.VerifyDetached(signature, Document, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(verifier.VerifyDetached(signature, Document, TestPki.Now, "list.txt").Code, Is.EqualTo("ok"));
        Assert.That(verifier.VerifyDetached(signature, Document, TestPki.Now, "other.txt").Code, Is.EqualTo("property-info"));
        Assert.That(verifier.VerifyDetached(signature, Other, TestPki.Now).Code, Is.EqualTo("data-hash"));
    }

    [TestCase(Gbt35275Form.DigestContent)]
    [TestCase(Gbt35275Form.SignedAttributes)]
    public void A_GBT_35275_signature_verifies_for_its_document(Gbt35275Form form)
    {
        var signature = DetachedSeal.SignGbt35275(Document, TestPki.Key, TestPki.SignedAt, form);
        var verifier = TestPki.Verifier();

        var verdict = verifier.VerifyDetached(signature, Document, TestPki.Now);

        Assert.That(verdict.Code, Is.EqualTo("ok"));
        Assert.That(verdict.Signer!.SealId, Is.Null);
        Assert.That(verdict.Signer.SigningTime, Is.EqualTo(form == Gbt35275Form.SignedAttributes ? TestPki.SignedAt : null));
        Assert.That(verifier.VerifyDetached(signature, Other, TestPki.Now).Code, Is.EqualTo("data-hash"));
    }

    [Test]
    public void A_sealing_key_survives_its_folder()
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "seal-key-" + Guid.NewGuid().ToString("N"));
        TestPki.Key.Save(folder);
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Path.Combine(folder, "signer.key")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        var signature = DetachedSeal.SignSes(Document, SealKey.Load(folder), TestPki.SignedAt, "list.txt");

        Assert.That(TestPki.Verifier().VerifyDetached(signature, Document, TestPki.Now).IsValid, Is.True);
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Parts_that_do_not_belong_together_make_no_sealing_key()
    {
        Assert.That(
            () => new SealKey(TestPki.OtherSigner.Key, TestPki.Signer.Certificate, TestPki.Seal),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(
            () => new SealKey(TestPki.OtherSigner.Key, TestPki.OtherSigner.Certificate, TestPki.Seal),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(
            () => new SealKey(TestPki.Signer.Key, TestPki.Signer.Certificate, [0x30, 0]),
            Throws.TypeOf<InvalidDataException>());
    }
}
