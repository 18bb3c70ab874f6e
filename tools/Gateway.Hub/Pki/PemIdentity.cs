using System.Security.Cryptography.X509Certificates;

namespace Gateway.Hub.Pki;

/// <summary>A TLS certificate with its private key, both PEM.</summary>
internal sealed record PemIdentity(string CertificatePem, string KeyPem)
{
    /// <summary>Lower-case hexadecimal SHA-256 of the certificate's DER: how a channel names its client certificates.</summary>
    public string Fingerprint
    {
        get
        {
            using var certificate = X509Certificate2.CreateFromPem(CertificatePem);
            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(certificate.RawData));
        }
    }

    /// <summary>Reads <c>name.pem</c> and <c>name.key</c>.</summary>
    public static PemIdentity Load(string folder, string name) =>
        new(File.ReadAllText(Path.Combine(folder, name + ".pem")), File.ReadAllText(Path.Combine(folder, name + ".key")));

    /// <summary>Writes <c>name.pem</c> and <c>name.key</c>, the key readable by the owner only.</summary>
    public void Save(string folder, string name)
    {
        File.WriteAllText(Path.Combine(folder, name + ".pem"), CertificatePem + "\n");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(Path.Combine(folder, name + ".key"), options);
        file.WriteLine(KeyPem);
    }

    /// <summary>As a TLS client uses it.</summary>
    public X509Certificate2 ToCertificate()
    {
        using var fromPem = X509Certificate2.CreateFromPem(CertificatePem, KeyPem);
        // Windows' TLS refuses keys that live in memory alone; a round trip through PKCS#12 is right everywhere.
        return X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
    }
}
