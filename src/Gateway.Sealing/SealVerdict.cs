namespace Gateway.Sealing;

/// <summary>What verification found.</summary>
/// <param name="Reason"><see cref="SealReason.Ok"/>, or the first check that failed.</param>
/// <param name="Signer">The signer as soon as it could be read, even when the seal is invalid.</param>
public sealed record SealVerdict(SealReason Reason, SealSigner? Signer)
{
    /// <summary>Whether the seal holds.</summary>
    public bool IsValid => Reason == SealReason.Ok;

    /// <summary>The reason's code, e.g. <c>der-malformed</c>.</summary>
    public string Code => SealReasons.Code(Reason);

    /// <summary>
    /// When the signer's certificate was revoked, by the trust store's revocation lists and whatever the signing time; null if it
    /// is not known as revoked. Acceptance of an order refuses a certificate that is revoked by then, verification itself does not.
    /// </summary>
    public DateTimeOffset? SignerRevokedAt { get; init; }

    /// <summary>Every signer of an OFD in the order of its signatures; the one <see cref="Signer"/> of a detached seal.</summary>
    public IReadOnlyList<SealSigner> Signers { get; init; } = Signer is null ? [] : [Signer];
}
