using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Store.Relational;

// Answers on their way to hubs.
public abstract partial class RelationalStore : IHubStore
{
    /// <inheritdoc/>
    public Task<int> AddFeedsAsync(IReadOnlyList<HubFeed> feeds, CancellationToken cancel) => WriteAsync(s => HubFeedSteps.AddAsync(s, feeds), cancel);

    /// <inheritdoc/>
    public Task<HubFeed?> FindFeedAsync(string channelId, string orderNo, long sequence, CancellationToken cancel) => ReadAsync(s => HubFeedSteps.FindAsync(s, channelId, orderNo, sequence), cancel);

    /// <inheritdoc/>
    public Task<HubFeed?> FindAnswerAsync(OrderKey order, CancellationToken cancel) => ReadAsync(s => HubFeedSteps.FindAnswerAsync(s, order), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HubFeed>> ReadPacketAsync(string channelId, string packet, CancellationToken cancel) => ReadAsync(s => HubFeedSteps.PacketAsync(s, channelId, packet), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HubFeed>> ReadFeedsAsync(string channelId, OrderKind kind, HubFeedState state, DateTimeOffset dueBefore, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => HubFeedSteps.ReadAsync(s, channelId, kind, state, dueBefore, after, max), cancel);

    /// <inheritdoc/>
    public Task<bool> ChangeFeedAsync(HubFeed before, HubFeed after, CancellationToken cancel, string? actor = null) => WriteAsync(s => HubFeedSteps.ChangeAsync(s, before, after, actor), cancel);

    /// <inheritdoc/>
    public Task<bool> DropReturnAsync(string channelId, string orderNo, CancellationToken cancel) => WriteAsync(s => HubFeedSteps.DropReturnAsync(s, channelId, orderNo), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HubFeedCount>> CountFeedsAsync(CancellationToken cancel) => ReadAsync(HubFeedSteps.CountAsync, cancel);
}
