using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Tests.HubFiles;

/// <summary>Packets and batches in memory, as the store keeps them.</summary>
sealed class BatchBook(TimeProvider time) : IHubBatches
{
    readonly Dictionary<string, DateTimeOffset> packets = [];
    readonly Dictionary<string, HubBatch> batches = [];
    readonly Dictionary<string, HubBatchOrder> orders = [];

    /// <summary>The process dies while the next answers are booked: their packet is there, and nothing says so.</summary>
    public bool DiesAtBooking { get; set; }

    public Task<DateTimeOffset?> FindPacketAsync(string channelId, string digest, CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(packets.TryGetValue(digest, out var at) ? at : null);

    public Task RecordPacketAsync(string channelId, string digest, string name, CancellationToken cancel)
    {
        packets[digest] = time.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task EnterOrdersAsync(string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, CancellationToken cancel)
    {
        batches.TryAdd(batch, new HubBatch(batch, time.GetUtcNow(), 0));
        foreach (var orderNo in orderNos) orders.TryAdd(orderNo, new HubBatchOrder(orderNo, batch, false));
        return Task.CompletedTask;
    }

    public Task MoveOrderAsync(string channelId, OrderKind kind, string batch, string orderNo, CancellationToken cancel)
    {
        orders[orderNo] = new HubBatchOrder(orderNo, batch, false);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<HubBatchOrder>> FindOrdersAsync(string channelId, IReadOnlyList<string> orderNos, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<HubBatchOrder>>([.. orderNos.Distinct().Where(orders.ContainsKey).Select(no => orders[no])]);

    public Task<(HubBatch Batch, IReadOnlyList<HubBatchOrder> Orders)?> FindBatchAsync(string channelId, OrderKind kind, string batch, CancellationToken cancel) =>
        Task.FromResult<(HubBatch, IReadOnlyList<HubBatchOrder>)?>(batches.TryGetValue(batch, out var known) ? (known, [.. orders.Values.Where(o => o.Batch == batch)]) : null);

    public Task RecordAnswersAsync(string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, int lastSerial, CancellationToken cancel)
    {
        if (DiesAtBooking) throw new IOException("killed");
        foreach (var orderNo in orderNos.Where(orders.ContainsKey)) orders[orderNo] = orders[orderNo] with { Answered = true };
        if (batches.TryGetValue(batch, out var known)) batches[batch] = known with { LastSerial = Math.Max(known.LastSerial, lastSerial) };
        return Task.CompletedTask;
    }
}
