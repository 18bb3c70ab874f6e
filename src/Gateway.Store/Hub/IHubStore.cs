using Gateway.Register.Orders;

namespace Gateway.Store.Hub;

/// <summary>Answers on their way to hubs. An answer is due, then sent, then taken; each step is written before the next thing is done about it, so that a crash leaves neither a lost answer nor a doubtful one that nobody knows of.</summary>
public interface IHubStore
{
    /// <summary>Adds those that are not there yet, by channel, order number and sequence; returns how many. A return (sequence 0) of another entry than before, or that was taken, takes the old one's place.</summary>
    Task<int> AddFeedsAsync(IReadOnlyList<HubFeed> feeds, CancellationToken cancel);

    /// <summary>A feed by its receipt's number; 0: the return.</summary>
    Task<HubFeed?> FindFeedAsync(string channelId, string orderNo, long sequence, CancellationToken cancel);

    /// <summary>The feed of the FINAL receipt of an order's version.</summary>
    Task<HubFeed?> FindAnswerAsync(OrderKey order, CancellationToken cancel);

    /// <summary>The feeds that went in a file.</summary>
    Task<IReadOnlyList<HubFeed>> ReadPacketAsync(string channelId, string packet, CancellationToken cancel);

    /// <summary>Feeds in a state that are due at or before a time, by number, behind <paramref name="after"/>, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<HubFeed>> ReadFeedsAsync(string channelId, OrderKind kind, HubFeedState state, DateTimeOffset dueBefore, long after, int max, CancellationToken cancel);

    /// <summary>
    /// One step. False, and nothing is written, if the feed is not as <paramref name="before"/> any more. The step to taken, or by hand, acknowledges the receipt in the same transaction;
    /// what is refused, by hand, or a return that is taken, leaves its audit entry.
    /// </summary>
    /// <param name="actor">Who does it, as the audit chain names people; null: the gateway.</param>
    Task<bool> ChangeFeedAsync(HubFeed before, HubFeed after, CancellationToken cancel, string? actor = null);

    /// <summary>Drops a return that was not sent: the order came whole after all. False: it is not there, or was sent.</summary>
    Task<bool> DropReturnAsync(string channelId, string orderNo, CancellationToken cancel);

    /// <summary>What is not over, by channel, kind and state.</summary>
    Task<IReadOnlyList<HubFeedCount>> CountFeedsAsync(CancellationToken cancel);
}
