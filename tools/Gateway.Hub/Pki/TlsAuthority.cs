using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Hub.Pki;

/// <summary>An ordinary ECDSA certification authority for the mutual TLS between hub and gateway. For development.</summary>
internal sealed class TlsAuthority : IDisposable
{
    const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    readonly X509Certificate2 authority;
    readonly Validity validity;

    /// <summary>Makes the authority's own key and certificate.</summary>
    public TlsAuthority(Validity validity)
    {
        this.validity = validity;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=开发用TLS根证书,O=Gateway development", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        authority = request.CreateSelfSigned(validity.From, validity.To);
    }

    /// <summary>The authority's certificate, PEM.</summary>
    public string CertificatePem => authority.ExportCertificatePem();

    /// <summary>A server's certificate for this machine: 127.0.0.1, ::1 and localhost.</summary>
    public PemIdentity IssueServer()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return Issue("CN=localhost", ServerAuthentication, names.Build());
    }

    /// <summary>A channel's client certificate.</summary>
    public PemIdentity IssueClient(string commonName) => Issue($"CN={commonName}", ClientAuthentication, null);

    /// <inheritdoc/>
    public void Dispose() => authority.Dispose();

    PemIdentity Issue(string subject, string usage, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names is not null) request.CertificateExtensions.Add(names);
        using var certificate = request.Create(authority, validity.From, validity.To, RandomNumberGenerator.GetBytes(16));
        return new PemIdentity(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
