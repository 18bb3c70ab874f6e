using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Encodes GB/T 35275 SignedData.</summary>
static class GmSignedDataWriter
{
    /// <summary>[0] IMPLICIT in place of SET: the attributes as they are stored.</summary>
    const byte StoredAttributesTag = 0xa0;

    public static byte[] Write(byte[] digest, SealKey key, DateTimeOffset signingTime, Gbt35275Form form)
    {
        var attributes = form == Gbt35275Form.SignedAttributes ? EncodeAttributes(digest, signingTime) : null;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.GmSignedData);
            using (writer.PushSequence(Der.Context0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                    WriteAlgorithm(writer, Oids.Sm3);
                WriteContent(writer, attributes is null ? digest : null);
                using (writer.PushSequence(Der.Context0))
                    writer.WriteEncodedValue(key.Certificate);
                using (writer.PushSetOf())
                    WriteSigner(writer, key, digest, attributes);
            }
        }
        return writer.Encode();
    }

    static void WriteContent(AsnWriter writer, byte[]? content)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.GmData);
            if (content is null)
                return;
            using (writer.PushSequence(Der.Context0))
                writer.WriteOctetString(content);
        }
    }

    static void WriteSigner(AsnWriter writer, SealKey key, byte[] digest, byte[]? attributes)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(key.Identity.ParsedCertificate.Issuer.Span);
                writer.WriteInteger(key.Identity.ParsedCertificate.Serial.Span);
            }
            WriteAlgorithm(writer, Oids.Sm3);
            if (attributes is not null)
            {
                var tagged = attributes.ToArray();
                tagged[0] = StoredAttributesTag;
                writer.WriteEncodedValue(tagged);
            }
            WriteAlgorithm(writer, Oids.Sm2Sign);
            writer.WriteOctetString(key.PrivateKey.Sign(attributes ?? digest));
        }
    }

    /// <summary>The attributes as they are signed: a SET in DER order.</summary>
    static byte[] EncodeAttributes(byte[] digest, DateTimeOffset signingTime)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, Oids.ContentType, value => value.WriteObjectIdentifier(Oids.GmData));
            WriteAttribute(writer, Oids.SigningTime, value => value.WriteUtcTime(signingTime));
            WriteAttribute(writer, Oids.MessageDigest, value => value.WriteOctetString(digest));
        }
        return writer.Encode();
    }

    static void WriteAttribute(AsnWriter writer, string oid, Action<AsnWriter> writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
                writeValue(writer);
        }
    }

    static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
    }
}
