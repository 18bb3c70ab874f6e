using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Strict reader of GB/T 35275 SignedData. Anything malformed is an <see cref="AsnContentException"/>.</summary>
static class GmSignedDataParser
{
    const int MaximumCertificates = 16;
    const int MaximumSigners = 8;

    static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1);
    const byte SetTag = 0x31;

    /// <summary>Reads what stands inside the [0] of the outer ContentInfo.</summary>
    public static GmSignedData Parse(ReadOnlyMemory<byte> encoded, Func<ReadOnlyMemory<byte>, SmCertificate> parseCertificate)
    {
        var outer = Der.Open(encoded);
        var signedData = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (Der.SmallInteger(signedData) < 1)
            throw Der.Malformed("SignedData version");
        var digestAlgorithms = signedData.ReadSetOf(skipSortOrderValidation: true);
        while (digestAlgorithms.HasData)
            Der.Algorithm(digestAlgorithms);
        var (contentType, content) = ReadContent(signedData.ReadSequence());
        var certificates = ReadCertificates(signedData, parseCertificate);
        if (Der.NextIs(signedData, Context1))
            signedData.ReadEncodedValue();
        var signers = ReadSigners(signedData.ReadSetOf(skipSortOrderValidation: true));
        signedData.ThrowIfNotEmpty();
        return new GmSignedData(contentType, content, certificates, signers);
    }

    static (string Type, ReadOnlyMemory<byte>? Content) ReadContent(AsnReader contentInfo)
    {
        var type = contentInfo.ReadObjectIdentifier();
        if (!contentInfo.HasData)
            return (type, null);
        var wrapped = contentInfo.ReadSequence(Der.Context0);
        contentInfo.ThrowIfNotEmpty();
        var content = Der.Octets(wrapped);
        wrapped.ThrowIfNotEmpty();
        return (type, content);
    }

    static List<SmCertificate> ReadCertificates(AsnReader signedData, Func<ReadOnlyMemory<byte>, SmCertificate> parseCertificate)
    {
        var certificates = new List<SmCertificate>();
        if (!Der.NextIs(signedData, Context0))
            return certificates;
        var set = signedData.ReadSetOf(skipSortOrderValidation: true, Context0);
        while (set.HasData)
        {
            if (certificates.Count == MaximumCertificates)
                throw Der.Malformed("too many certificates");
            certificates.Add(parseCertificate(set.ReadEncodedValue()));
        }
        return certificates;
    }

    static List<GmSignerInfo> ReadSigners(AsnReader set)
    {
        var signers = new List<GmSignerInfo>();
        while (set.HasData)
        {
            if (signers.Count == MaximumSigners)
                throw Der.Malformed("too many signers");
            signers.Add(ReadSigner(set.ReadSequence()));
        }
        return signers;
    }

    static GmSignerInfo ReadSigner(AsnReader reader)
    {
        if (Der.SmallInteger(reader) != 1)
            throw Der.Malformed("SignerInfo version");
        var certificateId = reader.ReadSequence();
        var issuer = certificateId.ReadEncodedValue();
        var serial = certificateId.ReadIntegerBytes();
        certificateId.ThrowIfNotEmpty();
        var digestAlgorithm = Der.Algorithm(reader);
        var attributes = Der.NextIs(reader, Context0) ? ReadAttributes(reader) : null;
        var signatureAlgorithm = Der.Algorithm(reader);
        var signature = Der.Octets(reader);
        if (Der.NextIs(reader, Context1))
            reader.ReadEncodedValue();
        reader.ThrowIfNotEmpty();
        return new GmSignerInfo(issuer, serial, digestAlgorithm, signatureAlgorithm, attributes, signature);
    }

    static GmSignedAttributes ReadAttributes(AsnReader reader)
    {
        var encoded = reader.PeekEncodedValue().ToArray();
        encoded[0] = SetTag;
        var set = reader.ReadSetOf(Context0);
        string? contentType = null;
        ReadOnlyMemory<byte>? messageDigest = null;
        DateTimeOffset? signingTime = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            if (!seen.Add(oid))
                throw Der.Malformed("an attribute occurs twice");
            switch (oid)
            {
                case Oids.ContentType:
                    contentType = values.ReadObjectIdentifier();
                    values.ThrowIfNotEmpty();
                    break;
                case Oids.MessageDigest:
                    messageDigest = Der.Octets(values);
                    values.ThrowIfNotEmpty();
                    break;
                case Oids.SigningTime:
                    signingTime = Der.Time(values);
                    values.ThrowIfNotEmpty();
                    break;
            }
        }
        return new GmSignedAttributes(encoded, contentType, messageDigest, signingTime);
    }
}
