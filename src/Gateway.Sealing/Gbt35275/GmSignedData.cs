namespace Gateway.Sealing;

/// <summary>A SignedData of GB/T 35275. Byte ranges are slices of the input.</summary>
/// <param name="ContentType">Type of the content that was signed.</param>
/// <param name="Content">The content; null if it is not enclosed.</param>
/// <param name="Certificates">Enclosed certificates.</param>
/// <param name="Signers">Who signed.</param>
sealed record GmSignedData(
    string ContentType,
    ReadOnlyMemory<byte>? Content,
    IReadOnlyList<SmCertificate> Certificates,
    IReadOnlyList<GmSignerInfo> Signers);
