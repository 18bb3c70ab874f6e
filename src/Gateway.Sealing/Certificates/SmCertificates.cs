using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Gateway.Sealing;

/// <summary>Makes SM2 certificates and revocation lists for development and tests. A bank's real ones come from its CA.</summary>
public static class SmCertificates
{
    const int SerialBytes = 16;

    /// <summary>From this year on times are GeneralizedTime (RFC 5280, 4.1.2.5).</summary>
    const int FirstYearOfGeneralizedTime = 2050;

    /// <summary>A new self-signed root.</summary>
    /// <param name="commonName">Common name.</param>
    /// <param name="organization">Organization.</param>
    /// <param name="notBefore">First moment of validity; whole seconds are kept.</param>
    /// <param name="notAfter">Last moment of validity.</param>
    public static SmCredential CreateRoot(string commonName, string organization, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var key = SmPrivateKey.Generate();
        var name = EncodeName(commonName, organization);
        var request = new Request(name, key.PublicKey, notBefore, notAfter, SmCertificateUse.CertificationAuthority, PathLength: null);
        return new SmCredential(Sign(request, name, key), key);
    }

    /// <summary>A new key with a certificate issued by a CA.</summary>
    /// <param name="issuer">The CA.</param>
    /// <param name="commonName">Common name.</param>
    /// <param name="organization">Organization.</param>
    /// <param name="notBefore">First moment of validity; whole seconds are kept.</param>
    /// <param name="notAfter">Last moment of validity.</param>
    /// <param name="use">What the key may be used for.</param>
    public static SmCredential Issue(
        SmCredential issuer,
        string commonName,
        string organization,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        SmCertificateUse use = SmCertificateUse.Signing)
    {
        var key = SmPrivateKey.Generate();
        var request = new Request(EncodeName(commonName, organization), key.PublicKey, notBefore, notAfter, use, PathLength: 0);
        return new SmCredential(Sign(request, CertificateParser.Parse(issuer.Certificate).Subject.ToArray(), issuer.Key), key);
    }

    /// <summary>A revocation list, DER.</summary>
    /// <param name="issuer">The CA.</param>
    /// <param name="revoked">Revoked certificates (DER) and since when.</param>
    /// <param name="thisUpdate">When the list is made.</param>
    /// <param name="nextUpdate">When the next one is due.</param>
    public static byte[] CreateRevocationList(
        SmCredential issuer,
        IEnumerable<(byte[] Certificate, DateTimeOffset RevokedAt)> revoked,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate)
    {
        var entries = revoked.ToList();
        var tbs = new AsnWriter(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(1);
            WriteAlgorithm(tbs);
            tbs.WriteEncodedValue(CertificateParser.Parse(issuer.Certificate).Subject.Span);
            WriteTime(tbs, thisUpdate);
            WriteTime(tbs, nextUpdate);
            if (entries.Count > 0)
                WriteEntries(tbs, entries);
        }
        return Finish(tbs, issuer.Key);
    }

    /// <summary>A certificate as PEM text.</summary>
    public static string ToPem(byte[] certificate) => PemEncoding.WriteString(PemFile.CertificateLabel, certificate) + "\n";

    static void WriteEntries(AsnWriter tbs, IEnumerable<(byte[] Certificate, DateTimeOffset RevokedAt)> entries)
    {
        using (tbs.PushSequence())
        {
            foreach (var (certificate, revokedAt) in entries)
            {
                using (tbs.PushSequence())
                {
                    tbs.WriteInteger(CertificateParser.Parse(certificate).Serial.Span);
                    WriteTime(tbs, revokedAt);
                }
            }
        }
    }

    static byte[] EncodeName(string commonName, string organization)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        DistinguishedName.Write(writer, commonName, organization);
        return writer.Encode();
    }

    static byte[] Sign(Request request, byte[] issuerName, SmPrivateKey issuerKey)
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)(serial[0] & 0x3f | 0x40); // positive, and never shortened
        var tbs = new AsnWriter(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            using (tbs.PushSequence(Der.Context0))
                tbs.WriteInteger(2);
            tbs.WriteInteger(serial);
            WriteAlgorithm(tbs);
            tbs.WriteEncodedValue(issuerName);
            using (tbs.PushSequence())
            {
                WriteTime(tbs, request.NotBefore);
                WriteTime(tbs, request.NotAfter);
            }
            tbs.WriteEncodedValue(request.Subject);
            WritePublicKey(tbs, request.Key);
            using (tbs.PushSequence(Der.Context3))
            using (tbs.PushSequence())
                WriteExtensions(tbs, request, issuerKey.PublicKey);
        }
        return Finish(tbs, issuerKey);
    }

    static byte[] Finish(AsnWriter tbs, SmPrivateKey key)
    {
        var signed = tbs.Encode();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signed);
            WriteAlgorithm(writer);
            writer.WriteBitString(key.Sign(signed));
        }
        return writer.Encode();
    }

    static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(Oids.Sm2WithSm3);
    }

    static void WritePublicKey(AsnWriter writer, Sm2PublicKey key)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.EcPublicKey);
                writer.WriteObjectIdentifier(Oids.Sm2Curve);
            }
            writer.WriteBitString(key.Encoded);
        }
    }

    static void WriteExtensions(AsnWriter writer, Request request, Sm2PublicKey issuerKey)
    {
        var isCa = request.Use == SmCertificateUse.CertificationAuthority;
        WriteExtension(writer, Oids.BasicConstraints, critical: true, value =>
        {
            using (value.PushSequence())
            {
                if (!isCa)
                    return;
                value.WriteBoolean(true);
                if (request.PathLength is { } length)
                    value.WriteInteger(length);
            }
        });
        WriteExtension(writer, Oids.KeyUsage, critical: true, value => value.WriteNamedBitList(UsageOf(request.Use)));
        WriteExtension(writer, Oids.SubjectKeyIdentifier, critical: false, value => value.WriteOctetString(KeyId(request.Key)));
        WriteExtension(writer, Oids.AuthorityKeyIdentifier, critical: false, value =>
        {
            using (value.PushSequence())
                value.WriteOctetString(KeyId(issuerKey), new Asn1Tag(TagClass.ContextSpecific, 0));
        });
    }

    static void WriteExtension(AsnWriter writer, string oid, bool critical, Action<AsnWriter> writeValue)
    {
        var value = new AsnWriter(AsnEncodingRules.DER);
        writeValue(value);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (critical)
                writer.WriteBoolean(true);
            writer.WriteOctetString(value.Encode());
        }
    }

    static X509KeyUsage UsageOf(SmCertificateUse use) => use switch
    {
        SmCertificateUse.Signing => X509KeyUsage.DigitalSignature | X509KeyUsage.NonRepudiation,
        SmCertificateUse.Encryption => X509KeyUsage.KeyEncipherment | X509KeyUsage.DataEncipherment | X509KeyUsage.KeyAgreement,
        SmCertificateUse.CertificationAuthority => X509KeyUsage.KeyCertSign | X509KeyUsage.CrlSign,
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, null),
    };

    /// <summary>Twenty octets of the key's digest, as long as the usual SHA-1 identifier.</summary>
    static byte[] KeyId(Sm2PublicKey key) => Sm3.Hash(key.Encoded)[..20];

    static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year < FirstYearOfGeneralizedTime)
            writer.WriteUtcTime(time);
        else
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    sealed record Request(
        byte[] Subject, Sm2PublicKey Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter, SmCertificateUse Use, int? PathLength);
}
