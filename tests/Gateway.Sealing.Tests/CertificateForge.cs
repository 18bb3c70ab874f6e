using System.Formats.Asn1;

namespace Gateway.Sealing.Tests;

/// <summary>Writes certificates with whatever a test wants to be different.</summary>
sealed record CertificateForge
{
    static int lastSerial = 1000;

    public SmCredential Issuer { get; init; } = TestPki.Root;

    public string Name { get; init; } = "测试证书（虚构）";

    public SmPrivateKey Key { get; init; } = SmPrivateKey.Generate();

    /// <summary>Encoded point; the key's own by default.</summary>
    public byte[]? Point { get; init; }

    public int Version { get; init; } = 2;

    public string Algorithm { get; init; } = Oids.Sm2WithSm3;

    public bool HasNullParameters { get; init; }

    /// <summary>Writes what follows the key's algorithm OID; the named curve by default.</summary>
    public Action<AsnWriter> WriteCurve { get; init; } = writer => writer.WriteObjectIdentifier(Oids.Sm2Curve);

    public DateTimeOffset NotBefore { get; init; } = TestPki.Start;

    public DateTimeOffset NotAfter { get; init; } = TestPki.End;

    public bool? IsCa { get; init; } = false;

    public int? PathLength { get; init; }

    public X509KeyUsage? Usage { get; init; } = X509KeyUsage.DigitalSignature;

    /// <summary>Further extensions: OID, critical, value.</summary>
    public IReadOnlyList<(string Oid, bool Critical, byte[] Value)> Others { get; init; } = [];

    public byte[] TrailingOctets { get; init; } = [];

    public SmCredential Make()
    {
        var tbs = SesForge.Write(writer =>
        {
            using (writer.PushSequence(Der.Context0))
                writer.WriteInteger(Version);
            writer.WriteInteger(Interlocked.Increment(ref lastSerial));
            WriteAlgorithm(writer);
            writer.WriteEncodedValue(CertificateParser.Parse(Issuer.Certificate).Subject.Span);
            using (writer.PushSequence())
            {
                writer.WriteUtcTime(NotBefore);
                writer.WriteUtcTime(NotAfter);
            }
            DistinguishedName.Write(writer, Name, TestPki.Organization);
            WriteKey(writer);
            using (writer.PushSequence(Der.Context3))
            using (writer.PushSequence())
                WriteExtensions(writer);
        });
        var certificate = SesForge.Write(writer =>
        {
            writer.WriteEncodedValue(tbs);
            WriteAlgorithm(writer);
            writer.WriteBitString(Issuer.Key.Sign(tbs));
        });
        return new SmCredential([.. certificate, .. TrailingOctets], Key);
    }

    void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Algorithm);
            if (HasNullParameters)
                writer.WriteNull();
        }
    }

    void WriteKey(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.EcPublicKey);
                WriteCurve(writer);
            }
            writer.WriteBitString(Point ?? Key.PublicKey.Encoded);
        }
    }

    void WriteExtensions(AsnWriter writer)
    {
        if (IsCa is { } isCa)
        {
            WriteExtension(writer, Oids.BasicConstraints, true, SesForge.Write(value =>
            {
                if (!isCa)
                    return;
                value.WriteBoolean(true);
                if (PathLength is { } length)
                    value.WriteInteger(length);
            }));
        }
        if (Usage is { } usage)
        {
            var value = new AsnWriter(AsnEncodingRules.DER);
            value.WriteNamedBitList(usage);
            WriteExtension(writer, Oids.KeyUsage, true, value.Encode());
        }
        foreach (var (oid, critical, value) in Others)
            WriteExtension(writer, oid, critical, value);
    }

    static void WriteExtension(AsnWriter writer, string oid, bool critical, byte[] value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (critical)
                writer.WriteBoolean(true);
            writer.WriteOctetString(value);
        }
    }
}
