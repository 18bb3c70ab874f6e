using Gateway.Store.Archive;
using Gateway.Store.Retention;

namespace Gateway.Store.Relational;

/// <summary>Moving closed orders out of the tables of daily work.</summary>
internal static class RetentionSteps
{
    const string LineNo = "\"LineNo\"";

    /// <summary>The next closed orders with whether they may go; the last one's number is where to go on.</summary>
    public static async Task<(IReadOnlyList<long> Due, long? Next)> DueAsync(ReadSession session, DateTimeOffset before, long after, int max)
    {
        var rows = await session.PageAsync<ClosedOrder>(
            """
            SELECT o.order_id AS OrderId,
                   (SELECT COUNT(*) FROM receipts r WHERE r.order_id = o.order_id AND (r.acknowledged_at IS NULL OR r.acknowledged_at > @before)) AS Recent,
                   (SELECT COUNT(*) FROM notices n WHERE n.order_id = o.order_id AND n.receipt_sequence IS NULL) AS Untold,
                   (SELECT COUNT(*) FROM freezes f WHERE f.order_no = o.order_no AND f.channel_id = o.channel_id AND f.order_version = o.version AND f.live = 1) AS Live,
                   (SELECT COUNT(*) FROM objections b WHERE b.order_id = o.order_id AND b.state = 'Open') AS Disputed
            FROM orders o WHERE o.state = 3 AND o.archived_key IS NULL AND o.order_id > @after ORDER BY o.order_id
            """,
            new { before = before.UtcTicks, after, max }).ConfigureAwait(false);
        return ([.. rows.Where(r => r is { Recent: 0, Untold: 0, Live: 0, Disputed: 0 }).Select(r => r.OrderId)], rows.Count < max ? null : rows[^1].OrderId);
    }

    public static async Task<ArchivedOrder> ReadAsync(ReadSession session, long orderId)
    {
        var row = (await OrderQueries.ByIdAsync(session, orderId).ConfigureAwait(false))!;
        var (file, _) = await OrderQueries.FileAsync(session, row.Key).ConfigureAwait(false);
        var lines = await session.ListAsync<LineContent>(
            $"SELECT line_id AS LineId, line_no AS {LineNo}, line_json AS LineJson FROM lines WHERE order_id = @orderId ORDER BY line_id", new { orderId }).ConfigureAwait(false);
        var intents = await session.ListAsync<IntentContent>(
            "SELECT i.line_id AS LineId, i.stage AS Stage, i.decision_json AS DecisionJson FROM intents i JOIN lines l ON l.line_id = i.line_id WHERE l.order_id = @orderId ORDER BY i.line_id, i.stage", new { orderId }).ConfigureAwait(false);
        var receipts = await session.ListAsync<ReceiptContent>(
            "SELECT channel_id AS ChannelId, sequence AS Sequence, body AS Body FROM receipts WHERE order_id = @orderId ORDER BY channel_id, sequence", new { orderId }).ConfigureAwait(false);
        var decisions = intents.ToLookup(i => i.LineId, i => session.Cipher.Open(SealedColumns.Intent.Of(i.LineId, i.Stage), i.DecisionJson));
        return new ArchivedOrder(
            file!, row.NotesJson, [.. lines.Select(l => new ArchivedLine(l.LineId, l.LineNo, session.Cipher.Open(SealedColumns.Line.Of(l.LineId), l.LineJson), [.. decisions[l.LineId]]))],
            [.. receipts.Select(r => new ArchivedReceipt(r.ChannelId, r.Sequence, session.Cipher.Open(SealedColumns.Receipt.Of(r.ChannelId, r.Sequence), r.Body)))]);
    }

