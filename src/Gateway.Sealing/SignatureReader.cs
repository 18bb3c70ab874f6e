using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Reads the octets of a signature, whichever standard they follow, with caches of certificates and verified seals.</summary>
/// <param name="certificates">Certificates already parsed.</param>
/// <param name="verifiedSeals">Seals already verified: reading them anew is not needed.</param>
sealed class SignatureReader(BoundedCache<SmCertificate> certificates, BoundedCache<SesSeal> verifiedSeals)
{
    /// <summary>Reads a signature.</summary>
    /// <param name="octets">The signature.</param>
    /// <param name="now">The verifier's clock, for the caches.</param>
    /// <param name="signature">The signature, or default.</param>
    /// <returns><see cref="SealReason.Ok"/>, or why it is not one.</returns>
    public SealReason Read(ReadOnlyMemory<byte> octets, DateTimeOffset now, out ReadSignature signature)
    {
        signature = default;
        try
        {
            var reader = Der.Open(octets);
            var members = reader.ReadSequence();
            var isGm = Der.NextIs(members, Asn1Tag.ObjectIdentifier);
            signature = isGm ? default : new ReadSignature(ReadSes(members, now), null);
            var contentType = isGm ? members.ReadObjectIdentifier() : "";
            var content = isGm ? ReadContent(members) : default;
            if (reader.HasData)
                return SealReason.TrailingData;
            if (!isGm)
                return SealReason.Ok;
            if (contentType != Oids.GmSignedData)
                return SealReason.ContentTypeOid;
            signature = new ReadSignature(null, GmSignedDataParser.Parse(content, raw => ParseCertificate(raw, now)));
            return SealReason.Ok;
        }
        catch (AsnContentException)
        {
            return SealReason.DerMalformed;
        }
    }

    static ReadOnlyMemory<byte> ReadContent(AsnReader contentInfo)
    {
        var wrapped = contentInfo.ReadSequence(Der.Context0);
        contentInfo.ThrowIfNotEmpty();
        var content = wrapped.ReadEncodedValue();
        wrapped.ThrowIfNotEmpty();
        return content;
    }

    SesSignature ReadSes(AsnReader members, DateTimeOffset now) =>
        new SesParser(raw => ParseCertificate(raw, now), raw => ParseSeal(raw, now)).Parse(members);

    SesSeal ParseSeal(ReadOnlyMemory<byte> raw, DateTimeOffset now) =>
        verifiedSeals.TryGet(ContentKey.Of(raw.Span), now, out var known)
            ? known
            : SesSealParser.Parse(raw.ToArray(), maker => ParseCertificate(maker, now));

    SmCertificate ParseCertificate(ReadOnlyMemory<byte> raw, DateTimeOffset now)
    {
        var key = ContentKey.Of(raw.Span);
        if (certificates.TryGet(key, now, out var known))
            return known;
        // A copy, so that the cache does not keep the whole signature alive.
        var parsed = CertificateParser.Parse(raw.ToArray());
        certificates.Add(key, now, parsed);
        return parsed;
    }
}
