using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Ingress.HubSoap;

/// <summary>What the bank shows a hub over https, and whom it believes.</summary>
static class SoapTls
{
    public static X509Certificate2Collection Authorities(HubSoapSettings hub)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(hub.ServerCa);
        return authorities;
    }

    public static X509Certificate2 Client(HubSoapSettings hub) => X509Certificate2.CreateFromPemFile(hub.ClientCertificate, hub.ClientKey);

    /// <summary>Settings of a connection; names are checked as ever.</summary>
    public static SslClientAuthenticationOptions Of(HubSoapSettings hub)
    {
        var tls = new SslClientAuthenticationOptions();
        if (hub.ClientCertificate.Length > 0) tls.ClientCertificates = [Client(hub)];
        if (hub.ServerCa.Length > 0)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities(hub));
        }

        return tls;
    }
}
