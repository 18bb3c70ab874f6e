namespace Gateway.Sealing;

/// <summary>A file to attach to an OFD that is too large to hold in memory.</summary>
/// <param name="FileName">Name as people see it.</param>
/// <param name="MediaType">Its format.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sm3">The 32 octets of its digest, which the seal covers.</param>
/// <param name="Pieces">Its bytes in order, from the start each time that it is asked.</param>
public sealed record OfdLargeAttachment(string FileName, string MediaType, long Bytes, byte[] Sm3, Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> Pieces);
