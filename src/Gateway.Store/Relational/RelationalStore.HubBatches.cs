using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Store.Relational;

// What a hub that sends files has sent.
public abstract partial class RelationalStore : IHubBatches
{
    /// <inheritdoc/>
    public Task<DateTimeOffset?> FindPacketAsync(string channelId, string digest, CancellationToken cancel) => ReadAsync(s => HubBatchSteps.FindPacketAsync(s, channelId, digest), cancel);

    /// <inheritdoc/>
    public Task RecordPacketAsync(string channelId, string digest, string name, CancellationToken cancel) => WriteAsync(s => HubBatchSteps.RecordPacketAsync(s, channelId, digest, name), cancel);

    /// <inheritdoc/>
    public Task EnterOrdersAsync(string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, CancellationToken cancel) =>
        WriteAsync(s => HubBatchSteps.EnterAsync(s, channelId, kind, batch, orderNos), cancel);

    /// <inheritdoc/>
    public Task MoveOrderAsync(string channelId, OrderKind kind, string batch, string orderNo, CancellationToken cancel) =>
        WriteAsync(s => HubBatchSteps.MoveAsync(s, channelId, kind, batch, orderNo), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HubBatchOrder>> FindOrdersAsync(string channelId, IReadOnlyList<string> orderNos, CancellationToken cancel) =>
        ReadAsync(s => HubBatchSteps.FindOrdersAsync(s, channelId, orderNos), cancel);

    /// <inheritdoc/>
    public Task<(HubBatch Batch, IReadOnlyList<HubBatchOrder> Orders)?> FindBatchAsync(string channelId, OrderKind kind, string batch, CancellationToken cancel) =>
        ReadAsync(s => HubBatchSteps.FindBatchAsync(s, channelId, kind, batch), cancel);

    /// <inheritdoc/>
    public Task RecordAnswersAsync(string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, int lastSerial, CancellationToken cancel) =>
        WriteAsync(s => HubBatchSteps.RecordAnswersAsync(s, channelId, kind, batch, orderNos, lastSerial), cancel);
}
