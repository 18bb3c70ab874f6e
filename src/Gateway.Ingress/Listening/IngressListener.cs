using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Listening;

/// <summary>Opens the courts' port: TLS 1.2 or 1.3 with a client certificate that chains to the configured authorities, HTTP/2 alone.</summary>
sealed class IngressListener(IOptions<IngressOptions> settings) : IConfigureOptions<KestrelServerOptions>
{
    static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    public void Configure(KestrelServerOptions kestrel)
    {
        var options = settings.Value;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.Connections;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.CallsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(options.KeepAliveSeconds);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(options.KeepAliveSeconds);
        kestrel.Listen(IPEndPoint.Parse(options.Listen), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(Mark);
            listen.UseHttps(https => ConfigureTls(https, options));
        });
    }

    static void ConfigureTls(HttpsConnectionAdapterOptions https, IngressOptions options)
    {
        var authorities = TlsFiles.LoadClientAuthorities(options);
        https.ServerCertificate = TlsFiles.LoadServerCertificate(options);
        https.ServerCertificateChain = TlsFiles.LoadServerChain(options);
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.OnAuthenticate = (_, tls) => tls.CertificateChainPolicy = ClientPolicy(authorities);
    }

    // The channel is known by its certificate's fingerprint (Rule 2); the chain keeps everybody else out of the handshake already.
    static X509ChainPolicy ClientPolicy(ClientAuthorities authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities.Anchors);
        policy.ExtraStore.AddRange(authorities.Intermediates);
        policy.ApplicationPolicy.Add(ClientAuthentication);
        return policy;
    }

    // What came in through this port is known as such, whatever else the process listens on.
    static ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(CourtConnection.Instance);
        return next(connection);
    };
}
