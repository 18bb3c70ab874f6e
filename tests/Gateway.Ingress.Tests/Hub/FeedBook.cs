using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Tests.Hub;

/// <summary>Feeds in memory, as the store keeps them.</summary>
internal sealed class FeedBook : IHubStore
{
    readonly List<HubFeed> feeds = [];

    public IReadOnlyList<HubFeed> All => feeds;

    /// <summary>One feed, due.</summary>
    public HubFeed Add(string orderNo, long sequence, OrderKind kind = OrderKind.Control)
    {
        feeds.Add(new HubFeed(feeds.Count + 1, "hub", orderNo, sequence == 0 ? 0 : 1, sequence, kind) { DueAt = DateTimeOffset.MinValue });
        return feeds[^1];
    }

    public Task<int> AddFeedsAsync(IReadOnlyList<HubFeed> added, CancellationToken cancel)
    {
        lock (feeds)
        {
            var news = added.Where(a => feeds.All(f => (f.ChannelId, f.OrderNo, f.Sequence) != (a.ChannelId, a.OrderNo, a.Sequence))).ToList();
            foreach (var feed in news) feeds.Add(feed with { FeedId = feeds.Count + 1 });
            return Task.FromResult(news.Count);
        }
    }

    public Task<HubFeed?> FindFeedAsync(string channelId, string orderNo, long sequence, CancellationToken cancel) =>
        Task.FromResult(feeds.FirstOrDefault(f => (f.ChannelId, f.OrderNo, f.Sequence) == (channelId, orderNo, sequence)));

    public Task<HubFeed?> FindAnswerAsync(OrderKey order, CancellationToken cancel) => Task.FromResult(feeds.FirstOrDefault(f => f.Sequence > 0 && f.Order == order));

    public Task<IReadOnlyList<HubFeed>> ReadPacketAsync(string channelId, string packet, CancellationToken cancel) => Task.FromResult<IReadOnlyList<HubFeed>>([.. feeds.Where(f => f.Packet == packet)]);

    public Task<IReadOnlyList<HubFeed>> ReadFeedsAsync(string channelId, OrderKind kind, HubFeedState state, DateTimeOffset dueBefore, long after, int max, CancellationToken cancel)
    {
        lock (feeds) return Task.FromResult<IReadOnlyList<HubFeed>>([.. feeds.Where(f => f.Kind == kind && f.State == state && f.DueAt <= dueBefore && f.FeedId > after).Take(max)]);
    }

    public Task<bool> ChangeFeedAsync(HubFeed before, HubFeed after, CancellationToken cancel, string? actor = null)
    {
        lock (feeds)
        {
            var at = feeds.FindIndex(f => f.FeedId == before.FeedId && (f.State, f.Parts, f.Attempts) == (before.State, before.Parts, before.Attempts));
            if (at >= 0) feeds[at] = after;
            return Task.FromResult(at >= 0);
        }
    }

    public Task<bool> DropReturnAsync(string channelId, string orderNo, CancellationToken cancel) => Task.FromResult(feeds.RemoveAll(f => f.Sequence == 0 && f.OrderNo == orderNo && f.State == HubFeedState.Due) > 0);

    public Task<IReadOnlyList<HubFeedCount>> CountFeedsAsync(CancellationToken cancel) => throw new NotSupportedException();
}
