using Gateway.Register.Orders;

namespace Gateway.Store.Hub;

/// <summary>An order of a batch.</summary>
/// <param name="Batch">The batch that it came in last: its answer goes there.</param>
/// <param name="Answered">Its answer, or its return, was written for that batch.</param>
public sealed record HubBatchOrder(string OrderNo, string Batch, bool Answered);

/// <summary>A batch of orders that came in files.</summary>
/// <param name="TakenAt">When its first packet was taken.</param>
/// <param name="LastSerial">Of the answers written for it; 0: none.</param>
public sealed record HubBatch(string Batch, DateTimeOffset TakenAt, int LastSerial);

/// <summary>What a hub that sends files has sent in which of them: packets known again by their bytes, orders by their batches, and the serials of the answers to those.</summary>
public interface IHubBatches
{
    /// <summary>When a packet of these bytes was dealt with last; null: never.</summary>
    Task<DateTimeOffset?> FindPacketAsync(string channelId, string digest, CancellationToken cancel);

    /// <summary>A packet was dealt with.</summary>
    /// <param name="digest">SM3 of its bytes.</param>
    Task RecordPacketAsync(string channelId, string digest, string name, CancellationToken cancel);

    /// <summary>The orders of a batch, before they are taken in: those that no batch has yet. An order of an earlier batch stays there until <see cref="MoveOrderAsync"/>.</summary>
    Task EnterOrdersAsync(string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, CancellationToken cancel);

    /// <summary>The order is to be answered in this batch, again if it was before.</summary>
    Task MoveOrderAsync(string channelId, OrderKind kind, string batch, string orderNo, CancellationToken cancel);

    /// <summary>Those of these orders that came in files.</summary>
    Task<IReadOnlyList<HubBatchOrder>> FindOrdersAsync(string channelId, IReadOnlyList<string> orderNos, CancellationToken cancel);

    /// <summary>A batch and its orders; null: there is none of this number.</summary>
    Task<(HubBatch Batch, IReadOnlyList<HubBatchOrder> Orders)?> FindBatchAsync(string channelId, OrderKind kind, string batch, CancellationToken cancel);

    /// <summary>Answers to these orders were written, the last of them under this serial.</summary>
    Task RecordAnswersAsync(string channelId, OrderKind kind, string batch, IReadOnlyList<string> orderNos, int lastSerial, CancellationToken cancel);
}
