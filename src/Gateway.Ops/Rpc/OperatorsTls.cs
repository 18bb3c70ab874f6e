using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Gateway.Ops.Rpc;

/// <summary>Mutual TLS of the operators' port.</summary>
internal static class OperatorsTls
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>What the port needs, read once.</summary>
    /// <exception cref="InvalidDataException">No self-signed certificate among the authorities.</exception>
    public static void Configure(HttpsConnectionAdapterOptions https, OperatorsOptions options)
    {
        var authorities = Authorities(options);
        https.ServerCertificate = ServerCertificate(options);
        https.ServerCertificateChain = Chain(options);
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.OnAuthenticate = (_, tls) => tls.CertificateChainPolicy = Policy(authorities);
    }

    public static X509Certificate2 ServerCertificate(OperatorsOptions options) => X509Certificate2.CreateFromPemFile(options.ServerCertificate, options.ServerKey);

    public static X509Certificate2Collection Authorities(OperatorsOptions options)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(options.ClientCa);
        return all.Any(IsAnchor) ? all : throw new InvalidDataException("holds no self-signed certificate");
    }

    private static X509Certificate2Collection Chain(OperatorsOptions options)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.ServerCertificate);
        chain.RemoveAt(0);
        return chain;
    }

    // The person is known by the certificate's fingerprint; the chain keeps everybody else out of the handshake already.
    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities.Where(IsAnchor).ToArray());
        policy.ExtraStore.AddRange(authorities.Where(c => !IsAnchor(c)).ToArray());
        policy.ApplicationPolicy.Add(ClientAuthentication);
        return policy;
    }

    private static bool IsAnchor(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
