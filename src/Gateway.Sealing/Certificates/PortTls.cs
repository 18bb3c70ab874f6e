using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Sealing;

/// <summary>
/// TLS 1.2 or 1.3 of one of the service's own ports, out of PEM files: its certificate with what it sends along, its key and, of mutual TLS, who may issue its clients' certificates.
/// Files that change hold for connections made from then on. What cannot be used, as a certificate whose key is still the old one, changes nothing.
/// </summary>
public sealed class PortTls
{
    static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    readonly WatchedFolder<Material> watched;
    volatile Material now;

    /// <summary>Reads the files.</summary>
    /// <param name="name">Which port it is.</param>
    /// <param name="certificate">The server's certificate and those that it sends along; empty: the port has no TLS.</param>
    /// <param name="key">The certificate's key.</param>
    /// <param name="clientCa">Anchors and intermediates for clients' certificates; empty: clients need none.</param>
    public PortTls(string name, string certificate, string key, string clientCa)
    {
        Name = name;
        IsOn = certificate.Length > 0;
        string[] files = [certificate, key, clientCa];
        watched = new WatchedFolder<Material>([.. files.Where(file => file.Length > 0)], () => IsOn ? Load(certificate, key, clientCa) : new Material(null, null));
        now = watched.First;
    }

    /// <summary>Which port it is.</summary>
    public string Name { get; }

    /// <summary>Whether the port has TLS.</summary>
    public bool IsOn { get; }

    /// <summary>The files.</summary>
    public string Files => watched.Path;

    /// <summary>The server's certificate of a PEM file with its key.</summary>
    public static X509Certificate2 ServerCertificate(string certificate, string key) => X509Certificate2.CreateFromPemFile(certificate, key);

    /// <summary>Anchors and intermediates of a PEM file.</summary>
    /// <exception cref="InvalidDataException">No self-signed certificate among them.</exception>
    public static X509Certificate2Collection Authorities(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return all.Any(IsAnchor) ? all : throw new InvalidDataException("holds no self-signed certificate");
    }

    /// <summary>For one connection.</summary>
    public SslServerAuthenticationOptions Options()
    {
        var material = now;
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = material.Server,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = material.Authorities is not null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = material.Authorities is { } authorities ? ClientPolicy(authorities) : null,
        };
    }

    /// <summary>Looks at the files. What has changed is taken once two looks in a row have found the same.</summary>
    /// <returns>Whether changed files were taken, or why they were not.</returns>
    public (bool Taken, string? Fault) Look()
    {
        var (content, fault) = watched.Look();
        if (content is not null) now = content;
        return (content is not null, fault);
    }

    static Material Load(string certificate, string key, string clientCa)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        chain.RemoveAt(0);
        // Offline: what is sent along stands in the file, and nobody is asked for more.
        return new Material(SslStreamCertificateContext.Create(ServerCertificate(certificate, key), chain, offline: true), clientCa.Length == 0 ? null : Authorities(clientCa));
    }

    // Who a client is its certificate's fingerprint says (Rule 2); the chain keeps everybody else out of the handshake already.
    static X509ChainPolicy ClientPolicy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities.Where(IsAnchor).ToArray());
        policy.ExtraStore.AddRange(authorities.Where(certificate => !IsAnchor(certificate)).ToArray());
        policy.ApplicationPolicy.Add(ClientAuthentication);
        return policy;
    }

    static bool IsAnchor(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    sealed record Material(SslStreamCertificateContext? Server, X509Certificate2Collection? Authorities);
}
