namespace Gateway.Sealing;

/// <summary>Who sealed a document, as the seal says. Believe it only if the verdict is valid.</summary>
/// <param name="Certificate">The signer's certificate, DER.</param>
/// <param name="CertificateFingerprint">SM3 of the certificate's DER, lower-case hexadecimal.</param>
/// <param name="SubjectName">Common name of the certificate's subject; the whole name where it has none.</param>
/// <param name="SealId">esID of the seal; null for a GB/T 35275 signature, which has no seal.</param>
/// <param name="SealName">Name of the seal; null for a GB/T 35275 signature.</param>
/// <param name="MakerCertificate">The seal maker's certificate, DER; null for a GB/T 35275 signature.</param>
/// <param name="SigningTime">When it was signed, as the signer says; null if the signature does not say.</param>
public sealed record SealSigner(
    byte[] Certificate,
    string CertificateFingerprint,
    string SubjectName,
    string? SealId,
    string? SealName,
    byte[]? MakerCertificate,
    DateTimeOffset? SigningTime);
