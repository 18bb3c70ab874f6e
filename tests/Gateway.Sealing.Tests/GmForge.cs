using System.Formats.Asn1;

namespace Gateway.Sealing.Tests;

/// <summary>Writes GB/T 35275 SignedData with whatever a test wants to be different.</summary>
sealed record GmForge
{
    public byte[] Document { get; init; } = "查询清单"u8.ToArray();

    public SmCredential Signer { get; init; } = TestPki.Signer;

    public SmPrivateKey? SigningKey { get; init; }

    public string OuterType { get; init; } = Oids.GmSignedData;

    public string InnerType { get; init; } = Oids.GmData;

    /// <summary>Enclosed content; null: none.</summary>
    public byte[]? Content { get; init; }

    public IReadOnlyList<byte[]> Certificates { get; init; } = [TestPki.Signer.Certificate];

    public string DigestAlgorithm { get; init; } = Oids.Sm3;

    public string SignatureAlgorithm { get; init; } = Oids.Sm2Sign;

    public bool HasNullParameters { get; init; }

    public bool HasSigner { get; init; } = true;

    /// <summary>Encoded attributes in place of the usual three; empty: none.</summary>
    public IReadOnlyList<byte[]>? Attributes { get; init; }

    /// <summary>Signs and writes the attributes as they are listed, whatever DER says of their order.</summary>
    public bool KeepsAttributeOrder { get; init; }

    public Func<byte[], byte[]> ChangeSignatureValue { get; init; } = value => value;

    public DateTimeOffset SigningTime { get; init; } = TestPki.SignedAt;

    /// <summary>The digest form.</summary>
    public GmForge WithDigest() => this with { Content = Sm3.Hash(Document), Attributes = [] };

    public SealVerdict Verify(SealPolicy? policy = null, TrustStore? trust = null) =>
        TestPki.Verifier(policy, trust).VerifyDetached(Encode(), Document, TestPki.Now);

    public byte[] Encode() => SesForge.Write(outer =>
    {
        outer.WriteObjectIdentifier(OuterType);
        using (outer.PushSequence(Der.Context0))
        using (outer.PushSequence())
        {
            outer.WriteInteger(1);
            using (outer.PushSetOf())
                WriteAlgorithm(outer, DigestAlgorithm);
            using (outer.PushSequence())
            {
                outer.WriteObjectIdentifier(InnerType);
                if (Content is not null)
                {
                    using (outer.PushSequence(Der.Context0))
                        outer.WriteOctetString(Content);
                }
            }
            if (Certificates.Count > 0)
            {
                using (outer.PushSetOf(Der.Context0))
                {
                    foreach (var certificate in Certificates)
                        outer.WriteEncodedValue(certificate);
                }
            }
            using (outer.PushSetOf())
            {
                if (HasSigner)
                    WriteSigner(outer);
            }
        }
    });

    public static byte[] Attribute(string oid, params Action<AsnWriter>[] values) => SesForge.Write(attribute =>
    {
        attribute.WriteObjectIdentifier(oid);
        using (attribute.PushSetOf())
        {
            foreach (var value in values)
                value(attribute);
        }
    });

    void WriteSigner(AsnWriter writer)
    {
        var certificate = CertificateParser.Parse(Signer.Certificate);
        var attributes = Attributes ??
        [
            Attribute(Oids.ContentType, value => value.WriteObjectIdentifier(Oids.GmData)),
            Attribute(Oids.SigningTime, value => value.WriteUtcTime(SigningTime)),
            Attribute(Oids.MessageDigest, value => value.WriteOctetString(Sm3.Hash(Document))),
        ];
        var set = new AsnWriter(AsnEncodingRules.DER);
        if (KeepsAttributeOrder)
        {
            byte[] all = [.. attributes.SelectMany(attribute => attribute)];
            Assert.That(all, Has.Length.LessThan(128), "one octet of length");
            set.WriteEncodedValue([0x31, (byte)all.Length, .. all]);
        }
        else
        {
            using (set.PushSetOf())
            {
                foreach (var attribute in attributes)
                    set.WriteEncodedValue(attribute);
            }
        }
        var signed = attributes.Count > 0 ? set.Encode() : Content ?? Document;
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.Issuer.Span);
                writer.WriteInteger(certificate.Serial.Span);
            }
            WriteAlgorithm(writer, DigestAlgorithm);
            if (attributes.Count > 0)
                writer.WriteEncodedValue([0xa0, .. signed.AsSpan(1)]);
            WriteAlgorithm(writer, SignatureAlgorithm);
            writer.WriteOctetString(ChangeSignatureValue((SigningKey ?? Signer.Key).Sign(signed)));
        }
    }

    void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (HasNullParameters)
                writer.WriteNull();
        }
    }
}
