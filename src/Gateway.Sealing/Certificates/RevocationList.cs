using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>A certificate revocation list (RFC 5280, clause 5) of one issuer for its own certificates.</summary>
sealed record RevocationList
{
    /// <summary>Revocation times by serial number in hexadecimal.</summary>
    readonly Dictionary<string, DateTimeOffset> entries = new(StringComparer.Ordinal);

    public required ReadOnlyMemory<byte> Tbs { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset? NextUpdate { get; init; }

    public required Sm2Signature? Signature { get; init; }

    public DateTimeOffset? RevokedAt(SmCertificate certificate) =>
        entries.TryGetValue(Convert.ToHexString(certificate.Serial.Span), out var time) ? time : null;

    /// <summary>A list that does not say when the next one is due is never known to be current.</summary>
    public bool IsCurrentAt(DateTimeOffset time) => time >= ThisUpdate && time <= NextUpdate;

    public bool IsIssuedBy(SmCertificate issuer) =>
        Signature is not null
        && issuer.Extensions.MayIssueRevocationLists
        && issuer.Subject.Span.SequenceEqual(Issuer.Span)
        && Sm2.Verify(issuer.PublicKey, Tbs.Span, Signature);

    /// <summary>Reads a list; an <see cref="AsnContentException"/> for anything malformed, partial (delta) or indirect.</summary>
    public static RevocationList Parse(ReadOnlyMemory<byte> raw)
    {
        var outer = Der.Open(raw);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var tbs = list.ReadEncodedValue();
        var algorithm = Der.Algorithm(list);
        var signature = Der.Bits(list);
        list.ThrowIfNotEmpty();

        var reader = Der.Open(tbs).ReadSequence();
        if (Der.NextIs(reader, Asn1Tag.Integer) && Der.SmallInteger(reader) != 1)
            throw Der.Malformed("revocation list version");
        if (Der.Algorithm(reader) != algorithm)
            throw Der.Malformed("revocation list algorithms differ");
        var result = new RevocationList
        {
            Tbs = tbs,
            Issuer = reader.ReadEncodedValue(),
            ThisUpdate = Der.Time(reader),
            NextUpdate = NextIsTime(reader) ? Der.Time(reader) : null,
            Signature = algorithm == Oids.Sm2WithSm3 ? Sm2.ReadSignature(signature) : null,
        };
        if (Der.NextIs(reader, Asn1Tag.Sequence))
            result.ReadEntries(reader.ReadSequence());
        if (reader.HasData)
        {
            var wrapped = reader.ReadSequence(Der.Context0);
            RequireNoCritical(wrapped.ReadSequence());
            wrapped.ThrowIfNotEmpty();
        }
        reader.ThrowIfNotEmpty();
        return result;
    }

    void ReadEntries(AsnReader revoked)
    {
        while (revoked.HasData)
        {
            var entry = revoked.ReadSequence();
            var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
            entries[serial] = Der.Time(entry);
            if (entry.HasData)
                RequireNoCritical(entry.ReadSequence());
            entry.ThrowIfNotEmpty();
        }
    }

    /// <summary>Critical extensions make a list a delta or an indirect one, or restrict it: none of them is understood here.</summary>
    static void RequireNoCritical(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var (oid, critical, _) = CertificateExtensions.ReadOne(extensions);
            if (critical)
                throw Der.Malformed($"critical extension {oid} in a revocation list");
        }
    }

    static bool NextIsTime(AsnReader reader) =>
        Der.NextIs(reader, Asn1Tag.UtcTime) || Der.NextIs(reader, Asn1Tag.GeneralizedTime);
}
