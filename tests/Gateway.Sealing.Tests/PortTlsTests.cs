using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Sealing.Tests;

/// <summary>TLS files of a port that change while the service runs.</summary>
public sealed class PortTlsTests
{
    string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("tls-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void New_files_are_taken_once_certificate_and_key_belong_together()
    {
        var (before, after) = (Write("before"), Write("after"));
        File.Copy(before.Certificate, FileOf("server.pem"));
        File.Copy(before.Key, FileOf("server.key"));
        var port = new PortTls("ingress", FileOf("server.pem"), FileOf("server.key"), FileOf("server.pem"));
        Assert.That((port.IsOn, port.Options().ClientCertificateRequired, Shown(port)), Is.EqualTo((true, true, before.Thumbprint)));

        File.Copy(after.Certificate, FileOf("server.pem"), overwrite: true);
        Assert.That(port.Look(), Is.EqualTo((false, (string?)null)), "it may still be being written");
        var (taken, fault) = port.Look();
        Assert.That((taken, fault is null, Shown(port)), Is.EqualTo((false, false, before.Thumbprint)));
        File.Copy(after.Key, FileOf("server.key"), overwrite: true);
        Assert.That(new[] { port.Look(), port.Look() }, Is.EqualTo(new[] { (false, (string?)null), (true, null) }));

        Assert.That(Shown(port), Is.EqualTo(after.Thumbprint));
    }

    [Test]
    public void A_port_without_files_has_no_TLS_and_one_without_authorities_asks_clients_for_nothing()
    {
        var files = Write("server");
        var console = new PortTls("console", files.Certificate, files.Key, "");
        Assert.That((console.Options().ClientCertificateRequired, console.Options().CertificateChainPolicy), Is.EqualTo((false, (X509ChainPolicy?)null)));
        var plain = new PortTls("console", "", "", "");
        Assert.That((plain.IsOn, plain.Look()), Is.EqualTo((false, (false, (string?)null))));
    }

    string FileOf(string name) => Path.Combine(folder, name);

    static string Shown(PortTls port) => port.Options().ServerCertificateContext!.TargetCertificate.Thumbprint;

    (string Certificate, string Key, string Thumbprint) Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(TestPki.Start, TestPki.End);
        File.WriteAllText(FileOf($"{name}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(FileOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return (FileOf($"{name}.pem"), FileOf($"{name}.key"), certificate.Thumbprint);
    }
}
