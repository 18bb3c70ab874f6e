using Gateway.Store.Archive;

namespace Gateway.Store.Relational;

/// <summary>Which archive record holds which document.</summary>
internal static class DocumentIndex
{
    public static Task<ArchiveLocation?> FindAsync(ReadSession session, string key) =>
        session.FirstAsync<ArchiveLocation>(
            "SELECT segment AS Segment, record_offset AS \"Offset\", byte_length AS Length FROM documents WHERE document_key = @key", new { key });

    /// <summary>Documents behind a key, with where they lie.</summary>
    public static async Task<IReadOnlyList<(string Key, ArchiveLocation Location)>> PageAsync(ReadSession session, string after, int max)
    {
        var rows = await session.PageAsync<DocumentRow>(
            "SELECT document_key AS DocumentKey, segment AS Segment, record_offset AS RecordOffset, byte_length AS ByteLength FROM documents WHERE document_key > @after ORDER BY document_key",
            new { after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => (r.DocumentKey, new ArchiveLocation(r.Segment, r.RecordOffset, r.ByteLength)))];
    }

    /// <summary>The segments that hold a document.</summary>
    public static Task<IReadOnlyList<string>> SegmentsAsync(ReadSession session) => session.ListAsync<string>("SELECT DISTINCT segment FROM documents");

    /// <summary>The segments that hold a document, each with the end of the last one in it. Reads the whole index.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ExtentsAsync(ReadSession session) =>
        (await session.ListAsync<DocumentRow>(
            """
            SELECT d.document_key AS DocumentKey, d.segment AS Segment, d.record_offset AS RecordOffset, d.byte_length AS ByteLength
            FROM documents d JOIN (SELECT segment, MAX(record_offset) AS last_offset FROM documents GROUP BY segment) l ON l.segment = d.segment AND l.last_offset = d.record_offset
            """).ConfigureAwait(false))
        .ToDictionary(r => r.Segment, r => r.RecordOffset + SegmentRecord.HeaderLength(r.DocumentKey) + r.ByteLength, StringComparer.Ordinal);

    /// <summary>The document lies elsewhere now; nothing happens if it was moved meanwhile.</summary>
    public static Task<int> MoveAsync(WriteSession session, string key, ArchiveLocation from, ArchiveLocation to) =>
        session.ExecuteAsync(
            "UPDATE documents SET segment = @Segment, record_offset = @Offset, byte_length = @Length WHERE document_key = @key AND segment = @fromSegment AND record_offset = @fromOffset",
            new { key, to.Segment, to.Offset, to.Length, fromSegment = from.Segment, fromOffset = from.Offset });

    /// <summary>When an order with the document was first accepted without a finding.</summary>
    public static async Task<DateTimeOffset?> FirstAcceptanceAsync(ReadSession session, string key) =>
        await session.FirstAsync<long?>("SELECT accepted_at FROM documents WHERE document_key = @key", new { key }).ConfigureAwait(false) is { } ticks ? Columns.Moment(ticks) : null;

    /// <summary>These came with an order that is accepted without a finding.</summary>
    public static Task<int> MarkAcceptedAsync(WriteSession session, IReadOnlyCollection<string> keys, DateTimeOffset at) =>
        keys.Count == 0 ? Task.FromResult(0) : session.ExecuteAsync("UPDATE documents SET accepted_at = @at WHERE document_key IN @keys AND accepted_at IS NULL", new { keys, at = at.UtcTicks });

    /// <summary>Another process may have indexed the same document meanwhile: the first stays, the second record is a harmless copy.</summary>
    /// <returns>How many are new to the index.</returns>
    public static async Task<int> AddAsync(WriteSession session, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        var added = 0;
        foreach (var (key, at) in appended)
        {
            added += await session.ExecuteAsync(
                """
                INSERT INTO documents (document_key, segment, record_offset, byte_length)
                SELECT @key, @Segment, @Offset, @Length WHERE NOT EXISTS (SELECT 1 FROM documents WHERE document_key = @key)
                """,
                new { key, at.Segment, at.Offset, at.Length }).ConfigureAwait(false);
        }

        return added;
    }

    sealed record DocumentRow
    {
        public string DocumentKey { get; init; } = "";
        public string Segment { get; init; } = "";
        public long RecordOffset { get; init; }
        public long ByteLength { get; init; }
    }
}
