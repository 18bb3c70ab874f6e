using Gateway.Store.Archive;

namespace Gateway.Store.Relational;

/// <summary>Which archive record holds which document.</summary>
internal static class DocumentIndex
{
    public static Task<ArchiveLocation?> FindAsync(ReadSession session, string key) =>
        session.FirstAsync<ArchiveLocation>(
            "SELECT segment AS Segment, record_offset AS \"Offset\", byte_length AS Length FROM documents WHERE document_key = @key", new { key });

    /// <summary>When an order with the document was first accepted without a finding.</summary>
    public static async Task<DateTimeOffset?> FirstAcceptanceAsync(ReadSession session, string key) =>
        await session.FirstAsync<long?>("SELECT accepted_at FROM documents WHERE document_key = @key", new { key }).ConfigureAwait(false) is { } ticks ? Columns.Moment(ticks) : null;

    /// <summary>These came with an order that is accepted without a finding.</summary>
    public static Task<int> MarkAcceptedAsync(WriteSession session, IReadOnlyCollection<string> keys, DateTimeOffset at) =>
        keys.Count == 0 ? Task.FromResult(0) : session.ExecuteAsync("UPDATE documents SET accepted_at = @at WHERE document_key IN @keys AND accepted_at IS NULL", new { keys, at = at.UtcTicks });

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