    /// <summary>The order's content is in the archive: its rows let go of it. False: something about the order has changed since it was read, so it stays.</summary>
    public static async Task<bool> EmptyAsync(WriteSession session, long orderId, string key, ArchivedOrder content, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        var emptied = await session.ExecuteAsync(
            """
            UPDATE orders SET archived_key = @key, order_json = '', notes_json = NULL, review_note = NULL
            WHERE order_id = @orderId AND state = 3 AND archived_key IS NULL
              AND (SELECT COUNT(*) FROM receipts r WHERE r.order_id = @orderId) = @Count
              AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.order_id = @orderId AND n.receipt_sequence IS NULL)
              AND NOT EXISTS (SELECT 1 FROM objections b WHERE b.order_id = @orderId AND b.state = 'Open')
            """,
            new { orderId, key, content.Receipts.Count }).ConfigureAwait(false);
        if (emptied == 0) return false;
        await DocumentIndex.AddAsync(session, appended).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM intents WHERE line_id IN (SELECT line_id FROM lines WHERE order_id = @orderId)", new { orderId }).ConfigureAwait(false);
        await session.ExecuteAsync("UPDATE lines SET line_json = '', answer_json = NULL, emptied = 1 WHERE order_id = @orderId", new { orderId }).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM inquiry_answers WHERE order_id = @orderId", new { orderId }).ConfigureAwait(false);
        await session.ExecuteAsync("UPDATE receipts SET body = @nothing WHERE order_id = @orderId", new { orderId, nothing = Array.Empty<byte>() }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Archived(content.File.Key, key)).ConfigureAwait(false);
        return true;
    }

    public static async Task<int> ClearAsync(WriteSession session, DateTimeOffset before, int max)
    {
        var moment = new { before = before.UtcTicks, max };
        var notices = await session.PageAsync<long>(
            "SELECT notice_id FROM notices WHERE receipt_sequence IS NOT NULL AND recorded_at <= @before ORDER BY recorded_at", moment).ConfigureAwait(false);
        foreach (var noticeId in notices) await session.ExecuteAsync("DELETE FROM notices WHERE notice_id = @noticeId", new { noticeId }).ConfigureAwait(false);
        var lines = await session.PageAsync<long>(
            "SELECT line_id FROM lines WHERE order_id IS NULL AND state = 3 AND emptied = 0 AND final_at <= @before ORDER BY final_at", moment).ConfigureAwait(false);
        foreach (var lineId in lines)
        {
            await session.ExecuteAsync("DELETE FROM intents WHERE line_id = @lineId", new { lineId }).ConfigureAwait(false);
            await session.ExecuteAsync("UPDATE lines SET line_json = '', emptied = 1 WHERE line_id = @lineId", new { lineId }).ConfigureAwait(false);
        }

        // What came back later than that is found by reconciliation, as money under a hold that nobody put.
        var payments = await session.PageAsync<long>(
            "SELECT p.line_id FROM payments p JOIN orders o ON o.order_id = p.order_id WHERE p.state > 1 AND p.asking = 0 AND p.untold = 0 AND p.asked_at <= @before AND o.archived_key IS NOT NULL ORDER BY p.asked_at", moment).ConfigureAwait(false);
        foreach (var lineId in payments) await session.ExecuteAsync("DELETE FROM payments WHERE line_id = @lineId", new { lineId }).ConfigureAwait(false);

        var hubs = await HubRetentionSteps.ClearAsync(session, before, max).ConfigureAwait(false);

        // Processes that have not written for so long are no more; one that still is begins anew.
        await session.ExecuteAsync("DELETE FROM writers WHERE written_at <= @before", moment).ConfigureAwait(false);
        return new[] { notices.Count, lines.Count, payments.Count, hubs }.Max();
    }

    sealed record ClosedOrder
    {
        public long OrderId { get; init; }
        public long Recent { get; init; }
        public long Untold { get; init; }
        public long Live { get; init; }
        public long Disputed { get; init; }
    }

    sealed record LineContent
    {
        public long LineId { get; init; }
        public string LineNo { get; init; } = "";
        public string LineJson { get; init; } = "";
    }

    sealed record IntentContent
    {
        public long LineId { get; init; }
        public int Stage { get; init; }
        public string DecisionJson { get; init; } = "";
    }

    sealed record ReceiptContent
    {
        public string ChannelId { get; init; } = "";
        public long Sequence { get; init; }
        public byte[] Body { get; init; } = [];
    }
}
