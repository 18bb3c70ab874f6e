using Gateway.Store.Archive;

namespace Gateway.Store.Relational;

/// <summary>Which archive record holds which document.</summary>
internal static class DocumentIndex
{
    public static Task<ArchiveLocation?> FindAsync(ReadSession session, string key) =>
        session.FirstAsync<ArchiveLocation>(
            "SELECT segment AS Segment, record_offset AS \"Offset\", byte_length AS Length FROM documents WHERE document_key = @key", new { key });

    /// <summary>Another process may have indexed the same document meanwhile: the first stays, the second record is a harmless copy.</summary>
    public static async Task AddAsync(WriteSession session, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        foreach (var (key, at) in appended)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO documents (document_key, segment, record_offset, byte_length)
                SELECT @key, @Segment, @Offset, @Length WHERE NOT EXISTS (SELECT 1 FROM documents WHERE document_key = @key)
                """,
                new { key, at.Segment, at.Offset, at.Length }).ConfigureAwait(false);
        }
    }
}
