using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Gateway.Sealing;

/// <summary>Verifies SES signatures (GB/T 38540).</summary>
sealed class SesVerifier(SealPolicy policy, SignerTrust trust, BoundedCache<SesSeal> verifiedSeals)
{
    const string HeaderId = "ES";
    const int Version4 = 4;
    const int Version5 = 5;

    /// <summary>All checks in their fixed order; the first failure names the reason.</summary>
    /// <param name="signature">What was read.</param>
    /// <param name="document">What is signed: a document, or Signature.xml of an OFD.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <param name="expectedName">What propertyInfo must say; null: anything.</param>
    public SealReason Judge(SesSignature signature, ReadOnlySpan<byte> document, DateTimeOffset now, string? expectedName)
    {
        if (signature.IsVersion1Layout && !policy.AcceptVersion1)
            return SealReason.StructureV1;
        if (!IsVersionTaken(signature))
            return SealReason.TbsVersion;
        if (signature.AlgorithmOid != Oids.Sm2WithSm3)
            return SealReason.AlgOid;
        if (!CryptographicOperations.FixedTimeEquals(signature.DataHash.Span, Sm3.Hash(document)))
            return SealReason.DataHash;

        var byCryptography = JudgeSignatures(signature, now);
        if (byCryptography != SealReason.Ok)
            return byCryptography;
        if (policy.RefuseUnknownCriticalExtensions && (signature.HasUnknownCritical || signature.Seal.HasUnknownCritical))
            return SealReason.CriticalExtension;

        var property = signature.Seal.Property;
        if (signature.SigningTime < property.Start)
            return SealReason.SealNotYetValid;
        if (signature.SigningTime > property.End)
            return SealReason.SealExpired;

        var byTrust = trust.JudgeSigner(signature.Signer, [], signature.SigningTime, now);
        if (byTrust == SealReason.Ok)
            byTrust = trust.JudgeMaker(signature.Seal, signature.SigningTime, now);
        if (byTrust != SealReason.Ok)
            return byTrust;

        if (policy.RefuseUnreadableTimestamps && signature.Timestamp is { } timestamp && !IsTimestampToken(timestamp))
            return SealReason.Timestamp;
        if (trust.IsAheadOfClock(signature.SigningTime, now))
            return SealReason.TimeInFuture;
        if (policy.BindPropertyInfo && expectedName is not null && signature.PropertyInfo != expectedName)
            return SealReason.PropertyInfo;
        return SealReason.Ok;
    }

    bool IsVersionTaken(SesSignature signature)
    {
        var (version, header) = (signature.Version, signature.Seal.HeaderVersion);
        if (signature.Seal.HeaderId != HeaderId)
            return false;
        if (signature.IsVersion1Layout)
            return version == 1 && header == 1;
        return (version == Version4 && header == Version4)
            || (policy.AcceptVersion5 && version == Version5 && header is Version4 or Version5);
    }

    SealReason JudgeSignatures(SesSignature signature, DateTimeOffset now)
    {
        if (SignatureValues.Read(policy, signature.SignatureValue, out var value) is var encoding && encoding != SealReason.Ok)
            return encoding;
        var seal = signature.Seal;
        if (value is null || !Sm2.Verify(signature.Signer.PublicKey, signature.TbsRaw.Span, value))
        {
            // The seal lies inside the signed part: a changed seal breaks both signatures, and the seal's own says what happened.
            return seal.AlgorithmOid == Oids.Sm2WithSm3 && !IsMadeByMaker(signature, now) ? SealReason.SealSignature : SealReason.TbsSignature;
        }
        var isKnownList = seal.Property.CertListType is SesProperty.ListOfCertificates or SesProperty.ListOfDigests;
        if (isKnownList && !seal.Property.Lists(signature.Signer))
            return SealReason.SignerCertNotInSeal;
        if (seal.AlgorithmOid != Oids.Sm2WithSm3)
            return SealReason.SealAlgOid;
        if (!isKnownList)
            return SealReason.CertListType;
        return IsMadeByMaker(signature, now) ? SealReason.Ok : SealReason.SealSignature;
    }

    bool IsMadeByMaker(SesSignature signature, DateTimeOffset now)
    {
        var seal = signature.Seal;
        if (verifiedSeals.TryGet(seal.Key, now, out _))
            return true;
        if (SignatureValues.Read(policy, seal.SignatureValue, out var value) != SealReason.Ok || value is null)
            return false;
        var verified =
            (!signature.IsVersion1Layout && Sm2.Verify(seal.Maker.PublicKey, seal.InfoRaw.Span, value))
            || ((signature.IsVersion1Layout || policy.AcceptMakerSignatureOverTriple)
                && Sm2.Verify(seal.Maker.PublicKey, Triple(seal), value));
        if (verified)
            verifiedSeals.Add(seal.Key, now, seal);
        return verified;
    }

    /// <summary>{info, certificate, algorithm}: what a maker signs in version 1.</summary>
    static byte[] Triple(SesSeal seal)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(seal.InfoRaw.Span);
            writer.WriteOctetString(seal.Maker.Raw.Span);
            writer.WriteObjectIdentifier(seal.AlgorithmOid);
        }
        return writer.Encode();
    }

    /// <summary>Whether the octets have the shape of an RFC 3161 token: CMS SignedData around a TSTInfo. Its time is not relied upon.</summary>
    static bool IsTimestampToken(ReadOnlyMemory<byte> octets)
    {
        try
        {
            var outer = Der.Open(octets);
            var contentInfo = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (contentInfo.ReadObjectIdentifier() is not (Oids.Pkcs7SignedData or Oids.GmSignedData))
                return false;
            var signedData = contentInfo.ReadSequence(Der.Context0).ReadSequence();
            signedData.ReadIntegerBytes();
            signedData.ReadSetOf(skipSortOrderValidation: true);
            return signedData.ReadSequence().ReadObjectIdentifier() == Oids.TimestampTokenInfo;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
