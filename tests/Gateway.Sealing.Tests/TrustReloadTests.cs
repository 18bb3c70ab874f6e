namespace Gateway.Sealing.Tests;

/// <summary>A trust folder that changes while the service runs.</summary>
public sealed class TrustReloadTests
{
    string folder = null!;
    WatchedFolder<TrustStore> watched = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("trust-").FullName;
        File.WriteAllBytes(Path.Combine(folder, "root.cer"), TestPki.Root.Certificate);
        watched = new WatchedFolder<TrustStore>(folder, TrustStore.FromFolder);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_has_not_changed_is_not_read_again()
    {
        Assert.That(watched.Look(), Is.EqualTo(((TrustStore?)null, (string?)null)));
        Assert.That(watched.Look(), Is.EqualTo(((TrustStore?)null, (string?)null)));
    }

    [Test]
    public void A_new_revocation_list_is_taken_once_it_has_settled_and_what_was_remembered_is_forgotten()
    {
        var verifier = new SealVerifier(TrustStore.FromFolder(folder), new SealPolicy());
        var document = "x"u8.ToArray();
        var signature = DetachedSeal.SignSes(document, TestPki.Key, TestPki.SignedAt, "x.txt");
        Assert.That(verifier.VerifyDetached(signature, document, TestPki.Now).Code, Is.EqualTo("ok"));
        File.WriteAllBytes(
            Path.Combine(folder, "root.crl"),
            SmCertificates.CreateRevocationList(TestPki.Root, [(TestPki.Signer.Certificate, TestPki.SignedAt.AddDays(-1))], TestPki.Start, TestPki.End));

        Assert.That(watched.Look().Content, Is.Null, "it may still be being written");
        var taken = watched.Look().Content;
        Assert.That(taken, Is.Not.Null);
        verifier.UseTrust(taken!);

        Assert.That(verifier.VerifyDetached(signature, document, TestPki.Now).Code, Is.EqualTo("signer-cert-revoked"));
        Assert.That(watched.Look().Content, Is.Null, "taken once");
    }

    [Test]
    public void What_changes_while_it_is_read_for_the_first_time_is_noticed()
    {
        var other = Path.Combine(folder, "other.cer");
        var late = new WatchedFolder<TrustStore>(folder, path =>
        {
            var read = TrustStore.FromFolder(path);
            File.WriteAllBytes(other, Vectors.Certificate("ca"));
            return read;
        });
        Assert.That(late.First, Is.Not.Null);

        late.Look();
        Assert.That(late.Look().Content, Is.Not.Null);
    }

    [Test]
    public void What_changes_between_the_first_reading_and_the_first_look_is_noticed()
    {
        File.WriteAllBytes(Path.Combine(folder, "other.cer"), Vectors.Certificate("ca"));

        watched.Look();
        Assert.That(watched.Look().Content, Is.Not.Null);
    }

    [Test]
    public void A_removed_anchor_is_believed_no_longer()
    {
        var verifier = new SealVerifier(TrustStore.FromFolder(folder), new SealPolicy());
        var document = "x"u8.ToArray();
        var signature = DetachedSeal.SignSes(document, TestPki.Key, TestPki.SignedAt, "x.txt");
        Assert.That(verifier.VerifyDetached(signature, document, TestPki.Now).Code, Is.EqualTo("ok"));

        verifier.UseTrust(TrustStore.FromCertificates([Vectors.Certificate("ca")]));

        Assert.That(verifier.VerifyDetached(signature, document, TestPki.Now).Code, Is.EqualTo("signer-cert-untrusted"));
    }

    [Test]
    public void A_bad_file_is_told_once_by_its_name_and_the_mended_folder_is_taken()
    {
        var bad = Path.Combine(folder, "bad.cer");
        File.WriteAllText(bad, "no certificate");

        watched.Look();
        Assert.That(watched.Look().Fault, Does.Contain("bad.cer"));
        Assert.That(watched.Look().Fault, Is.Null);

        File.WriteAllBytes(bad, Vectors.Certificate("ca"));
        watched.Look();
        Assert.That(watched.Look().Content, Is.Not.Null);
    }
}
