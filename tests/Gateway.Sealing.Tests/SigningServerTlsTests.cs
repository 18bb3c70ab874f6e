using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Gateway.Sealing.Tests;

/// <summary>The way to a signing server over TLS: its private authority, the client's certificate, secrets in files.</summary>
public sealed class SigningServerTlsTests
{
    const string Password = "geheim-0815";

    static readonly X509Certificate2 Client = SigningServerSimulator.IssueClient();

    string folder = null!;
    SigningServerSimulator server = null!;
    int signedBefore;

    [OneTimeSetUp]
    public async Task Start() => server = await SigningServerSimulator.StartAsync(TestPki.Signer.Key);

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("signing-").FullName;
        signedBefore = server.Signed;
        File.WriteAllBytes(Path.Combine(folder, "signer.cer"), TestPki.Key.Certificate);
        File.WriteAllBytes(Path.Combine(folder, "seal.esl"), TestPki.Key.Seal);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), SigningServerSimulator.Authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "client.pem"), Client.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "client.key"), Client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(
            Path.Combine(folder, "client-encrypted.key"),
            Client.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000)));
        File.WriteAllText(Path.Combine(folder, "password"), Password + "\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("client.key", null)]
    [TestCase("client-encrypted.key", "password")]
    public async Task It_seals_through_a_server_that_knows_its_client(string key, string? passwordFile)
    {
        var signer = Load(s => (s["clientKey"], s["clientKeyPasswordFile"]) = (key, passwordFile));

        var document = new OfdDocument { Title = "测试", CreationDate = TestPki.SignedAt };
        new OfdFlow(document).Paragraph("测试", 4);
        var ofd = await SealedOfd.WriteAsync(document, signer, TestPki.SignedAt, new SealPlacement(1, 100, 100, 40, 40), CancellationToken.None);

        Assert.That(TestPki.Verifier().VerifyOfd(ofd, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(server.Signed, Is.EqualTo(signedBefore + 1));
    }

    [Test]
    public void A_server_of_another_authority_is_told_nothing() => ExpectNoSignature(s => s["certificateAuthority"] = Write("other.pem", SigningServerSimulator.OtherAuthority.ExportCertificatePem()));

    [Test]
    public void A_server_of_the_machine_s_authorities_alone_is_told_nothing() => ExpectNoSignature(s => s.Remove("certificateAuthority"));

    [Test]
    public void A_server_of_another_name_is_told_nothing() => ExpectNoSignature(s => s["address"] = $"https://localhost:{server.Address.Port}");

    [Test]
    public void A_client_without_a_certificate_gets_no_signature() => ExpectNoSignature(s =>
    {
        s.Remove("clientCertificate");
        s.Remove("clientKey");
    });

    [TestCase("address", "http://10.0.0.1/", "https is needed")]
    [TestCase("address", "http://127.0.0.1/", "are for https")]
    [TestCase("clientKey", null, "go together")]
    [TestCase("clientCertificate", null, "go together")]
    [TestCase("clientCertificate", "password", "holds no PEM certificate")]
    [TestCase("clientKey", "client-encrypted.key", "or its password is another")]
    [TestCase("clientKey", "ca.pem", "no PKCS#8 PEM file")]
    [TestCase("certificateAuthority", "client.pem", "no self-signed certificate")]
    [TestCase("clientKeyPath", "client.key", "malformed")]
    public void A_wrong_setting_is_told_when_the_seal_is_read(string key, string? value, string expected)
    {
        var fault = Assert.Throws<InvalidDataException>(() => Load(s => s[key] = value))!;

        Assert.That(fault.Message, Does.Contain(expected));
        Assert.That(fault.ToString(), Does.Not.Contain(Password).And.Not.Contain(KeyText()));
    }

    [Test]
    public void A_wrong_password_is_told_without_the_password_or_the_key()
    {
        var fault = Assert.Throws<InvalidDataException>(() => Load(s => (s["clientKey"], s["clientKeyPasswordFile"]) = ("client-encrypted.key", Write("wrong", "anders-4711"))))!;

        Assert.That(fault.ToString(), Does.Not.Contain("anders-4711").And.Not.Contain(Password));
    }

    [TestCase("certificateAuthority")]
    [TestCase("clientKey")]
    [TestCase("clientKeyPasswordFile")]
    public void A_missing_file_is_told_by_its_name(string key) =>
        Assert.That(() => Load(s => s[key] = "nowhere.pem"), Throws.InstanceOf<IOException>().With.Message.Contains("nowhere.pem"));

    void ExpectNoSignature(Action<JsonObject> change)
    {
        var fault = Assert.ThrowsAsync<SealSignerException>(() => Load(change).SignAsync("x"u8.ToArray(), CancellationToken.None))!;
        Assert.That(fault.Message, Does.Contain("cannot be reached"));
        Assert.That(server.Signed, Is.EqualTo(signedBefore));
    }

    ISealSigner Load(Action<JsonObject> change)
    {
        var settings = new JsonObject
        {
            ["address"] = server.Address.AbsoluteUri, ["keyId"] = "bank-1", ["certificateAuthority"] = "ca.pem", ["clientCertificate"] = "client.pem", ["clientKey"] = "client.key",
        };
        change(settings);
        Write("signer.json", settings.ToJsonString());
        return SealFolder.Load(folder).Single();
    }

    string KeyText() => File.ReadAllLines(Path.Combine(folder, "client.key"))[1];

    string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return name;
    }
}
