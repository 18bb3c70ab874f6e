using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Ingress.Tests.Support;

/// <summary>TLS certificates, made once for all tests: an authority, the server, clients, and one client of another authority.</summary>
static class TlsPki
{
    // TLS goes by the machine's clock, whatever that is.
    static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset To = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");
    static readonly X509Certificate2 Authority = MakeAuthority("CN=Test CA");

    public static X509Certificate2 Server { get; } = Issue(Authority, "CN=localhost", ServerUse);
    public static X509Certificate2 ZongDuiZong { get; } = Issue(Authority, "CN=zdz", ClientUse);
    public static X509Certificate2 DianDuiDian { get; } = Issue(Authority, "CN=ddd", ClientUse);
    public static X509Certificate2 Front { get; } = Issue(Authority, "CN=front", ClientUse);
    /// <summary>Of the right authority, but no channel's.</summary>
    public static X509Certificate2 Stranger { get; } = Issue(Authority, "CN=stranger", ClientUse);
    /// <summary>Of the right authority, but for servers.</summary>
    public static X509Certificate2 WrongUse { get; } = Issue(Authority, "CN=wrong use", ServerUse);
    public static X509Certificate2 Outsider { get; } = Issue(MakeAuthority("CN=Other CA"), "CN=zdz", ClientUse);

    public static string Fingerprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public static bool IsServer(X509Certificate? certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        return certificate is X509Certificate2 server && chain.Build(server);
    }

    /// <summary>Writes ca.pem, and certificate and key (.pem, .key) of server, client, stranger and front.</summary>
    public static void WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "ca.pem"), Authority.ExportCertificatePem());
        WritePair("server", Server);
        WritePair("client", ZongDuiZong);
        WritePair("stranger", Stranger);
        WritePair("front", Front);

        void WritePair(string name, X509Certificate2 certificate)
        {
            File.WriteAllText(Path.Combine(folder, name + ".pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder, name + ".key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        }
    }

    static X509Certificate2 MakeAuthority(string name)
    {
        var request = new CertificateRequest(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(From, To);
    }

    static X509Certificate2 Issue(X509Certificate2 authority, string name, Oid use)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([use], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, From, To, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}
