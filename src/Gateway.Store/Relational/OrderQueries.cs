using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>Reading orders.</summary>
internal static class OrderQueries
{
    /// <summary>Without the order itself, and with nothing opened: what is sealed is not asked for here.</summary>
    public static Task<OrderRow?> NewestAsync(ReadSession session, string channelId, string orderNo) =>
        session.FirstAsync<OrderRow>(
            $"""
            SELECT {OrderRow.Columns} FROM orders o
            WHERE channel_id = @channelId AND order_no = @orderNo
              AND version = (SELECT MAX(version) FROM orders n WHERE n.channel_id = @channelId AND n.order_no = @orderNo)
            """,
            new { channelId, orderNo });

    /// <summary>The row without the order itself, and with nothing opened.</summary>
    public static Task<OrderRow?> FindAsync(ReadSession session, OrderKey key) =>
        session.FirstAsync<OrderRow>($"SELECT {OrderRow.Columns} FROM orders WHERE channel_id = @ChannelId AND order_no = @OrderNo AND version = @Version", key);

    /// <summary>The row with the order.</summary>
    public static async Task<OrderRow?> ByIdAsync(ReadSession session, long orderId) =>
        (await session.FirstAsync<OrderRow>($"SELECT {OrderRow.Columns}, order_json AS OrderJson FROM orders WHERE order_id = @orderId", new { orderId }).ConfigureAwait(false))?.Opened(session.Cipher);

    /// <summary>The order with all that is known of it, or the record of the archive that it has moved to.</summary>
    public static async Task<(OrderFile? File, string? ArchivedKey)> FileAsync(ReadSession session, OrderKey key)
    {
        if (await FindAsync(session, key).ConfigureAwait(false) is not { OrderId: var orderId }) return (null, null);
        var row = (await ByIdAsync(session, orderId).ConfigureAwait(false))!;
        if (row.ArchivedKey is { } archived) return (null, archived);
        var answers = await session.ListAsync<LineAnswerRow>(
            "SELECT line_id AS LineId, answer_json AS AnswerJson FROM lines WHERE order_id = @OrderId AND answer_json IS NOT NULL ORDER BY line_id", new { row.OrderId }).ConfigureAwait(false);
        var inquiry = await session.FirstAsync<string>("SELECT answer_json FROM inquiry_answers WHERE order_id = @OrderId", new { row.OrderId }).ConfigureAwait(false);
        var inReview = await session.FirstAsync<long>("SELECT COUNT(*) FROM lines WHERE order_id = @OrderId AND state = 4", new { row.OrderId }).ConfigureAwait(false);
        var file = new OrderFile(
            row.Key, StoreJson.Read<Order>(row.OrderJson), row.State, row.Refusal, row.DocumentRefusalDetail, row.Arrived, row.Served,
            [.. answers.Select(a => StoreJson.Read<LineAnswer>(session.Cipher.Open(SealedColumns.LineAnswer.Of(a.LineId), a.AnswerJson)))],
            inquiry is null ? null : StoreJson.Read<InquiryAnswer>(session.Cipher.Open(SealedColumns.InquiryAnswer.Of(row.OrderId), inquiry)), row.OpenLines)
        { LinesInReview = (int)inReview, InquiryInReview = row.InReview, TraceParent = row.TraceParent };
        return (file, null);
    }

    public static async Task<IReadOnlyList<UnansweredOrder>> UnansweredAsync(ReadSession session, OrderKind kind, long after, int max)
    {
        var rows = await session.PageAsync<OrderRow>(
            $"SELECT {OrderRow.Columns} FROM orders WHERE kind = @kind AND state = 1 AND complete = 1 AND order_id > @after ORDER BY order_id", new { kind = (int)kind, after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => new UnansweredOrder(r.OrderId, r.Key))];
    }

    public static async Task<IReadOnlyList<UnansweredOrder>> InterimDueAsync(ReadSession session, DateTimeOffset before, long after, int max)
    {
        var rows = await session.PageAsync<OrderRow>(
            $"""
            SELECT {OrderRow.Columns} FROM orders WHERE kind = 2 AND complete = 0 AND order_id > @after AND arrived_at <= @before
              AND (interim_at IS NULL OR (interim_at <= @before AND interim_open_lines <> open_lines)) ORDER BY order_id
            """,
            new { before = before.UtcTicks, after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => new UnansweredOrder(r.OrderId, r.Key))];
    }

    public static async Task<IReadOnlyList<ChannelBacklog>> BacklogsAsync(ReadSession session)
    {
        var rows = await session.ListAsync<BacklogRow>(
            "SELECT channel_id AS ChannelId, kind AS Kind, CAST(COUNT(*) AS BIGINT) AS Orders FROM orders WHERE complete = 0 GROUP BY channel_id, kind").ConfigureAwait(false);
        return [.. rows.Select(r => new ChannelBacklog(r.ChannelId, r.Kind, r.Orders))];
    }

    public static async Task<IReadOnlyList<OpenInquiry>> OpenInquiriesAsync(ReadSession session, string partyKey, int max)
    {
        var rows = await session.PageAsync<OrderRow>(
            $"""
            SELECT {OrderRow.Columns}, order_json AS OrderJson FROM orders
            WHERE party_key = @partyKey AND kind = 1 AND complete = 0 AND in_review = 0 ORDER BY service_time, order_id
            """,
            new { partyKey, max }).ConfigureAwait(false);
        return [.. rows.Select(r => r.Opened(session.Cipher)).Select(r => new OpenInquiry(r.Key, StoreJson.Read<Order>(r.OrderJson), r.Refusal, r.DocumentRefusalDetail, r.Served)
        {
            Notes = r.Notes,
            TraceParent = r.TraceParent,
            Review = Columns.Named<ReviewVerdict>(r.ReviewVerdict) is { } verdict ? new ReviewOutcome(verdict, r.ReviewNote ?? "") : null,
        })];
    }

    sealed record LineAnswerRow
    {
        public long LineId { get; init; }
        public string AnswerJson { get; init; } = "";
    }

    sealed record BacklogRow
    {
        public string ChannelId { get; init; } = "";
        public OrderKind Kind { get; init; }
        public long Orders { get; init; }
    }
}
