using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Views;

namespace Gateway.Store.Relational;

/// <summary>Lists and pages for people. Each reads by an index, at most a page of rows.</summary>
internal static class ViewQueries
{
    public static async Task<Pace> PaceAsync(ReadSession session, int orders)
    {
        var last = await LastOrderAsync(session).ConfigureAwait(false);
        // Order numbers rise with arrival: the latest are those behind a number.
        var rows = await session.ListAsync<WaitRow>(
            """
            SELECT o.service_time AS ServedAt, r.created_at AS AnsweredAt FROM orders o JOIN receipts r ON r.order_id = o.order_id AND r.kind = 1
            WHERE o.order_id > @from
            """,
            new { from = last - orders }).ConfigureAwait(false);
        return new Pace(last, [.. rows.Select(r => TimeSpan.FromTicks(Math.Max(0, r.AnsweredAt - r.ServedAt)))]);
    }

    public static async Task<IReadOnlyList<OrderSummary>> OrdersAsync(ReadSession session, OrderFilter filter, long before, int max)
    {
        var rows = await OrderSearch.FindAsync(session, filter, before, max).ConfigureAwait(false);
        return [.. rows.Select(Summary)];
    }

    public static async Task<OrderTrail?> TrailAsync(ReadSession session, OrderKey key)
    {
        if (await OrderQueries.FindAsync(session, key).ConfigureAwait(false) is not { } order) return null;
        var lines = await session.ListAsync<LineTrailRow>(
            "SELECT line_id AS LineId, line_no AS LineNumber, measure AS Measure, account AS Account, state AS State, final_at AS FinalAt FROM lines WHERE order_id = @OrderId ORDER BY line_id",
            new { order.OrderId }).ConfigureAwait(false);
        var stages = await session.ListAsync<StageRow>(
            "SELECT i.line_id AS LineId, i.stage AS Stage, i.recorded_at AS RecordedAt, i.decision_json AS DecisionJson FROM intents i JOIN lines l ON l.line_id = i.line_id WHERE l.order_id = @OrderId ORDER BY i.recorded_at, i.stage",
            new { order.OrderId }).ConfigureAwait(false);
        var receipts = await session.ListAsync<ReceiptRow>($"{ReceiptRow.Select} WHERE r.order_id = @OrderId ORDER BY r.created_at, r.sequence", new { order.OrderId }).ConfigureAwait(false);
        var versions = await session.ListAsync<int>(
            "SELECT version FROM orders WHERE channel_id = @ChannelId AND order_no = @OrderNo ORDER BY version", new { key.ChannelId, key.OrderNo }).ConfigureAwait(false);
        return new OrderTrail(
            Summary(order),
            [.. lines.Select(l => new LineTrail(
                l.LineId, l.LineNumber, l.Measure, l.Account, l.State, Moment(l.FinalAt),
                [.. stages.Where(s => s.LineId == l.LineId).Select(s => Stage(session, key, l, s))]))],
            [.. receipts.Select(r => new ReceiptTrail(r.ChannelId, r.Sequence, r.Kind, r.OfdKey, Columns.Moment(r.CreatedAt), Moment(r.AcknowledgedAt)))],
            versions)
        {
            Setbacks = await SetbackSteps.ReadAsync(session, order.OrderId).ConfigureAwait(false),
            Repeats = await SetbackSteps.ReadRepeatsAsync(session, order.OrderId).ConfigureAwait(false),
        };
    }

    public static async Task<IReadOnlyList<WaitingLine>> WaitingAsync(ReadSession session, string account, int max)
    {
        var rows = await session.PageAsync<WaitingRow>(
            """
            SELECT l.line_no AS LineNumber, l.measure AS Measure, l.state AS State, l.service_time AS ServiceTime, o.channel_id AS ChannelId, o.order_no AS OrderNo, o.version AS Version
            FROM lines l LEFT JOIN orders o ON o.order_id = l.order_id WHERE l.account = @account AND l.state < 3 ORDER BY l.state DESC, l.service_time, l.line_id
            """,
            new { account, max }).ConfigureAwait(false);
        return [.. rows.Select(r => new WaitingLine(r.OrderNo is null ? null : new OrderKey(r.ChannelId!, r.OrderNo, r.Version), r.LineNumber, r.Measure, r.State, Columns.Moment(r.ServiceTime)))];
    }

    static Task<long> LastOrderAsync(ReadSession session) => session.FirstAsync<long>("SELECT last_order_id FROM store_head WHERE head_id = 1");

    static OrderSummary Summary(OrderRow row) => new(row.OrderId, row.Key, row.Kind, row.State, row.Arrived, row.Served, row.OpenLines, row.Refusal) { CourtCode = row.CourtCode, CaseNo = row.CaseNo };

    static StageTrail Stage(ReadSession session, OrderKey order, LineTrailRow line, StageRow row)
    {
        var decision = StoreJson.Read<Decision>(session.Cipher.Open(SealedColumns.Intent.Of(row.LineId, row.Stage), row.DecisionJson));
        var calls = decision.Instructions.Select((instruction, index) => new CoreCallTrail(LineCase.CoreKey($"{order}:{line.LineNumber}", row.Stage, index + 1), instruction));
        return new StageTrail(row.Stage, Columns.Moment(row.RecordedAt), [.. calls]);
    }

    static DateTimeOffset? Moment(long? ticks) => ticks is { } at ? Columns.Moment(at) : null;

    sealed record WaitRow
    {
        public long ServedAt { get; init; }
        public long AnsweredAt { get; init; }
    }

    sealed record WaitingRow
    {
        public string LineNumber { get; init; } = "";
        public Measure Measure { get; init; }
        public int State { get; init; }
        public long ServiceTime { get; init; }
        public string? ChannelId { get; init; }
        public string? OrderNo { get; init; }
        public int Version { get; init; }
    }

    sealed record LineTrailRow
    {
        public long LineId { get; init; }
        public string LineNumber { get; init; } = "";
        public Measure Measure { get; init; }
        public string Account { get; init; } = "";
        public int State { get; init; }
        public long? FinalAt { get; init; }
    }

    sealed record StageRow
    {
        public long LineId { get; init; }
        public int Stage { get; init; }
        public long RecordedAt { get; init; }
        public string DecisionJson { get; init; } = "";
    }
}
