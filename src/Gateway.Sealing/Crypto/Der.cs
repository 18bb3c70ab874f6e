using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>
/// Reading of strict DER. Everything malformed is an <see cref="AsnContentException"/>. Values are slices of the input, nothing is copied
/// or re-encoded, and nothing recurses over the input: structures are read by their fixed shape.
/// </summary>
static class Der
{
    public static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    public static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    public static readonly Asn1Tag Context3 = new(TagClass.ContextSpecific, 3, isConstructed: true);

    public static AsnReader Open(ReadOnlyMemory<byte> encoded) => new(encoded, AsnEncodingRules.DER);

    public static AsnContentException Malformed(string what) => new(what);

    public static ReadOnlyMemory<byte> Octets(AsnReader reader, Asn1Tag? tag = null) =>
        reader.TryReadPrimitiveOctetString(out var octets, tag) ? octets : throw Malformed("constructed OCTET STRING");

    /// <summary>A BIT STRING of whole octets.</summary>
    public static ReadOnlyMemory<byte> Bits(AsnReader reader)
    {
        if (!reader.TryReadPrimitiveBitString(out var unused, out var bits) || unused != 0)
            throw Malformed("BIT STRING with unused bits");
        return bits;
    }

    /// <summary>A small INTEGER; −1 for one that is out of range, which no caller expects.</summary>
    public static int SmallInteger(AsnReader reader) => reader.TryReadInt32(out var value) ? value : -1;

    public static string Ia5(AsnReader reader) => reader.ReadCharacterString(UniversalTagNumber.IA5String);

    /// <summary>UTCTime or GeneralizedTime.</summary>
    public static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    /// <summary>An AlgorithmIdentifier whose parameters are absent or NULL: both are in use.</summary>
    public static string Algorithm(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var oid = sequence.ReadObjectIdentifier();
        if (sequence.HasData)
            sequence.ReadNull();
        sequence.ThrowIfNotEmpty();
        return oid;
    }

    public static bool NextIs(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
