using System.Formats.Asn1;

namespace Gateway.Sealing.Tests;

/// <summary>Writes revocation lists with whatever a test wants to be different; by default one of the root that revokes the signer before it signed.</summary>
sealed record CrlForge
{
    public const string DeltaIndicator = "2.5.29.27";
    public const string IssuingDistributionPoint = "2.5.29.28";
    public const string CertificateIssuer = "2.5.29.29";

    public SmCredential Issuer { get; init; } = TestPki.Root;

    public SmPrivateKey? SigningKey { get; init; }

    public int? Version { get; init; } = 1;

    public string Algorithm { get; init; } = Oids.Sm2WithSm3;

    /// <summary>Inside the signed part; the outer one is <see cref="Algorithm"/>.</summary>
    public string? InnerAlgorithm { get; init; }

    public DateTimeOffset ThisUpdate { get; init; } = TestPki.SignedAt.AddDays(-10);

    public DateTimeOffset? NextUpdate { get; init; } = TestPki.SignedAt.AddDays(10);

    public IReadOnlyList<byte[]> Revoked { get; init; } = [TestPki.Signer.Certificate];

    public DateTimeOffset RevokedAt { get; init; } = TestPki.SignedAt.AddDays(-1);

    public (string Oid, bool Critical)? Extension { get; init; }

    public (string Oid, bool Critical)? EntryExtension { get; init; }

    public byte[] TrailingOctets { get; init; } = [];

    public byte[] Encode()
    {
        var tbs = SesForge.Write(writer =>
        {
            if (Version is { } version)
                writer.WriteInteger(version);
            WriteAlgorithm(writer, InnerAlgorithm ?? Algorithm);
            writer.WriteEncodedValue(CertificateParser.Parse(Issuer.Certificate).Subject.Span);
            writer.WriteUtcTime(ThisUpdate);
            if (NextUpdate is { } next)
                writer.WriteUtcTime(next);
            using (writer.PushSequence())
            {
                foreach (var certificate in Revoked)
                    WriteEntry(writer, certificate);
            }
            if (Extension is not { } extension)
                return;
            using (writer.PushSequence(Der.Context0))
                WriteExtensions(writer, extension);
        });
        return
        [
            .. SesForge.Write(writer =>
            {
                writer.WriteEncodedValue(tbs);
                WriteAlgorithm(writer, Algorithm);
                writer.WriteBitString((SigningKey ?? Issuer.Key).Sign(tbs));
            }),
            .. TrailingOctets,
        ];
    }

    void WriteEntry(AsnWriter writer, byte[] certificate)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(CertificateParser.Parse(certificate).Serial.Span);
            writer.WriteUtcTime(RevokedAt);
            if (EntryExtension is { } extension)
                WriteExtensions(writer, extension);
        }
    }

    static void WriteExtensions(AsnWriter writer, (string Oid, bool Critical) extension)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(extension.Oid);
            if (extension.Critical)
                writer.WriteBoolean(true);
            writer.WriteOctetString([2, 1, 1]);
        }
    }

    static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
    }
}
