using Gateway.Register.Orders;
using Gateway.Store.Archive;

namespace Gateway.Store.Relational;

/// <summary>Receipts: one sequence per channel without gap or repeat (I7), one FINAL per order version (I1).</summary>
internal static class ReceiptSteps
{
    /// <exception cref="InvalidOperationException">No such order, or a FINAL receipt while lines are open.</exception>
    public static async Task<ReceiptRow> StoreAsync(WriteSession session, NewReceipt receipt, string ofdKey, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        var order = await OrderQueries.FindAsync(session, receipt.Order).ConfigureAwait(false) ?? throw new InvalidOperationException($"No order {receipt.Order} to answer.");
        if (receipt.Kind == ReceiptKind.Final)
        {
            if (await FinalOfAsync(session, order.OrderId).ConfigureAwait(false) is { } there) return there;
            if (!order.Complete) throw new InvalidOperationException($"{receipt.Order} has open lines: its answer is not final.");
        }

        if (receipt.NoticeId is { } told && await OfNoticeAsync(session, told).ConfigureAwait(false) is { } carried) return carried;
        if (receipt.ObjectionId is { } raised && await OfObjectionAsync(session, raised).ConfigureAwait(false) is { } letter) return letter;
        var row = await InsertAsync(session, receipt, order.OrderId, ofdKey, appended).ConfigureAwait(false);
        if (receipt.ObjectionId is { } objectionId) await ObjectionSteps.SealedAsync(session, objectionId, row.Sequence, receipt.ReplyUntil!.Value).ConfigureAwait(false);
        if (receipt.Kind == ReceiptKind.Final)
        {
            await session.ExecuteAsync("UPDATE orders SET state = 2 WHERE order_id = @OrderId", new { order.OrderId }).ConfigureAwait(false);
            await OutcomeSteps.AnsweredAsync(session, order).ConfigureAwait(false);
        }

        if (receipt.NoticeId is { } noticeId) await session.ExecuteAsync("UPDATE notices SET receipt_sequence = @Sequence WHERE notice_id = @noticeId", new { row.Sequence, noticeId }).ConfigureAwait(false);
        return row;
    }

    /// <summary>Null: lines came to their outcome meanwhile, or that state was told already.</summary>
    /// <exception cref="InvalidOperationException">No such order.</exception>
    public static async Task<ReceiptRow?> StoreInterimAsync(WriteSession session, NewReceipt receipt, int openLines, string ofdKey, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        var order = await OrderQueries.FindAsync(session, receipt.Order).ConfigureAwait(false) ?? throw new InvalidOperationException($"No order {receipt.Order} to answer.");
        if (order.Complete || order.OpenLines != openLines) return null;
        var told = await session.ExecuteAsync(
            "UPDATE orders SET interim_open_lines = @openLines, interim_at = @now WHERE order_id = @OrderId AND (interim_open_lines IS NULL OR interim_open_lines <> @openLines)",
            new { order.OrderId, openLines, now = session.Now.UtcTicks }).ConfigureAwait(false);
        return told == 0 ? null : await InsertAsync(session, receipt, order.OrderId, ofdKey, appended).ConfigureAwait(false);
    }

