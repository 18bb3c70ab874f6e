namespace Gateway.Sealing;

/// <summary>Judges signers' and makers' certificates against the trust store.</summary>
sealed class SignerTrust(TrustStore trust, SealPolicy policy, ChainFinder chains)
{
    /// <summary>The checks from <c>signer-cert-untrusted</c> to <c>signer-cert-revoked</c>.</summary>
    /// <param name="signer">The signer's certificate.</param>
    /// <param name="enclosed">Certificates that came with the signature.</param>
    /// <param name="signingTime">At which the certificate must have been good.</param>
    /// <param name="now">The verifier's clock.</param>
    public SealReason JudgeSigner(
        SmCertificate signer, IReadOnlyList<SmCertificate> enclosed, DateTimeOffset signingTime, DateTimeOffset now)
    {
        if (chains.Find(signer, enclosed, signingTime, now) is null)
            return SealReason.SignerCertUntrusted;
        if (!signer.IsValidAt(signingTime))
            return SealReason.SignerCertNotValidAtSigningTime;
        // A CA's key usage does not allow signing either; that it is a CA says more.
        if (signer.Extensions.IsCa)
            return SealReason.SignerCertIsCa;
        if (!signer.Extensions.MaySign)
            return SealReason.SignerCertKeyUsage;
        if (trust.RevokedAt(signer) <= signingTime)
            return SealReason.SignerCertRevoked;
        if (policy.RequireCurrentRevocationList && !trust.HasCurrentListFor(signer, now))
            return SealReason.RevocationUnknown;
        return SealReason.Ok;
    }

    /// <summary>The checks of the seal maker's certificate: good when the seal was made, and what the policy adds.</summary>
    public SealReason JudgeMaker(SesSeal seal, DateTimeOffset signingTime, DateTimeOffset now)
    {
        var (maker, created) = (seal.Maker, seal.Property.Created);
        if (chains.Find(maker, [], created, now) is null
            || !maker.IsValidAt(created)
            || !maker.Extensions.MaySign
            || trust.RevokedAt(maker) <= created)
            return SealReason.MakerCertUntrusted;
        if (policy.RequireMakerValidAtSigningTime && !maker.IsValidAt(signingTime))
            return SealReason.MakerCertExpired;
        if (policy.AllowedMakers is { } allowed && !allowed.Contains(maker.Fingerprint, StringComparer.OrdinalIgnoreCase))
            return SealReason.MakerNotAllowed;
        return SealReason.Ok;
    }

    public bool IsAheadOfClock(DateTimeOffset signingTime, DateTimeOffset now) =>
        signingTime > now.AddMinutes(policy.MaximumClockAheadMinutes);
}
