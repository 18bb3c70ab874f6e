namespace Gateway.Sealing;

/// <summary>The signed attributes that matter.</summary>
/// <param name="Encoded">All attributes as they are signed: a DER SET, tag 0x31.</param>
/// <param name="ContentType">Content type; null if absent.</param>
/// <param name="MessageDigest">Digest of the document; null if absent.</param>
/// <param name="SigningTime">Signing time; null if absent.</param>
sealed record GmSignedAttributes(
    byte[] Encoded,
    string? ContentType,
    ReadOnlyMemory<byte>? MessageDigest,
    DateTimeOffset? SigningTime);
