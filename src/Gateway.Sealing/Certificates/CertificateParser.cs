using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>
/// Strict reader of SM2 certificates: version 3, named SM2 curve (explicit parameters are refused), uncompressed point on the curve.
/// Everything else is an <see cref="AsnContentException"/>.
/// </summary>
static class CertificateParser
{
    const int MaximumBytes = 64 * 1024;

    public static SmCertificate Parse(ReadOnlyMemory<byte> raw)
    {
        if (raw.Length > MaximumBytes)
            throw Der.Malformed("certificate too long");
        var outer = Der.Open(raw);
        var certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var tbs = certificate.ReadEncodedValue();
        var algorithm = Der.Algorithm(certificate);
        var signature = Der.Bits(certificate);
        certificate.ThrowIfNotEmpty();
        return ParseTbs(raw, tbs, algorithm, signature);
    }

    static SmCertificate ParseTbs(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> tbs, string algorithm, ReadOnlyMemory<byte> signature)
    {
        var reader = Der.Open(tbs).ReadSequence();
        var version = reader.ReadSequence(Der.Context0);
        if (Der.SmallInteger(version) != 2)
            throw Der.Malformed("certificate version");
        version.ThrowIfNotEmpty();
        var serial = reader.ReadIntegerBytes();
        if (Der.Algorithm(reader) != algorithm)
            throw Der.Malformed("certificate algorithms differ");
        var issuer = ReadRawName(reader);
        var validity = reader.ReadSequence();
        var notBefore = Der.Time(validity);
        var notAfter = Der.Time(validity);
        validity.ThrowIfNotEmpty();
        var subject = ReadRawName(reader);
        var key = ReadPublicKey(reader.ReadSequence());
        SkipUniqueId(reader, 1);
        SkipUniqueId(reader, 2);
        var extensions = CertificateExtensions.None;
        if (reader.HasData)
        {
            var wrapped = reader.ReadSequence(Der.Context3);
            extensions = CertificateExtensions.Read(wrapped.ReadSequence());
            wrapped.ThrowIfNotEmpty();
        }
        reader.ThrowIfNotEmpty();
        return new SmCertificate
        {
            Raw = raw,
            Tbs = tbs,
            Serial = serial,
            Issuer = issuer,
            Subject = subject,
            SubjectName = DistinguishedName.Display(subject),
            NotBefore = notBefore,
            NotAfter = notAfter,
            PublicKey = key,
            Extensions = extensions,
            IsSignedWithSm2 = algorithm == Oids.Sm2WithSm3,
            SignatureValue = signature,
        };
    }

    static ReadOnlyMemory<byte> ReadRawName(AsnReader reader)
    {
        if (!reader.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            throw Der.Malformed("name");
        return reader.ReadEncodedValue();
    }

    static Sm2PublicKey ReadPublicKey(AsnReader info)
    {
        var algorithm = info.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != Oids.EcPublicKey || algorithm.ReadObjectIdentifier() != Oids.Sm2Curve)
            throw Der.Malformed("public key algorithm");
        algorithm.ThrowIfNotEmpty();
        var point = Der.Bits(info);
        info.ThrowIfNotEmpty();
        return Sm2.ReadPublicKey(point.Span) ?? throw Der.Malformed("public key point");
    }

    static void SkipUniqueId(AsnReader reader, int number)
    {
        if (Der.NextIs(reader, new Asn1Tag(TagClass.ContextSpecific, number)))
            reader.ReadEncodedValue();
    }
}
