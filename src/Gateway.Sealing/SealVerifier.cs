namespace Gateway.Sealing;

/// <summary>Verifies e-seals and signatures. Thread-safe; keep one for each trust store, it remembers chains and seals it has checked.</summary>
/// <param name="trust">Anchors, intermediate certificates and revocation lists.</param>
/// <param name="policy">Where the standards leave a choice.</param>
public sealed class SealVerifier(TrustStore trust, SealPolicy policy)
{
    /// <summary>The trust store in use.</summary>
    public TrustStore Trust { get; } = trust;

    /// <summary>The policy in use.</summary>
    public SealPolicy Policy { get; } = policy;

    /// <summary>
    /// Verifies a signature that lies beside its document: an SES seal (GB/T 38540) or a GB/T 35275 signature, told apart by their
    /// structure. Judged at signing time. Never throws for any content of the inputs.
    /// </summary>
    /// <param name="signature">The signature's octets.</param>
    /// <param name="document">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <param name="fileName">Name of the document, if the seal must name it; null: not compared.</param>
    public SealVerdict VerifyDetached(byte[] signature, byte[] document, DateTimeOffset now, string? fileName = null) =>
        throw new NotImplementedException();

    /// <summary>Verifies every signature of an OFD (GB/T 33190). Judged at signing time. Never throws for any content of the input.</summary>
    /// <param name="ofd">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    public SealVerdict VerifyOfd(byte[] ofd, DateTimeOffset now) => throw new NotImplementedException();
}
