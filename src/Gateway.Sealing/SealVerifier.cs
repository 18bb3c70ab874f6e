namespace Gateway.Sealing;

/// <summary>Verifies e-seals and signatures. Thread-safe; keep one for each trust store, it remembers chains and seals it has checked.</summary>
public sealed class SealVerifier
{
    const int RememberedCertificates = 4096;
    const int RememberedSeals = 1024;

    static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);

    volatile Parts parts;

    /// <summary>Creates a verifier.</summary>
    /// <param name="trust">Anchors, intermediate certificates and revocation lists.</param>
    /// <param name="policy">Where the standards leave a choice.</param>
    public SealVerifier(TrustStore trust, SealPolicy policy)
    {
        Policy = policy;
        parts = new Parts(trust, policy);
    }

    /// <summary>The trust store in use.</summary>
    public TrustStore Trust => parts.Trust;

    /// <summary>The policy in use.</summary>
    public SealPolicy Policy { get; }

    /// <summary>Relies on another trust store from now on and forgets what was found by the old one. Verifications under way end by the old one.</summary>
    public void UseTrust(TrustStore trust) => parts = new Parts(trust, Policy);

    /// <summary>
    /// Verifies a signature that lies beside its document: an SES seal (GB/T 38540) or a GB/T 35275 signature, told apart by their
    /// structure. Judged at signing time. Never throws for any content of the inputs.
    /// </summary>
    /// <param name="signature">The signature's octets.</param>
    /// <param name="document">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <param name="fileName">Name of the document, if the seal must name it; null: not compared.</param>
    public SealVerdict VerifyDetached(byte[] signature, byte[] document, DateTimeOffset now, string? fileName = null)
    {
        if (signature.Length > Policy.MaximumSignatureBytes)
            return new SealVerdict(SealReason.DerMalformed, null);
        return parts.VerifyDetached(signature, document, now, fileName);
    }

    /// <summary>Verifies every signature of an OFD (GB/T 33190). Judged at signing time. Never throws for any content of the input.</summary>
    /// <param name="ofd">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    public SealVerdict VerifyOfd(byte[] ofd, DateTimeOffset now) => parts.VerifyOfd(ofd, now);

    /// <summary>
    /// Verifies the signature of a PDF: an SES seal or a GB/T 35275 signature over the whole file but its own place. One of another kind, as RSA's, is none that can be verified here.
    /// Judged at signing time. Never throws for any content of the input.
    /// </summary>
    /// <param name="pdf">The document's octets.</param>
    /// <param name="now">The verifier's clock.</param>
    public SealVerdict VerifyPdf(byte[] pdf, DateTimeOffset now)
    {
        var reason = PdfSignature.Find(pdf, out var signature);
        if (reason != SealReason.Ok) return new SealVerdict(reason, null);
        var verdict = VerifyDetached(signature.Value, signature.Covered, now);
        return verdict.Reason == SealReason.ContentTypeOid ? new SealVerdict(SealReason.PdfNotSigned, null) : verdict;
    }

    /// <summary>Everything that knows one trust store, caches included.</summary>
    sealed class Parts
    {
        readonly SignatureReader reader;
        readonly SesVerifier sesVerifier;
        readonly GmSignedDataVerifier gmVerifier;
        readonly OfdVerifier ofdVerifier;

        public Parts(TrustStore trust, SealPolicy policy)
        {
            Trust = trust;
            var seals = new BoundedCache<SesSeal>(RememberedSeals, RememberedFor);
            reader = new SignatureReader(new BoundedCache<SmCertificate>(RememberedCertificates, RememberedFor), seals);
            var signerTrust = new SignerTrust(trust, policy, new ChainFinder(trust));
            sesVerifier = new SesVerifier(policy, signerTrust, seals);
            gmVerifier = new GmSignedDataVerifier(policy, signerTrust);
            ofdVerifier = new OfdVerifier(policy, reader, (read, document, now, name) => Judge(read, document, now, name));
        }

        public TrustStore Trust { get; }

        public SealVerdict VerifyDetached(byte[] signature, byte[] document, DateTimeOffset now, string? fileName)
        {
            var reason = reader.Read(signature, now, out var read);
            return Verdict(reason == SealReason.Ok ? Judge(read, document, now, fileName) : reason, [read]);
        }

        public SealVerdict VerifyOfd(byte[] ofd, DateTimeOffset now)
        {
            var (reason, signatures) = ofdVerifier.Verify(ofd, now);
            return Verdict(reason, signatures);
        }

        SealReason Judge(ReadSignature read, ReadOnlySpan<byte> document, DateTimeOffset now, string? expectedName) =>
            read.Ses is { } ses ? sesVerifier.Judge(ses, document, now, expectedName) : gmVerifier.Judge(read.Gm!, document, now);

        SealVerdict Verdict(SealReason reason, IReadOnlyList<ReadSignature> signatures)
        {
            var signers = signatures.Select(signature => signature.Describe()).OfType<SealSigner>().ToList();
            return new SealVerdict(reason, signers is [var first, ..] ? first : null)
            {
                Signers = signers,
                SignerRevokedAt = signatures.Select(signature => signature.SignerCertificate).OfType<SmCertificate>().Min(Trust.RevokedAt),
            };
        }
    }
}
