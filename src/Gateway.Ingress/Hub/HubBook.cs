using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Hub;

/// <summary>What the store knows of the orders of one hub's channel.</summary>
sealed class HubBook(IStore store, IHubStore feeds, string channelId) : IHubBook
{
    public Task<KnownOrder?> FindAsync(string orderNo, CancellationToken cancel) => store.FindOrderAsync(channelId, orderNo, cancel);

    // An order that has its answer's acknowledgement is the only one whose answer can have been taken.
    public async Task<DateTimeOffset?> TakenAtAsync(KnownOrder order, CancellationToken cancel) => order.State != OrderState.Acknowledged
        ? null
        : await feeds.FindAnswerAsync(order.Key, cancel).ConfigureAwait(false) switch
        {
            // So long ago that the feed is kept no more.
            null => DateTimeOffset.MinValue,
            { State: HubFeedState.Taken or HubFeedState.ByHand } feed => feed.EndedAt,
            _ => null,
        };

    public Task<HubFeed?> ReturnAsync(string orderNo, CancellationToken cancel) => feeds.FindFeedAsync(channelId, orderNo, 0, cancel);
}
