using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Gateway.Sealing;

/// <summary>Strict reader of SES_Signature. Anything malformed is an <see cref="AsnContentException"/>.</summary>
/// <param name="parseCertificate">Reads a certificate, perhaps from a cache.</param>
/// <param name="parseSeal">Reads a seal of version 4 or 5, perhaps from a cache.</param>
sealed class SesParser(Func<ReadOnlyMemory<byte>, SmCertificate> parseCertificate, Func<ReadOnlyMemory<byte>, SesSeal> parseSeal)
{
    /// <summary>Version 1 states Beijing time without a zone.</summary>
    static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    /// <summary>Reads the members of the outermost SEQUENCE. Two of them: version 1; four or five: versions 4 and 5.</summary>
    public SesSignature Parse(AsnReader outer)
    {
        var tbsRaw = outer.ReadEncodedValue();
        if (Der.NextIs(outer, Asn1Tag.PrimitiveBitString))
            return ParseVersion1(tbsRaw, outer);
        var signer = Der.Octets(outer);
        var algorithm = outer.ReadObjectIdentifier();
        var signature = Der.Bits(outer);
        ReadOnlyMemory<byte>? timestamp = null;
        if (outer.HasData)
        {
            var wrapped = outer.ReadSequence(Der.Context0);
            timestamp = Der.Bits(wrapped);
            wrapped.ThrowIfNotEmpty();
        }
        outer.ThrowIfNotEmpty();

        var tbs = Der.Open(tbsRaw).ReadSequence();
        var result = new SesSignature
        {
            IsVersion1Layout = false,
            TbsRaw = tbsRaw,
            Version = Der.SmallInteger(tbs),
            Seal = parseSeal(tbs.ReadEncodedValue()),
            SigningTime = tbs.ReadGeneralizedTime(),
            DataHash = Der.Bits(tbs),
            PropertyInfo = Der.Ia5(tbs),
            HasUnknownCritical = ReadExtensions(tbs),
            Signer = parseCertificate(signer),
            AlgorithmOid = algorithm,
            SignatureValue = signature,
            Timestamp = timestamp,
        };
        tbs.ThrowIfNotEmpty();
        return result;
    }

    SesSignature ParseVersion1(ReadOnlyMemory<byte> tbsRaw, AsnReader outer)
    {
        var signature = Der.Bits(outer);
        outer.ThrowIfNotEmpty();
        var tbs = Der.Open(tbsRaw).ReadSequence();
        var result = new SesSignature
        {
            IsVersion1Layout = true,
            TbsRaw = tbsRaw,
            Version = Der.SmallInteger(tbs),
            Seal = SesSealParser.ParseVersion1(tbs.ReadEncodedValue().ToArray(), parseCertificate),
            SigningTime = ReadTimeVersion1(Der.Bits(tbs)),
            DataHash = Der.Bits(tbs),
            PropertyInfo = Der.Ia5(tbs),
            Signer = parseCertificate(Der.Octets(tbs)),
            AlgorithmOid = tbs.ReadObjectIdentifier(),
            HasUnknownCritical = false,
            SignatureValue = signature,
            Timestamp = null,
        };
        tbs.ThrowIfNotEmpty();
        return result;
    }

    static bool ReadExtensions(AsnReader tbs)
    {
        if (!tbs.HasData)
            return false;
        var wrapped = tbs.ReadSequence(Der.Context0);
        var critical = SesSealParser.ReadExtensions(wrapped.ReadSequence());
        wrapped.ThrowIfNotEmpty();
        return critical;
    }

    /// <summary>timeInfo of version 1 is free octets: a DER time, or text in one of the two forms seen.</summary>
    static DateTimeOffset ReadTimeVersion1(ReadOnlyMemory<byte> octets)
    {
        if (octets.Length > 1 && octets.Span[0] is 0x17 or 0x18)
            return Der.Time(Der.Open(octets));
        var text = Encoding.ASCII.GetString(octets.Span);
        if (DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, BeijingOffset);
        if (DateTime.TryParseExact(text, "yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var utc))
            return new DateTimeOffset(utc, TimeSpan.Zero);
        throw Der.Malformed("signing time");
    }
}
