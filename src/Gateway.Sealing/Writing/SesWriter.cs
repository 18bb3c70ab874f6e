using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Encodes SES structures of version 4 (GB/T 38540).</summary>
static class SesWriter
{
    const int Version = 4;

    /// <summary>Names the maker of the software in the header of a seal.</summary>
    const string Vendor = "GATEWAY";

    public static byte[] WriteSignature(SealKey key, byte[] dataHash, DateTimeOffset signingTime, string propertyInfo)
    {
        var tbs = WriteSignedPart(key.Identity, dataHash, signingTime, propertyInfo);
        return WriteSigned(tbs, key.Certificate, key.PrivateKey.Sign(tbs));
    }

    public static async Task<byte[]> WriteSignatureAsync(
        ISealSigner signer, byte[] dataHash, DateTimeOffset signingTime, string propertyInfo, CancellationToken cancel)
    {
        var tbs = WriteSignedPart(signer.Identity, dataHash, signingTime, propertyInfo);
        return WriteSigned(tbs, signer.Identity.Certificate, await signer.SignAsync(tbs, cancel).ConfigureAwait(false));
    }

    static byte[] WriteSignedPart(SealIdentity signer, byte[] dataHash, DateTimeOffset signingTime, string propertyInfo)
    {
        var tbs = new AsnWriter(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(Version);
            tbs.WriteEncodedValue(signer.Seal);
            tbs.WriteGeneralizedTime(signingTime, omitFractionalSeconds: true);
            tbs.WriteBitString(dataHash);
            tbs.WriteCharacterString(UniversalTagNumber.IA5String, propertyInfo);
        }
        return tbs.Encode();
    }

    public static byte[] WriteSeal(
        string esId, SesProperty property, SealPicture picture, SmPrivateKey makerKey, byte[] makerCertificate)
    {
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            using (info.PushSequence())
            {
                info.WriteCharacterString(UniversalTagNumber.IA5String, "ES");
                info.WriteInteger(Version);
                info.WriteCharacterString(UniversalTagNumber.IA5String, Vendor);
            }
            info.WriteCharacterString(UniversalTagNumber.IA5String, esId);
            WriteProperty(info, property);
            using (info.PushSequence())
            {
                info.WriteCharacterString(UniversalTagNumber.IA5String, picture.Type);
                info.WriteOctetString(picture.Content);
                info.WriteInteger(picture.WidthMm);
                info.WriteInteger(picture.HeightMm);
            }
        }
        var signed = info.Encode();
        return WriteSigned(signed, makerCertificate, makerKey.Sign(signed));
    }

    static void WriteProperty(AsnWriter info, SesProperty property)
    {
        const int SealOfAnOrganization = 1;
        using (info.PushSequence())
        {
            info.WriteInteger(SealOfAnOrganization);
            info.WriteCharacterString(UniversalTagNumber.UTF8String, property.Name);
            info.WriteInteger(property.CertListType);
            using (info.PushSequence())
            {
                foreach (var certificate in property.Certificates)
                    info.WriteOctetString(certificate.Span);
            }
            info.WriteGeneralizedTime(property.Created, omitFractionalSeconds: true);
            info.WriteGeneralizedTime(property.Start, omitFractionalSeconds: true);
            info.WriteGeneralizedTime(property.End, omitFractionalSeconds: true);
        }
    }

    /// <summary>Seal and signature end alike: { what is signed, certificate, algorithm, signature }.</summary>
    static byte[] WriteSigned(byte[] signed, byte[] certificate, byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signed);
            writer.WriteOctetString(certificate);
            writer.WriteObjectIdentifier(Oids.Sm2WithSm3);
            writer.WriteBitString(signature);
        }
        return writer.Encode();
    }
}
