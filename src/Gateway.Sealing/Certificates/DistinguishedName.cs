using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Names of certificates.</summary>
static class DistinguishedName
{
    /// <summary>The last common name of a Name; else its last attribute value; empty for an empty name.</summary>
    public static string Display(ReadOnlyMemory<byte> name)
    {
        var last = "";
        string? commonName = null;
        var parts = Der.Open(name).ReadSequence();
        while (parts.HasData)
        {
            var attributes = parts.ReadSetOf();
            while (attributes.HasData)
            {
                var attribute = attributes.ReadSequence();
                var oid = attribute.ReadObjectIdentifier();
                last = ReadText(attribute);
                attribute.ThrowIfNotEmpty();
                if (oid == Oids.CommonName)
                    commonName = last;
            }
        }
        return commonName ?? last;
    }

    public static void Write(AsnWriter writer, string commonName, string organization)
    {
        using (writer.PushSequence())
        {
            WriteAttribute(writer, Oids.Country, "CN", UniversalTagNumber.PrintableString);
            WriteAttribute(writer, Oids.Organization, organization, UniversalTagNumber.UTF8String);
            WriteAttribute(writer, Oids.CommonName, commonName, UniversalTagNumber.UTF8String);
        }
    }

    static void WriteAttribute(AsnWriter writer, string oid, string value, UniversalTagNumber kind)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(kind, value);
        }
    }

    static string ReadText(AsnReader attribute)
    {
        var tag = attribute.PeekTag();
        if (tag.TagClass == TagClass.Universal)
        {
            switch ((UniversalTagNumber)tag.TagValue)
            {
                case UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
                    or UniversalTagNumber.BMPString or UniversalTagNumber.T61String or UniversalTagNumber.NumericString:
                    return attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue);
            }
        }
        return Convert.ToHexStringLower(attribute.ReadEncodedValue().Span);
    }
}
