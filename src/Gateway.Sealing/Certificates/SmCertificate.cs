namespace Gateway.Sealing;

/// <summary>A certificate after GB/T 20518 as read by <see cref="CertificateParser"/>. Byte ranges are slices of <see cref="Raw"/>.</summary>
sealed record SmCertificate
{
    string? fingerprint;

    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required ReadOnlyMemory<byte> Tbs { get; init; }

    public required ReadOnlyMemory<byte> Serial { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required ReadOnlyMemory<byte> Subject { get; init; }

    public required string SubjectName { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required Sm2PublicKey PublicKey { get; init; }

    public required CertificateExtensions Extensions { get; init; }

    /// <summary>Whether the issuer's algorithm is SM2 with SM3; no other can be verified.</summary>
    public required bool IsSignedWithSm2 { get; init; }

    public required ReadOnlyMemory<byte> SignatureValue { get; init; }

    /// <summary>SM3 of the certificate, lower-case hexadecimal.</summary>
    public string Fingerprint => fingerprint ??= Sm3.HexHash(Raw.Span);

    public bool IsSelfIssued => Issuer.Span.SequenceEqual(Subject.Span);

    /// <summary>Self-issued, and by its own key as far as key identifiers tell: a CA that changed its key certifies the new one in its own name.</summary>
    public bool ClaimsToBeSelfSigned =>
        IsSelfIssued
        && (Extensions.AuthorityKeyId is not { } authority
            || Extensions.SubjectKeyId is not { } subject
            || authority.Span.SequenceEqual(subject.Span));

    public bool IsValidAt(DateTimeOffset time) => time >= NotBefore && time <= NotAfter;

    public bool IsIssuedBy(SmCertificate issuer) =>
        IsSignedWithSm2
        && Sm2.ReadSignature(SignatureValue) is { } signature
        && Sm2.Verify(issuer.PublicKey, Tbs.Span, signature);
}
