using System.Security.Cryptography.X509Certificates;

namespace Gateway.Ingress.Listening;

/// <summary>The PEM files of mutual TLS.</summary>
static class TlsFiles
{
    /// <summary>The server's certificate with its key.</summary>
    public static X509Certificate2 LoadServerCertificate(IngressOptions options) =>
        X509Certificate2.CreateFromPemFile(options.ServerCertificate, options.ServerKey);

    /// <summary>What the server sends along with its certificate.</summary>
    public static X509Certificate2Collection LoadServerChain(IngressOptions options)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.ServerCertificate);
        chain.RemoveAt(0);
        return chain;
    }

    /// <summary>Anchors and intermediates for clients' certificates.</summary>
    /// <exception cref="InvalidDataException">No self-signed certificate among them.</exception>
    public static ClientAuthorities LoadClientAuthorities(IngressOptions options)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(options.ClientCa);
        var anchors = all.Where(c => c.SubjectName.RawData.AsSpan().SequenceEqual(c.IssuerName.RawData)).ToArray();
        if (anchors.Length == 0) throw new InvalidDataException("holds no self-signed certificate");
        return new ClientAuthorities([.. anchors], [.. all.Except(anchors)]);
    }
}

/// <summary>Who may issue clients' certificates.</summary>
sealed record ClientAuthorities(X509Certificate2Collection Anchors, X509Certificate2Collection Intermediates);
