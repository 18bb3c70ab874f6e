namespace Gateway.Store;

/// <summary>Documents that are too large to hold in memory: kept in the archive in pieces, with a record that names them. Whoever reads or writes one holds a piece at a time.</summary>
public interface ILargeDocuments
{
    /// <summary>Writes a document from where the stream stands to its end. The same content gets the same key.</summary>
    /// <returns>What it was stored as; durable.</returns>
    Task<LargeDocument> StoreLargeAsync(Stream content, CancellationToken cancel);

    /// <summary>What is known of a large document; null: there is none under this key.</summary>
    Task<LargeDocument?> FindLargeAsync(string key, CancellationToken cancel);

    /// <summary>The bytes of a large document from one of them on, in pieces and in order.</summary>
    /// <exception cref="InvalidOperationException">There is none under this key.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadLargeAsync(string key, long fromByte, CancellationToken cancel);
}

/// <summary>A document in pieces.</summary>
/// <param name="Key">Under which it is found.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Md5">Lower-case hexadecimal, for the courts' field of that name.</param>
public sealed record LargeDocument(string Key, long Bytes, string Md5);
