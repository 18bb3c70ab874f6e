using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Strict reader of SESeal. Anything malformed is an <see cref="AsnContentException"/>.</summary>
static class SesSealParser
{
    const int FirstTimestampedVersion = 5;

    /// <summary>Versions 4 and 5: { SES_SealInfo, maker certificate, algorithm, signature, [0] timestamp (version 5) }.</summary>
    public static SesSeal Parse(ReadOnlyMemory<byte> raw, Func<ReadOnlyMemory<byte>, SmCertificate> parseCertificate)
    {
        var seal = Open(raw);
        var info = seal.ReadEncodedValue();
        var maker = Der.Octets(seal);
        var algorithm = seal.ReadObjectIdentifier();
        var signature = Der.Bits(seal);
        var isTimestamped = seal.HasData;
        if (isTimestamped)
        {
            var wrapped = seal.ReadSequence(Der.Context0);
            Der.Bits(wrapped);
            wrapped.ThrowIfNotEmpty();
        }
        seal.ThrowIfNotEmpty();
        var parsed = ParseInfo(raw, info, ReadProperty, parseCertificate(maker), algorithm, signature);
        return isTimestamped && parsed.HeaderVersion < FirstTimestampedVersion ? throw Der.Malformed("timestamp in a seal of a version that has none") : parsed;
    }

    /// <summary>Version 1: { SES_SealInfo, { maker certificate, algorithm, signature } }.</summary>
    public static SesSeal ParseVersion1(ReadOnlyMemory<byte> raw, Func<ReadOnlyMemory<byte>, SmCertificate> parseCertificate)
    {
        var seal = Open(raw);
        var info = seal.ReadEncodedValue();
        var signInfo = seal.ReadSequence();
        seal.ThrowIfNotEmpty();
        var maker = Der.Octets(signInfo);
        var algorithm = signInfo.ReadObjectIdentifier();
        var signature = Der.Bits(signInfo);
        signInfo.ThrowIfNotEmpty();
        return ParseInfo(raw, info, ReadPropertyVersion1, parseCertificate(maker), algorithm, signature);
    }

    /// <summary>SEQUENCE OF ExtData; true if one of them is critical: none is understood.</summary>
    public static bool ReadExtensions(AsnReader extensions)
    {
        var critical = false;
        while (extensions.HasData)
            critical |= CertificateExtensions.ReadOne(extensions).Critical;
        return critical;
    }

    static AsnReader Open(ReadOnlyMemory<byte> raw)
    {
        var outer = Der.Open(raw);
        var seal = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return seal;
    }

    static SesSeal ParseInfo(
        ReadOnlyMemory<byte> raw,
        ReadOnlyMemory<byte> infoRaw,
        Func<AsnReader, SesProperty> readProperty,
        SmCertificate maker,
        string algorithm,
        ReadOnlyMemory<byte> signature)
    {
        var info = Der.Open(infoRaw).ReadSequence();
        var header = info.ReadSequence();
        var headerId = Der.Ia5(header);
        var headerVersion = Der.SmallInteger(header);
        Der.Ia5(header);
        header.ThrowIfNotEmpty();
        var esId = Der.Ia5(info);
        var property = readProperty(info.ReadSequence());
        SkipPicture(info.ReadSequence());
        var critical = info.HasData && ReadExtensions(OpenExtensions(info));
        info.ThrowIfNotEmpty();
        return new SesSeal
        {
            Raw = raw,
            InfoRaw = infoRaw,
            HeaderId = headerId,
            HeaderVersion = headerVersion,
            EsId = esId,
            Property = property,
            HasUnknownCritical = critical,
            Maker = maker,
            AlgorithmOid = algorithm,
            SignatureValue = signature,
        };
    }

    /// <summary>Real seals carry the extensions plain or as [0] EXPLICIT.</summary>
    static AsnReader OpenExtensions(AsnReader info)
    {
        if (!Der.NextIs(info, Der.Context0))
            return info.ReadSequence();
        var wrapped = info.ReadSequence(Der.Context0);
        var extensions = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();
        return extensions;
    }

    static SesProperty ReadProperty(AsnReader reader)
    {
        reader.ReadIntegerBytes();
        var name = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
        var listType = Der.SmallInteger(reader);
        var list = reader.ReadSequence();
        var certificates = new List<ReadOnlyMemory<byte>>();
        var digests = new List<(string, ReadOnlyMemory<byte>)>();
        while (list.HasData && listType is SesProperty.ListOfCertificates or SesProperty.ListOfDigests)
        {
            if (listType == SesProperty.ListOfCertificates)
                certificates.Add(Der.Octets(list));
            else
                digests.Add(ReadDigest(list.ReadSequence()));
        }
        var property = new SesProperty(
            name, listType, certificates, digests, reader.ReadGeneralizedTime(), reader.ReadGeneralizedTime(), reader.ReadGeneralizedTime());
        reader.ThrowIfNotEmpty();
        return property;
    }

    static SesProperty ReadPropertyVersion1(AsnReader reader)
    {
        reader.ReadIntegerBytes();
        var name = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
        var list = reader.ReadSequence();
        var certificates = new List<ReadOnlyMemory<byte>>();
        while (list.HasData)
            certificates.Add(Der.Octets(list));
        var property = new SesProperty(
            name, SesProperty.ListOfCertificates, certificates, [], Der.Time(reader), Der.Time(reader), Der.Time(reader));
        reader.ThrowIfNotEmpty();
        return property;
    }

    static (string Algorithm, ReadOnlyMemory<byte> Digest) ReadDigest(AsnReader reader)
    {
        var entry = (reader.ReadCharacterString(UniversalTagNumber.PrintableString), Der.Octets(reader));
        reader.ThrowIfNotEmpty();
        return entry;
    }

    /// <summary>The picture is shown by readers, not here; only its form is checked.</summary>
    static void SkipPicture(AsnReader reader)
    {
        Der.Ia5(reader);
        Der.Octets(reader);
        reader.ReadIntegerBytes();
        reader.ReadIntegerBytes();
        reader.ThrowIfNotEmpty();
    }
}
