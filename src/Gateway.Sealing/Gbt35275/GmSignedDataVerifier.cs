using System.Security.Cryptography;

namespace Gateway.Sealing;

/// <summary>Verifies GB/T 35275 signatures beside a document, in the two forms in use.</summary>
sealed class GmSignedDataVerifier(SealPolicy policy, SignerTrust trust)
{
    /// <summary>All checks in their fixed order; the first failure names the reason. With several signers all must be good.</summary>
    public SealReason Judge(GmSignedData data, ReadOnlySpan<byte> document, DateTimeOffset now)
    {
        if (data.ContentType != Oids.GmData)
            return SealReason.ContentTypeOid;
        if (data.Certificates.Count == 0)
            return SealReason.CertificateMissing;
        if (data.Signers.Count == 0)
            return SealReason.NoSigner;
        var digest = Sm3.Hash(document);
        foreach (var signer in data.Signers)
        {
            var reason = JudgeSigner(data, signer, document, digest, now);
            if (reason != SealReason.Ok)
                return reason;
        }
        return SealReason.Ok;
    }

    /// <summary>The first signer, if the certificate is enclosed.</summary>
    public static SealSigner? Describe(GmSignedData data)
    {
        if (FirstCertificate(data) is not { } certificate)
            return null;
        return new SealSigner(
            certificate.Raw.ToArray(),
            certificate.Fingerprint,
            certificate.SubjectName,
            SealId: null,
            SealName: null,
            MakerCertificate: null,
            data.Signers[0].Attributes?.SigningTime);
    }

    /// <summary>The first signer's certificate; null if there is no signer or the certificate is not enclosed.</summary>
    public static SmCertificate? FirstCertificate(GmSignedData data) => data.Signers is [var signer, ..] ? FindCertificate(data, signer) : null;

    static SmCertificate? FindCertificate(GmSignedData data, GmSignerInfo signer) => data.Certificates.FirstOrDefault(signer.IsSignedBy);

    SealReason JudgeSigner(GmSignedData data, GmSignerInfo signer, ReadOnlySpan<byte> document, byte[] digest, DateTimeOffset now)
    {
        if (FindCertificate(data, signer) is not { } certificate)
            return SealReason.CertificateMissing;
        if (signer.DigestAlgorithm != Oids.Sm3 || signer.SignatureAlgorithm is not (Oids.Sm2Sign or Oids.Sm2WithSm3))
            return SealReason.AlgOid;
        var byForm = FindSignedOctets(data, signer, document, digest, out var signed);
        if (byForm != SealReason.Ok)
            return byForm;
        if (SignatureValues.Read(policy, signer.SignatureValue, out var value) is var encoding && encoding != SealReason.Ok)
            return encoding;
        if (value is null || !Sm2.Verify(certificate.PublicKey, signed.Span, value))
            return SealReason.Signature;

        var signingTime = signer.Attributes?.SigningTime;
        var byTrust = trust.JudgeSigner(certificate, data.Certificates, signingTime ?? now, now);
        if (byTrust != SealReason.Ok)
            return byTrust;
        return signingTime is { } time && trust.IsAheadOfClock(time, now) ? SealReason.TimeInFuture : SealReason.Ok;
    }

    /// <summary>Which octets are signed, if the form is one that the policy takes and they bind the document.</summary>
    SealReason FindSignedOctets(
        GmSignedData data, GmSignerInfo signer, ReadOnlySpan<byte> document, byte[] digest, out ReadOnlyMemory<byte> signed)
    {
        signed = default;
        if (data.Content is not { } content)
            return signer.Attributes is { } detached ? FindInAttributes(detached, digest, out signed) : SealReason.ContentForm;
        if (CryptographicOperations.FixedTimeEquals(content.Span, digest))
        {
            // With attributes the digest of the digest would be signed: neither of the two forms.
            signed = content;
            return signer.Attributes is null ? SealReason.Ok : SealReason.ContentForm;
        }
        if (!content.Span.SequenceEqual(document))
            return SealReason.DataHash;
        if (!policy.AcceptDocumentAsContent)
            return SealReason.ContentForm;
        if (signer.Attributes is { } attached)
            return FindInAttributes(attached, digest, out signed);
        signed = content;
        return SealReason.Ok;
    }

    static SealReason FindInAttributes(GmSignedAttributes attributes, byte[] digest, out ReadOnlyMemory<byte> signed)
    {
        signed = attributes.Encoded;
        if (attributes.ContentType != Oids.GmData)
            return SealReason.ContentTypeOid;
        return attributes.MessageDigest is { } stated && CryptographicOperations.FixedTimeEquals(stated.Span, digest)
            ? SealReason.Ok
            : SealReason.DataHash;
    }
}
