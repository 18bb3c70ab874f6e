using System.Runtime.CompilerServices;
using Gateway.Store.Hub;

namespace Gateway.Ops.Hub;

/// <summary>What people see and do about answers that a polled hub, or one that takes files, has not taken: what was refused is sent again once its cause is mended, or went to the court another way.</summary>
public sealed class HubFeedDesk(IHubStore feeds, TimeProvider time)
{
    const int PageLength = 500;

    /// <summary>Whatever is not over, by channel, kind and state, oldest first within each.</summary>
    /// <param name="channelId">Null: of all channels.</param>
    public async IAsyncEnumerable<HubFeed> OpenAsync(string? channelId, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var count in await feeds.CountFeedsAsync(cancel).ConfigureAwait(false))
        {
            if ((channelId ?? count.ChannelId) != count.ChannelId) continue;
            var after = 0L;
            while (await feeds.ReadFeedsAsync(count.ChannelId, count.Kind, count.State, DateTimeOffset.MaxValue, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
            {
                foreach (var feed in page) yield return feed;
                after = page[^1].FeedId;
            }
        }
    }

    /// <summary>How many there are.</summary>
    public Task<IReadOnlyList<HubFeedCount>> CountAsync(CancellationToken cancel) => feeds.CountFeedsAsync(cancel);

    /// <summary>Sends what was refused again; returns what will be.</summary>
    /// <param name="orderNo">Null: all of it.</param>
    public Task<IReadOnlyList<HubFeed>> RetryAsync(string? channelId, string? orderNo, string person, CancellationToken cancel) =>
        ChangeAsync(channelId, orderNo, feed => feed.State == HubFeedState.Refused ? feed with { State = HubFeedState.Due, DueAt = time.GetUtcNow() } : null, person, cancel);

    /// <summary>The answer went to the court another way: its receipt counts as acknowledged. What is on its way in this moment is left alone: the hub may be taking it.</summary>
    /// <param name="note">How it went.</param>
    public Task<IReadOnlyList<HubFeed>> ByHandAsync(string? channelId, string orderNo, string note, string person, CancellationToken cancel) => ChangeAsync(
        channelId, orderNo,
        feed => feed.State is HubFeedState.Refused or HubFeedState.Due ? feed with { State = HubFeedState.ByHand, EndedAt = time.GetUtcNow(), Words = feed.Words with { Message = note.Trim() } } : null,
        person, cancel);

    async Task<IReadOnlyList<HubFeed>> ChangeAsync(string? channelId, string? orderNo, Func<HubFeed, HubFeed?> change, string person, CancellationToken cancel)
    {
        var found = new List<(HubFeed Before, HubFeed After)>();
        await foreach (var feed in OpenAsync(channelId, cancel).ConfigureAwait(false))
        {
            if ((orderNo is null || feed.OrderNo == orderNo) && change(feed) is { } next) found.Add((feed, next));
        }

        var changed = new List<HubFeed>();
        foreach (var (before, after) in found)
        {
            if (await feeds.ChangeFeedAsync(before, after, cancel, person).ConfigureAwait(false)) changed.Add(after);
        }

        return changed;
    }
}
