using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>What it takes to seal: private key, certificate, e-seal.</summary>
public sealed class SealKey
{
    const string SignerName = "signer";
    const string SealFile = "seal.esl";

    /// <summary>Joins the parts.</summary>
    /// <param name="privateKey">The signer's key.</param>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="seal">The SESeal (version 4), DER; must list the certificate.</param>
    /// <exception cref="InvalidDataException">The parts do not belong together.</exception>
    public SealKey(SmPrivateKey privateKey, byte[] certificate, byte[] seal)
    {
        PrivateKey = privateKey;
        Certificate = certificate;
        Seal = seal;
        ParsedCertificate = SmCredential.RequireMatch(certificate, privateKey);
        try
        {
            if (!SesSealParser.Parse(seal, CertificateParser.Parse).Property.Lists(ParsedCertificate))
                throw new InvalidDataException($"The seal does not list the certificate of {ParsedCertificate.SubjectName}.");
        }
        catch (AsnContentException cause)
        {
            throw new InvalidDataException("The seal is malformed.", cause);
        }
    }

    /// <summary>The signer's certificate, DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>The SESeal, DER.</summary>
    public byte[] Seal { get; }

    internal SmPrivateKey PrivateKey { get; }

    internal SmCertificate ParsedCertificate { get; }

    /// <summary>Reads <c>signer.key</c> (PKCS#8 PEM), <c>signer.cer</c> and <c>seal.esl</c> of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, or the parts do not belong together.</exception>
    public static SealKey Load(string folder)
    {
        var signer = SmCredential.Load(folder, SignerName);
        return new SealKey(signer.Key, signer.Certificate, File.ReadAllBytes(Path.Combine(folder, SealFile)));
    }

    /// <summary>Writes the files that <see cref="Load"/> reads.</summary>
    public void Save(string folder)
    {
        new SmCredential(Certificate, PrivateKey).Save(folder, SignerName);
        File.WriteAllBytes(Path.Combine(folder, SealFile), Seal);
    }
}
