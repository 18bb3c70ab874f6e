using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>A certificate with its private key.</summary>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="Key">Its private key.</param>
public sealed record SmCredential(byte[] Certificate, SmPrivateKey Key)
{
    /// <summary>Reads <c>name.cer</c> and <c>name.key</c> of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, or key and certificate do not belong together.</exception>
    public static SmCredential Load(string folder, string name)
    {
        var certificate = PemFile.Read(Path.Combine(folder, name + ".cer"), PemFile.CertificateLabel)[0];
        var key = SmPrivateKey.FromPem(File.ReadAllText(Path.Combine(folder, name + ".key")));
        RequireMatch(certificate, key);
        return new SmCredential(certificate, key);
    }

    /// <summary>Writes <c>name.cer</c> (DER) and <c>name.key</c> (PKCS#8 PEM, readable by the owner only).</summary>
    public void Save(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name + ".cer"), Certificate);
        Key.Save(Path.Combine(folder, name + ".key"));
    }

    /// <summary>Throws unless the key is the certificate's.</summary>
    internal static SmCertificate RequireMatch(byte[] certificate, SmPrivateKey key)
    {
        try
        {
            var parsed = CertificateParser.Parse(certificate);
            return parsed.PublicKey.Encoded.AsSpan().SequenceEqual(key.PublicKey.Encoded)
                ? parsed
                : throw new InvalidDataException($"The private key is not that of the certificate of {parsed.SubjectName}.");
        }
        catch (AsnContentException cause)
        {
            throw new InvalidDataException("The certificate is malformed.", cause);
        }
    }
}
