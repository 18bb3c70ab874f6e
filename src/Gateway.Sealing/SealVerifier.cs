namespace Gateway.Sealing;

/// <summary>Verifies e-seals and signatures. Thread-safe; keep one for each trust store, it remembers chains and seals it has checked.</summary>
public sealed class SealVerifier
{
    const int RememberedCertificates = 4096;
    const int RememberedSeals = 1024;

    static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);

    readonly SignatureReader reader;
    readonly SesVerifier sesVerifier;
    readonly GmSignedDataVerifier gmVerifier;

    /// <summary>Creates a verifier.</summary>
    /// <param name="trust">Anchors, intermediate certificates and revocation lists.</param>
    /// <param name="policy">Where the standards leave a choice.</param>
    public SealVerifier(TrustStore trust, SealPolicy policy)
    {
        Trust = trust;
        Policy = policy;
        var seals = new BoundedCache<SesSeal>(RememberedSeals, RememberedFor);
        reader = new SignatureReader(new BoundedCache<SmCertificate>(RememberedCertificates, RememberedFor), seals);
        var signerTrust = new SignerTrust(trust, policy, new ChainFinder(trust));
        sesVerifier = new SesVerifier(policy, signerTrust, seals);
        gmVerifier = new GmSignedDataVerifier(policy, signerTrust);
    }

    /// <summary>The trust store in use.</summary>
    public TrustStore Trust { get; }

    /// <summary>The policy in use.</summary>
    public SealPolicy Policy { get; }

    /// <summary>
    /// Verifies a signature that lies beside its document: an SES seal (GB/T 38540) or a GB/T 35275 signature, told apart by their
    /// structure. Judged at signing time. Never throws for any content of the inputs.
    /// </summary>
    /// <param name="signature">The signature's octets.</param>
    /// <param name="document">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <param name="fileName">Name of the document, if the seal must name it; null: not compared.</param>
    public SealVerdict VerifyDetached(byte[] signature, byte[] document, DateTimeOffset now, string? fileName = null) =>
        Verify(signature, document, now, fileName);

    /// <summary>Verifies every signature of an OFD (GB/T 33190). Judged at signing time. Never throws for any content of the input.</summary>
    /// <param name="ofd">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    public SealVerdict VerifyOfd(byte[] ofd, DateTimeOffset now) => throw new NotImplementedException();

    internal SealVerdict Verify(ReadOnlyMemory<byte> signature, ReadOnlySpan<byte> document, DateTimeOffset now, string? expectedName)
    {
        if (signature.Length > Policy.MaximumSignatureBytes)
            return new SealVerdict(SealReason.DerMalformed, null);
        var reason = reader.Read(signature, now, out var read);
        if (reason == SealReason.Ok)
        {
            reason = read.Ses is { } ses
                ? sesVerifier.Judge(ses, document, now, expectedName)
                : gmVerifier.Judge(read.Gm!, document, now);
        }
        return new SealVerdict(reason, read.Describe())
        {
            SignerRevokedAt = read.SignerCertificate is { } signer ? Trust.RevokedAt(signer) : null,
        };
    }
}
