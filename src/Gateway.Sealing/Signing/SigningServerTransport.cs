using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Sealing;

/// <summary>Connections to a signing server: over TLS with the client's certificate and the server's private authority, where these are set.</summary>
static class SigningServerTransport
{
    /// <exception cref="InvalidDataException">A file is missing or malformed, or the password is not the key's; says nothing of what secret files hold.</exception>
    public static HttpMessageInvoker Create(SigningServerSettings settings)
    {
        // Connections are renewed, so that a server may move.
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseProxy = false, AllowAutoRedirect = false };
        if (settings.CertificateAuthority is { } authorities)
            handler.SslOptions.CertificateChainPolicy = Only(authorities);
        if (settings.ClientCertificate is not null)
            handler.SslOptions.ClientCertificateContext = ReadClient(settings);
        return new HttpMessageInvoker(handler);
    }

    /// <summary>The server's name is still compared with its certificate.</summary>
    static X509ChainPolicy Only(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        foreach (var authority in ReadCertificates(file))
        {
            var isRoot = authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData);
            (isRoot ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        }
        return policy.CustomTrustStore.Count > 0 ? policy : throw new InvalidDataException($"{Path.GetFileName(file)} holds no self-signed certificate.");
    }

    static SslStreamCertificateContext ReadClient(SigningServerSettings settings)
    {
        var chain = ReadCertificates(settings.ClientCertificate!);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(ReadPair(settings), chain, offline: true);
    }

    static X509Certificate2 ReadPair(SigningServerSettings settings)
    {
        try
        {
            return settings.ClientKeyPasswordFile is { } password
                ? X509Certificate2.CreateFromEncryptedPemFile(settings.ClientCertificate!, SigningServerSettings.ReadSecret(password), settings.ClientKey)
                : X509Certificate2.CreateFromPemFile(settings.ClientCertificate!, settings.ClientKey);
        }
        catch (CryptographicException)
        {
            // The cause might quote the file.
            throw new InvalidDataException($"{Path.GetFileName(settings.ClientKey)} is no PKCS#8 PEM file with the key of {Path.GetFileName(settings.ClientCertificate)}, or its password is another.");
        }
    }

    static X509Certificate2Collection ReadCertificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (CryptographicException cause)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} is malformed: {cause.Message}", cause);
        }
        return certificates.Count > 0 ? certificates : throw new InvalidDataException($"{Path.GetFileName(file)} holds no PEM certificate.");
    }
}
