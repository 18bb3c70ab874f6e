using System.Net;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Gateway.Sealing.Tests;

/// <summary>Sealing with keys in files and behind a signing server, and the change from one seal to the next.</summary>
public sealed class SealSignerTests
{
    const string Password = "geheim-4711";
    const string Token = "token-0815";

    string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("seal-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_key_in_a_pkcs12_file_seals_with_the_password_of_its_secret_file()
    {
        WritePublicParts(folder, TestPki.Key);
        File.WriteAllBytes(Path.Combine(folder, "signer.p12"), Pkcs12(TestPki.Signer));
        File.WriteAllText(Path.Combine(folder, "signer.p12.password"), Password + "\n");

        var signer = SealFolder.Load(folder).Single();

        await ExpectGoodSeal(signer);
    }

    [Test]
    public void A_seal_that_is_taken_away_is_used_no_more_and_a_folder_that_is_gone_changes_nothing()
    {
        TestPki.Key.Save(folder);
        var watched = new WatchedFolder<IReadOnlyList<ISealSigner>>(folder, SealFolder.LoadLeft);
        var ring = new SealRing(watched.First);
        foreach (var file in Directory.GetFiles(folder)) File.Delete(file);
        watched.Look();
        ring.Use(watched.Look().Content!);
        Assert.That(() => ring.At(TestPki.Now), Throws.TypeOf<SealSignerException>());
        Assert.That(ring.LastUntil, Is.Null);

        Directory.Delete(folder);
        watched.Look();
        Assert.That(watched.Look().Fault, Is.Not.Null);
        Directory.CreateDirectory(folder);
    }

    [Test]
    public void A_wrong_password_is_told_without_the_password()
    {
        WritePublicParts(folder, TestPki.Key);
        File.WriteAllBytes(Path.Combine(folder, "signer.p12"), Pkcs12(TestPki.Signer));
        File.WriteAllText(Path.Combine(folder, "signer.p12.password"), "something-else");

        var fault = Assert.Throws<InvalidDataException>(() => SealFolder.Load(folder))!;

        Assert.That(fault.Message, Does.Contain(folder));
        Assert.That(fault.ToString(), Does.Not.Contain("something-else"));
    }

    [Test]
    public void A_seal_with_two_keys_is_refused()
    {
        TestPki.Key.Save(folder);
        File.WriteAllText(Path.Combine(folder, "signer.json"), "{}");

        Assert.That(() => SealFolder.Load(folder), Throws.TypeOf<InvalidDataException>().With.Message.Contains("there are 2"));
    }

    [Test]
    public async Task A_signing_server_seals_and_is_told_the_digest_alone()
    {
        var server = new SimulatedServer(TestPki.Signer.Key);

        await ExpectGoodSeal(LoadServerSeal(server));

        var asked = JsonDocument.Parse(server.Asked!).RootElement;
        Assert.That(server.Authorization, Is.EqualTo("Bearer " + Token));
        Assert.That(server.Address, Is.EqualTo("http://127.0.0.1:9/hsm/v1/signatures"));
        Assert.That(asked.GetProperty("keyId").GetString(), Is.EqualTo("bank-1"));
        Assert.That(asked.GetProperty("algorithm").GetString(), Is.EqualTo("SM2-SM3"));
        Assert.That(asked.GetProperty("digest").GetBytesFromBase64(), Has.Length.EqualTo(32));
    }

    [TestCase("another key", "does not verify")]
    [TestCase("refuses", "answered 403")]
    [TestCase("no json", "does not speak the contract")]
    [TestCase("too much", "does not speak the contract")]
    [TestCase("no connection", "cannot be reached")]
    public void A_signing_server_that_does_not_sign_seals_nothing(string manner, string expected)
    {
        var server = new SimulatedServer(manner == "another key" ? TestPki.OtherSigner.Key : TestPki.Signer.Key) { Manner = manner };

        var fault = Assert.ThrowsAsync<SealSignerException>(() => LoadServerSeal(server).SignAsync("x"u8.ToArray(), CancellationToken.None))!;

        Assert.That(fault.Message, Does.Contain(expected));
        Assert.That(fault.ToString(), Does.Not.Contain(Token));
    }

    [Test]
    public void No_text_shows_a_private_key()
    {
        var pem = TestPki.Signer.Key.ToPem();
        var secret = pem.Split('\n')[1];

        foreach (var thing in new object[] { TestPki.Signer, TestPki.Signer.Key, TestPki.Key, TestPki.Key.Identity })
            Assert.That(thing + JsonSerializer.Serialize(thing), Does.Not.Contain(secret[..20]));
        var cut = Assert.Catch<Exception>(() => SmPrivateKey.FromPem(pem.Replace(secret, secret[..^8], StringComparison.Ordinal)))!;
        Assert.That(cut.ToString(), Does.Not.Contain(secret[..20]));
    }

    [Test]
    public void The_seal_that_became_valid_last_is_used_and_the_older_one_when_it_is_taken_away()
    {
        var (older, newer) = (Seal(TestPki.Start), Seal(TestPki.SignedAt));
        var ring = new SealRing([newer, older]);

        Assert.That(ring.At(TestPki.SignedAt.AddSeconds(-1)), Is.SameAs(older));
        Assert.That(ring.At(TestPki.SignedAt), Is.SameAs(newer));
        ring.Use([older]);
        Assert.That(ring.At(TestPki.SignedAt), Is.SameAs(older));
        Assert.That(() => ring.At(TestPki.End.AddDays(1)), Throws.TypeOf<SealSignerException>());
    }

    [Test]
    public async Task During_the_overlap_receipts_of_both_seals_are_valid()
    {
        Seal(TestPki.Start).Save(Directory.CreateDirectory(Path.Combine(folder, "2024")).FullName);
        Seal(TestPki.SignedAt).Save(Directory.CreateDirectory(Path.Combine(folder, "2025")).FullName);
        var ring = new SealRing(SealFolder.Load(folder));

        var (before, after) = (ring.At(TestPki.SignedAt.AddSeconds(-1)), ring.At(TestPki.SignedAt));

        Assert.That(before, Is.Not.SameAs(after));
        await ExpectGoodSeal(before);
        await ExpectGoodSeal(after);
    }

    static SealKey Seal(DateTimeOffset from)
    {
        var signer = TestPki.Issue("测试银行（虚构）");
        var seal = SealMaker.MakeSeal(
            "BANK", "测试银行（虚构）", [signer.Certificate], new SealPicture("png", [1], 40, 40), from, from, TestPki.End, TestPki.Maker.Key, TestPki.Maker.Certificate);
        return new SealKey(signer.Key, signer.Certificate, seal);
    }

    ISealSigner LoadServerSeal(SimulatedServer server)
    {
        WritePublicParts(folder, TestPki.Key);
        File.WriteAllText(Path.Combine(folder, "token"), Token + "\n");
        File.WriteAllText(Path.Combine(folder, "signer.json"), """{"address": "http://127.0.0.1:9/hsm/", "keyId": "bank-1", "tokenFile": "token"}""");
        return SealFolder.Load(folder, _ => new HttpMessageInvoker(server)).Single();
    }

    static async Task ExpectGoodSeal(ISealSigner signer)
    {
        var document = new OfdDocument { Title = "测试", CreationDate = TestPki.SignedAt };
        new OfdFlow(document).Paragraph("测试", 4);
        var ofd = await SealedOfd.WriteAsync(document, signer, TestPki.SignedAt, new SealPlacement(1, 100, 100, 40, 40), CancellationToken.None);
        var verdict = TestPki.Verifier().VerifyOfd(ofd, TestPki.Now);
        Assert.That(verdict.Code, Is.EqualTo("ok"));
        Assert.That(verdict.Signer!.CertificateFingerprint, Is.EqualTo(signer.Identity.CertificateFingerprint));
    }

    static void WritePublicParts(string folder, SealKey key)
    {
        File.WriteAllBytes(Path.Combine(folder, "signer.cer"), key.Certificate);
        File.WriteAllBytes(Path.Combine(folder, "seal.esl"), key.Seal);
    }

    static byte[] Pkcs12(SmCredential credential)
    {
        var key = SimulatedSigner.Parameters(credential.Key);
        var store = new Pkcs12StoreBuilder().Build();
        store.SetKeyEntry("seal", new AsymmetricKeyEntry(key), [new X509CertificateEntry(new X509CertificateParser().ReadCertificate(credential.Certificate))]);
        using var file = new MemoryStream();
        store.Save(file, Password.ToCharArray(), new SecureRandom());
        return file.ToArray();
    }

    /// <summary>A signing server without a network: it has the key and signs the digests that it is sent.</summary>
    sealed class SimulatedServer(SmPrivateKey key) : HttpMessageHandler
    {
        public string Manner { get; init; } = "";

        public string? Asked { get; private set; }

        public string? Authorization { get; private set; }

        public string? Address { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            Authorization = request.Headers.Authorization?.ToString();
            Address = request.RequestUri!.ToString();
            var digest = JsonDocument.Parse(Asked).RootElement.GetProperty("digest").GetBytesFromBase64();
            return Manner switch
            {
                "refuses" => new HttpResponseMessage(HttpStatusCode.Forbidden),
                "no json" => Answer("<html>"),
                "too much" => Answer("{\"signature\": \"" + new string('A', 100_000) + "\"}"),
                "no connection" => throw new HttpRequestException("no route"),
                _ => Answer(JsonSerializer.Serialize(new { signature = SimulatedSigner.Sign(key, digest) })),
            };
        }

        static HttpResponseMessage Answer(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }
}
