namespace Gateway.Sealing;

/// <summary>One signer of a GB/T 35275 SignedData.</summary>
/// <param name="Issuer">Issuer of the signer's certificate, encoded.</param>
/// <param name="Serial">Serial number of the signer's certificate.</param>
/// <param name="DigestAlgorithm">Digest algorithm.</param>
/// <param name="SignatureAlgorithm">Signature algorithm.</param>
/// <param name="Attributes">Signed attributes; null if there are none.</param>
/// <param name="SignatureValue">The signature.</param>
sealed record GmSignerInfo(
    ReadOnlyMemory<byte> Issuer,
    ReadOnlyMemory<byte> Serial,
    string DigestAlgorithm,
    string SignatureAlgorithm,
    GmSignedAttributes? Attributes,
    ReadOnlyMemory<byte> SignatureValue)
{
    public bool IsSignedBy(SmCertificate certificate) =>
        certificate.Issuer.Span.SequenceEqual(Issuer.Span) && certificate.Serial.Span.SequenceEqual(Serial.Span);
}
