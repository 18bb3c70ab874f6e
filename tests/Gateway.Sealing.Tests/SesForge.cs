using System.Formats.Asn1;

namespace Gateway.Sealing.Tests;

/// <summary>Writes SES signatures with whatever a test wants to be different; everything else is as it should be.</summary>
sealed record SesForge
{
    public byte[] Document { get; init; } = "协助冻结存款通知书"u8.ToArray();

    public SmCredential Signer { get; init; } = TestPki.Signer;

    public SmPrivateKey? SigningKey { get; init; }

    public SmCredential Maker { get; init; } = TestPki.Maker;

    public IReadOnlyList<byte[]> ListedCertificates { get; init; } = [TestPki.Signer.Certificate];

    public int CertListType { get; init; } = 1;

    public string DigestAlgorithm { get; init; } = "SM3";

    public int Version { get; init; } = 4;

    public int HeaderVersion { get; init; } = 4;

    public string SignerAlgorithm { get; init; } = Oids.Sm2WithSm3;

    public string MakerAlgorithm { get; init; } = Oids.Sm2WithSm3;

    public DateTimeOffset SigningTime { get; init; } = TestPki.SignedAt;

    public DateTimeOffset SealStart { get; init; } = TestPki.Start;

    public DateTimeOffset SealEnd { get; init; } = TestPki.End;

    public DateTimeOffset SealCreated { get; init; } = TestPki.Start;

    public byte[]? DataHash { get; init; }

    /// <summary>Extensions of the seal; null: no extensions.</summary>
    public (bool Wrapped, bool Critical)? SealExtension { get; init; }

    /// <summary>Writes critical FALSE, which DER leaves out.</summary>
    public bool SaysNotCritical { get; init; }

    /// <summary>What stands in place of the ID, the name, the signing time and the digest.</summary>
    public Action<AsnWriter>? WriteSealId { get; init; }

    public Action<AsnWriter>? WriteName { get; init; }

    public Action<AsnWriter>? WriteTime { get; init; }

    public Action<AsnWriter>? WriteHash { get; init; }

    public Action<AsnWriter>? AfterProperty { get; init; }

    public Action<AsnWriter>? AfterTbsMembers { get; init; }

    public Action<AsnWriter>? AfterSealMembers { get; init; }

    public Action<AsnWriter>? AfterSignature { get; init; }

    public Func<byte[], byte[]> ChangeSignatureValue { get; init; } = value => value;

    public Func<byte[], byte[]> ChangeSealAfterwards { get; init; } = seal => seal;

    public byte[] Encode()
    {
        var seal = EncodeSeal();
        var tbs = Write(writer =>
        {
            writer.WriteInteger(Version);
            writer.WriteEncodedValue(seal);
            (WriteTime ?? (time => time.WriteGeneralizedTime(SigningTime, omitFractionalSeconds: true)))(writer);
            (WriteHash ?? (hash => hash.WriteBitString(DataHash ?? Sm3.Hash(Document))))(writer);
            writer.WriteCharacterString(UniversalTagNumber.IA5String, "notice.txt");
            AfterTbsMembers?.Invoke(writer);
        });
        return Write(writer =>
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteOctetString(Signer.Certificate);
            writer.WriteObjectIdentifier(SignerAlgorithm);
            writer.WriteBitString(ChangeSignatureValue((SigningKey ?? Signer.Key).Sign(tbs)));
            AfterSignature?.Invoke(writer);
        });
    }

    public SealVerdict Verify(SealPolicy? policy = null, TrustStore? trust = null) =>
        TestPki.Verifier(policy, trust).VerifyDetached(Encode(), Document, TestPki.Now);

    public static byte[] Write(Action<AsnWriter> members)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            members(writer);
        return writer.Encode();
    }

    public byte[] EncodeSeal()
    {
        var info = Write(writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, "ES");
                writer.WriteInteger(HeaderVersion);
                writer.WriteCharacterString(UniversalTagNumber.IA5String, "TEST");
            }
            (WriteSealId ?? (id => id.WriteCharacterString(UniversalTagNumber.IA5String, "TEST0002")))(writer);
            WriteProperty(writer);
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, "png");
                writer.WriteOctetString([1, 2, 3]);
                writer.WriteInteger(40);
                writer.WriteInteger(40);
            }
            if (SealExtension is { } extension)
                WriteExtension(writer, extension.Wrapped, extension.Critical, SaysNotCritical);
        });
        return ChangeSealAfterwards(Write(writer =>
        {
            writer.WriteEncodedValue(info);
            writer.WriteOctetString(Maker.Certificate);
            writer.WriteObjectIdentifier(MakerAlgorithm);
            writer.WriteBitString(Maker.Key.Sign(info));
            AfterSealMembers?.Invoke(writer);
        }));
    }

    public static void WriteExtension(AsnWriter writer, bool wrapped, bool critical, bool saysNotCritical = false)
    {
        var extensions = Write(list =>
        {
            using (list.PushSequence())
            {
                list.WriteObjectIdentifier("1.2.156.10197.6.1.4.9999.1");
                if (critical || saysNotCritical)
                    list.WriteBoolean(critical);
                list.WriteOctetString([1]);
            }
        });
        if (!wrapped)
        {
            writer.WriteEncodedValue(extensions);
            return;
        }
        using (writer.PushSequence(Der.Context0))
            writer.WriteEncodedValue(extensions);
    }

    public static void WriteTimestamp(AsnWriter writer, byte[] octets)
    {
        using (writer.PushSequence(Der.Context0))
            writer.WriteBitString(octets);
    }

    void WriteProperty(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            (WriteName ?? (name => name.WriteCharacterString(UniversalTagNumber.UTF8String, "测试印章（虚构）")))(writer);
            writer.WriteInteger(CertListType);
            using (writer.PushSequence())
            {
                foreach (var certificate in ListedCertificates)
                    WriteListed(writer, certificate);
            }
            writer.WriteGeneralizedTime(SealCreated, omitFractionalSeconds: true);
            writer.WriteGeneralizedTime(SealStart, omitFractionalSeconds: true);
            writer.WriteGeneralizedTime(SealEnd, omitFractionalSeconds: true);
            AfterProperty?.Invoke(writer);
        }
    }

    void WriteListed(AsnWriter writer, byte[] certificate)
    {
        if (CertListType == 1)
        {
            writer.WriteOctetString(certificate);
            return;
        }
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.PrintableString, DigestAlgorithm);
            writer.WriteOctetString(Sm3.Hash(certificate));
        }
    }
}
