namespace Gateway.Sealing;

/// <summary>The property part of a seal.</summary>
/// <param name="Name">Name of the seal.</param>
/// <param name="CertListType">1: certificates, 2: digests of certificates; version 1 knows certificates only.</param>
/// <param name="Certificates">Certificates that may use the seal (kind 1).</param>
/// <param name="CertificateDigests">Algorithm name and digest of certificates that may use the seal (kind 2).</param>
/// <param name="Created">When the seal was made.</param>
/// <param name="Start">First moment of use.</param>
/// <param name="End">Last moment of use.</param>
sealed record SesProperty(
    string Name,
    int CertListType,
    IReadOnlyList<ReadOnlyMemory<byte>> Certificates,
    IReadOnlyList<(string Algorithm, ReadOnlyMemory<byte> Digest)> CertificateDigests,
    DateTimeOffset Created,
    DateTimeOffset Start,
    DateTimeOffset End)
{
    public const int ListOfCertificates = 1;
    public const int ListOfDigests = 2;

    public bool Lists(SmCertificate signer) => CertListType switch
    {
        ListOfCertificates => Certificates.Any(certificate => certificate.Span.SequenceEqual(signer.Raw.Span)),
        ListOfDigests => CertificateDigests.Any(entry => IsDigestOf(entry.Algorithm, entry.Digest, signer)),
        _ => false,
    };

    static bool IsDigestOf(string algorithm, ReadOnlyMemory<byte> digest, SmCertificate signer) =>
        (algorithm.Equals("SM3", StringComparison.OrdinalIgnoreCase) || algorithm == Oids.Sm3)
        && Convert.ToHexStringLower(digest.Span) == signer.Fingerprint;
}
