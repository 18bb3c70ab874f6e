using Gateway.Register.Orders;
using Gateway.Store.Views;

namespace Gateway.Store.Relational;

/// <summary>Attempts that failed, and orders that came again.</summary>
internal static class SetbackSteps
{
    /// <summary>At the line that the account's next turn would open. The bank's own lines have no order that people look at: false.</summary>
    public static async Task<bool> RecordLineAsync(WriteSession session, string account, Setback setback)
    {
        var line = (await session.PageAsync<StoppedLine>(
            "SELECT line_id AS LineId, order_id AS OrderId FROM lines WHERE account = @account AND state < 3 ORDER BY state DESC, service_time, line_id", new { account, max = 1 }).ConfigureAwait(false)).SingleOrDefault();
        if (line?.OrderId is not { } orderId) return false;
        var stages = await session.PageAsync<int>("SELECT stage FROM intents WHERE line_id = @LineId ORDER BY recorded_at DESC, stage DESC", new { line.LineId, max = 1 }).ConfigureAwait(false);
        await RecordAsync(session, orderId, line.LineId, (OrderStep)stages.SingleOrDefault(), setback).ConfigureAwait(false);
        return true;
    }

    public static async Task RecordOrderAsync(WriteSession session, OrderKey key, OrderStep step, Setback setback)
    {
        if (await OrderQueries.FindAsync(session, key).ConfigureAwait(false) is { } order) await RecordAsync(session, order.OrderId, lineId: 0, step, setback).ConfigureAwait(false);
    }

    public static async Task RecordRepeatsAsync(WriteSession session, IReadOnlyDictionary<OrderKey, Repeats> repeats)
    {
        foreach (var (key, repeat) in repeats)
        {
            if (await OrderQueries.FindAsync(session, key).ConfigureAwait(false) is not { } order) continue;
            var row = new { order.OrderId, repeat.Times, at = repeat.LastAt.UtcTicks };
            if (await session.ExecuteAsync("UPDATE repeats SET times = times + @Times, last_at = CASE WHEN last_at < @at THEN @at ELSE last_at END WHERE order_id = @OrderId", row).ConfigureAwait(false) == 0)
                await session.ExecuteAsync("INSERT INTO repeats (order_id, times, last_at) VALUES (@OrderId, @Times, @at)", row).ConfigureAwait(false);
        }
    }

    public static async Task<IReadOnlyList<SetbackTrail>> ReadAsync(ReadSession session, long orderId) =>
        [.. (await session.ListAsync<SetbackRow>(
            "SELECT line_id AS LineId, step AS Step, failures AS Failures, first_at AS FirstAt, last_at AS LastAt, cause AS Cause FROM setbacks WHERE order_id = @orderId ORDER BY first_at",
            new { orderId }).ConfigureAwait(false)).Select(r => new SetbackTrail(r.LineId, r.Step, r.Failures, Columns.Moment(r.FirstAt), Columns.Moment(r.LastAt), r.Cause))];

    public static async Task<Repeats?> ReadRepeatsAsync(ReadSession session, long orderId) =>
        await session.FirstAsync<RepeatRow>("SELECT times AS Times, last_at AS LastAt FROM repeats WHERE order_id = @orderId", new { orderId }).ConfigureAwait(false) is { } row
            ? new Repeats(row.Times, Columns.Moment(row.LastAt)) : null;

    static async Task RecordAsync(WriteSession session, long orderId, long lineId, OrderStep step, Setback setback)
    {
        var cause = setback.Cause.Length > Setback.LongestCause ? setback.Cause[..Setback.LongestCause] : setback.Cause;
        var row = new { orderId, lineId, step = (int)step, setback.Failures, cause, now = session.Now.UtcTicks };
        if (await session.ExecuteAsync(
            "UPDATE setbacks SET failures = failures + @Failures, last_at = @now, cause = @cause WHERE order_id = @orderId AND line_id = @lineId AND step = @step", row).ConfigureAwait(false) == 0)
            await session.ExecuteAsync(
                "INSERT INTO setbacks (order_id, line_id, step, failures, first_at, last_at, cause) VALUES (@orderId, @lineId, @step, @Failures, @now, @now, @cause)", row).ConfigureAwait(false);
    }

    sealed record StoppedLine
    {
        public long LineId { get; init; }
        public long? OrderId { get; init; }
    }

    sealed record SetbackRow
    {
        public long LineId { get; init; }
        public OrderStep Step { get; init; }
        public int Failures { get; init; }
        public long FirstAt { get; init; }
        public long LastAt { get; init; }
        public string Cause { get; init; } = "";
    }

    sealed record RepeatRow
    {
        public long Times { get; init; }
        public long LastAt { get; init; }
    }
}
