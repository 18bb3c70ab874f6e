using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Store.Relational;

/// <summary>Packets, batches and their orders.</summary>
internal static class HubBatchSteps
{
    // Below what every product takes as parameters of one statement.
    const int Some = 500;

    public static async Task<DateTimeOffset?> FindPacketAsync(ReadSession session, string channelId, string digest) =>
        await session.FirstAsync<long?>("SELECT seen_at FROM hub_packets WHERE channel_id = @channelId AND digest = @digest", new { channelId, digest }).ConfigureAwait(false) is { } at ? Columns.Moment(at) : null;

    public static async Task RecordPacketAsync(WriteSession session, string channelId, string digest, string name)
    {
        var parameters = new { channelId, digest, name, at = session.Now.UtcTicks };
        if (await session.ExecuteAsync("UPDATE hub_packets SET seen_at = @at WHERE channel_id = @channelId AND digest = @digest", parameters).ConfigureAwait(false) == 0)
            await session.ExecuteAsync("INSERT INTO hub_packets (channel_id, digest, name, seen_at) VALUES (@channelId, @digest, @name, @at)", parameters).ConfigureAwait(false);
    }

    public static async Task EnterAsync(WriteSession session, string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos)
    {
        if (await FindAsync(session, channelId, kind, batch).ConfigureAwait(false) is null)
        {
            await session.ExecuteAsync(
                "INSERT INTO hub_batches (channel_id, kind, batch, taken_at, last_serial) VALUES (@channelId, @kind, @batch, @at, 0)", new { channelId, kind = (int)kind, batch, at = session.Now.UtcTicks }).ConfigureAwait(false);
        }

        var known = (await FindOrdersAsync(session, channelId, orderNos).ConfigureAwait(false)).Select(order => order.OrderNo).ToHashSet(StringComparer.Ordinal);
        foreach (var orderNo in orderNos.Where(known.Add)) await InsertAsync(session, channelId, kind, batch, orderNo).ConfigureAwait(false);
    }

    public static async Task MoveAsync(WriteSession session, string channelId, OrderKind kind, string batch, string orderNo)
    {
        var moved = await session.ExecuteAsync(
            "UPDATE hub_batch_orders SET batch = @batch, kind = @kind, answered = 0 WHERE channel_id = @channelId AND order_no = @orderNo", new { channelId, kind = (int)kind, batch, orderNo }).ConfigureAwait(false);
        if (moved == 0) await InsertAsync(session, channelId, kind, batch, orderNo).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<HubBatchOrder>> FindOrdersAsync(ReadSession session, string channelId, IReadOnlyList<string> orderNos)
    {
        var found = new List<OrderRow>();
        foreach (var some in orderNos.Distinct(StringComparer.Ordinal).Chunk(Some))
            found.AddRange(await session.ListAsync<OrderRow>("SELECT order_no AS OrderNo, batch AS Batch, answered AS Answered FROM hub_batch_orders WHERE channel_id = @channelId AND order_no IN @some", new { channelId, some }).ConfigureAwait(false));
        return [.. found.Select(row => row.Order)];
    }

    public static async Task<(HubBatch, IReadOnlyList<HubBatchOrder>)?> FindBatchAsync(ReadSession session, string channelId, OrderKind kind, string batch)
    {
        if (await FindAsync(session, channelId, kind, batch).ConfigureAwait(false) is not { } row) return null;
        var orders = await session.ListAsync<OrderRow>(
            "SELECT order_no AS OrderNo, batch AS Batch, answered AS Answered FROM hub_batch_orders WHERE channel_id = @channelId AND kind = @kind AND batch = @batch ORDER BY order_no",
            new { channelId, kind = (int)kind, batch }).ConfigureAwait(false);
        return (new HubBatch(batch, Columns.Moment(row.TakenAt), row.LastSerial), [.. orders.Select(o => o.Order)]);
    }

    public static async Task RecordAnswersAsync(WriteSession session, string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, int lastSerial)
    {
        foreach (var some in orderNos.Chunk(Some))
        {
            await session.ExecuteAsync(
                "UPDATE hub_batch_orders SET answered = 1 WHERE channel_id = @channelId AND batch = @batch AND kind = @kind AND order_no IN @some", new { channelId, kind = (int)kind, batch, some }).ConfigureAwait(false);
        }

        await session.ExecuteAsync(
            "UPDATE hub_batches SET last_serial = @lastSerial WHERE channel_id = @channelId AND kind = @kind AND batch = @batch AND last_serial < @lastSerial", new { channelId, kind = (int)kind, batch, lastSerial }).ConfigureAwait(false);
    }

    static Task<BatchRow?> FindAsync(ReadSession session, string channelId, OrderKind kind, string batch) => session.FirstAsync<BatchRow>(
        "SELECT taken_at AS TakenAt, last_serial AS LastSerial FROM hub_batches WHERE channel_id = @channelId AND kind = @kind AND batch = @batch", new { channelId, kind = (int)kind, batch });

    static Task<int> InsertAsync(WriteSession session, string channelId, OrderKind kind, string batch, string orderNo) => session.ExecuteAsync(
        "INSERT INTO hub_batch_orders (channel_id, order_no, kind, batch, answered) VALUES (@channelId, @orderNo, @kind, @batch, 0)", new { channelId, orderNo, kind = (int)kind, batch });

    sealed record BatchRow
    {
        public long TakenAt { get; init; }
        public int LastSerial { get; init; }
    }

    sealed record OrderRow
    {
        public string OrderNo { get; init; } = "";
        public string Batch { get; init; } = "";
        public bool Answered { get; init; }

        public HubBatchOrder Order => new(OrderNo, Batch, Answered);
    }
}
