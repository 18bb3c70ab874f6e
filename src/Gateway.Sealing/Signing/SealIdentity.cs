using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>The public half of what it takes to seal: certificate and e-seal.</summary>
public sealed class SealIdentity
{
    readonly SesProperty property;

    /// <summary>Joins the parts.</summary>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="seal">The SESeal (version 4), DER; must list the certificate.</param>
    /// <exception cref="InvalidDataException">A part is malformed, or they do not belong together.</exception>
    public SealIdentity(byte[] certificate, byte[] seal)
    {
        Certificate = certificate;
        Seal = seal;
        ParsedCertificate = Read(() => CertificateParser.Parse(certificate), "The certificate is malformed.");
        property = Read(() => SesSealParser.Parse(seal, CertificateParser.Parse).Property, "The seal is malformed.");
        if (!property.Lists(ParsedCertificate))
            throw new InvalidDataException($"The seal does not list the certificate of {ParsedCertificate.SubjectName}.");
    }

    /// <summary>The signer's certificate, DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>The SESeal, DER.</summary>
    public byte[] Seal { get; }

    /// <summary>SM3 of the certificate, lower-case hexadecimal.</summary>
    public string CertificateFingerprint => ParsedCertificate.Fingerprint;

    /// <summary>First moment at which seal and certificate may be used.</summary>
    public DateTimeOffset From => ParsedCertificate.NotBefore > property.Start ? ParsedCertificate.NotBefore : property.Start;

    /// <summary>Last moment.</summary>
    public DateTimeOffset Until => ParsedCertificate.NotAfter < property.End ? ParsedCertificate.NotAfter : property.End;

    internal SmCertificate ParsedCertificate { get; }

    static T Read<T>(Func<T> parse, string fault)
    {
        try
        {
            return parse();
        }
        catch (AsnContentException cause)
        {
            throw new InvalidDataException(fault, cause);
        }
    }
}