    static async Task<ReceiptRow> InsertAsync(WriteSession session, NewReceipt receipt, long orderId, string ofdKey, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        await DocumentIndex.AddAsync(session, appended).ConfigureAwait(false);
        var channel = receipt.ChannelId ?? receipt.Order.ChannelId;
        var sequence = await NextSequenceAsync(session, channel).ConfigureAwait(false);
        var row = new ReceiptRow
        {
            ChannelId = channel,
            Sequence = sequence,
            OrderId = orderId,
            Kind = receipt.Kind,
            OfdKey = ofdKey,
            Body = session.Cipher.Seal(SealedColumns.Receipt.Of(channel, sequence), receipt.Body),
            CreatedAt = receipt.CreatedAt.UtcTicks,
            OrderChannelId = receipt.Order.ChannelId,
            OrderNo = receipt.Order.OrderNo,
            Version = receipt.Order.Version,
        };
        await session.ExecuteAsync(
            """
            INSERT INTO receipts (channel_id, sequence, order_id, kind, ofd_key, body, created_at)
            VALUES (@ChannelId, @Sequence, @OrderId, @Kind, @OfdKey, @Body, @CreatedAt)
            """,
            row).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Receipt(receipt.Order, receipt.Kind, row.Sequence, ofdKey)).ConfigureAwait(false);
        return row;
    }

    /// <returns>The numbers that the channel never got.</returns>
    public static async Task<IReadOnlyList<long>> AcknowledgeAsync(WriteSession session, string channelId, IReadOnlyList<long> sequences)
    {
        var unknown = new List<long>();
        foreach (var sequence in sequences)
        {
            var row = await FindAsync(session, channelId, sequence).ConfigureAwait(false);
            if (row is null) unknown.Add(sequence);
            else if (row.AcknowledgedAt is null) await AcknowledgeAsync(session, row).ConfigureAwait(false);
        }

        return unknown;
    }

    public static Task<ReceiptRow?> FinalOfAsync(ReadSession session, long orderId) =>
        session.FirstAsync<ReceiptRow>($"{ReceiptRow.Select} WHERE r.order_id = @orderId AND r.kind = 1", new { orderId });

    static Task<ReceiptRow?> OfNoticeAsync(ReadSession session, long noticeId) =>
        session.FirstAsync<ReceiptRow>(
            $"{ReceiptRow.Select} JOIN notices n ON n.order_id = r.order_id AND n.receipt_sequence = r.sequence AND COALESCE(n.channel_id, o.channel_id) = r.channel_id WHERE n.notice_id = @noticeId", new { noticeId });

    static Task<ReceiptRow?> OfObjectionAsync(ReadSession session, long objectionId) =>
        session.FirstAsync<ReceiptRow>(
            $"{ReceiptRow.Select} JOIN objections b ON b.order_id = r.order_id AND b.receipt_sequence = r.sequence WHERE b.objection_id = @objectionId AND r.kind = 5", new { objectionId });

    public static Task<IReadOnlyList<ReceiptRow>> ReadAsync(ReadSession session, string channelId, long fromSequence, int max, bool acknowledgedToo) =>
        session.PageAsync<ReceiptRow>(
            $"""
            {ReceiptRow.Select} WHERE r.channel_id = @channelId AND r.sequence >= @fromSequence AND r.lost = 0{(acknowledgedToo ? "" : " AND r.acknowledged_at IS NULL")}
            ORDER BY r.sequence
            """,
            new { channelId, fromSequence, max });

    public static Task<ReceiptRow?> FindAsync(ReadSession session, string channelId, long sequence) =>
        session.FirstAsync<ReceiptRow>($"{ReceiptRow.Select} WHERE r.channel_id = @channelId AND r.sequence = @sequence", new { channelId, sequence });

    public static Task<long> LastAsync(ReadSession session, string channelId) => session.FirstAsync<long>("SELECT last_receipt FROM channels WHERE channel_id = @channelId", new { channelId });

    /// <summary>By channel, where one waits. Channel by channel: each is the first entry of its part of an index, however many wait.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> OldestUnacknowledgedAsync(ReadSession session)
    {
        var oldest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var channelId in await session.ListAsync<string>("SELECT channel_id FROM channels").ConfigureAwait(false))
        {
            var first = await session.PageAsync<long>(
                "SELECT created_at FROM receipts WHERE channel_id = @channelId AND acknowledged_at IS NULL ORDER BY sequence", new { channelId, max = 1 }).ConfigureAwait(false);
            if (first is [var ticks]) oldest.Add(channelId, Columns.Moment(ticks));
        }

        return oldest;
    }

    /// <summary>The FINAL receipt of the newest version that has one, or of the version named.</summary>
    public static async Task<ReceiptRow?> FindAsync(ReadSession session, string channelId, string orderNo, int? version) =>
        (await session.PageAsync<ReceiptRow>(
            $"""
            {ReceiptRow.Select} WHERE o.channel_id = @channelId AND o.order_no = @orderNo AND r.kind = 1{(version is null ? "" : " AND o.version = @version")}
            ORDER BY o.version DESC
            """,
            new { channelId, orderNo, version, max = 1 }).ConfigureAwait(false)).SingleOrDefault();

    static async Task AcknowledgeAsync(WriteSession session, ReceiptRow row)
    {
        await session.ExecuteAsync(
            "UPDATE receipts SET acknowledged_at = @now WHERE channel_id = @ChannelId AND sequence = @Sequence",
            new { row.ChannelId, row.Sequence, now = session.Now.UtcTicks }).ConfigureAwait(false);
        if (row.Kind == ReceiptKind.Final) await session.ExecuteAsync("UPDATE orders SET state = 3 WHERE order_id = @OrderId", new { row.OrderId }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Acknowledged(row.Key, row.ChannelId, row.Sequence)).ConfigureAwait(false);
    }

    static async Task<long> NextSequenceAsync(WriteSession session, string channelId)
    {
        if (await session.ExecuteAsync("UPDATE channels SET last_receipt = last_receipt + 1 WHERE channel_id = @channelId", new { channelId }).ConfigureAwait(false) == 0)
            await session.ExecuteAsync("INSERT INTO channels (channel_id, last_receipt) VALUES (@channelId, 1)", new { channelId }).ConfigureAwait(false);
        return await LastAsync(session, channelId).ConfigureAwait(false);
    }
}
