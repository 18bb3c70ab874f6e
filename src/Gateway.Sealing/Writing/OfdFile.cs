namespace Gateway.Sealing;

/// <summary>A file inside an OFD archive.</summary>
/// <param name="Name">Path without leading slash.</param>
/// <param name="Content">The bytes; empty for a large one.</param>
/// <param name="Large">What is not held in memory.</param>
sealed record OfdFile(string Name, byte[] Content, OfdLargeAttachment? Large = null)
{
    /// <summary>SM3 of the bytes; of a large file as stated, and held against them when they are written.</summary>
    public byte[] Digest() => Large?.Sm3 ?? Sm3.Hash(Content);
}
