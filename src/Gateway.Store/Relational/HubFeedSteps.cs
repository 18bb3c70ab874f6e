using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Store.Relational;

/// <summary>Answers on their way to hubs.</summary>
internal static class HubFeedSteps
{
    public static async Task<int> AddAsync(WriteSession session, IReadOnlyList<HubFeed> feeds)
    {
        var added = 0;
        foreach (var feed in feeds)
        {
            if (await FindRowAsync(session, feed.ChannelId, feed.OrderNo, feed.Sequence).ConfigureAwait(false) is { } there)
            {
                var known = there.Open(session);
                // An answer is what it is; a return of the same entry that is on its way goes on.
                if (feed.Sequence != 0 || (known.State != HubFeedState.Taken && known.Words.Digest == feed.Words.Digest)) continue;
                await session.ExecuteAsync("DELETE FROM hub_feeds WHERE feed_id = @FeedId", new { there.FeedId }).ConfigureAwait(false);
            }

            var feedId = await session.FirstAsync<long>("SELECT COALESCE(MAX(feed_id), 0) + 1 FROM hub_feeds").ConfigureAwait(false);
            await session.ExecuteAsync(HubFeedRow.Insert, HubFeedRow.Of(session, feed with { FeedId = feedId })).ConfigureAwait(false);
            added++;
        }

        return added;
    }

    public static async Task<HubFeed?> FindAsync(ReadSession session, string channelId, string orderNo, long sequence) =>
        (await FindRowAsync(session, channelId, orderNo, sequence).ConfigureAwait(false))?.Open(session);

    public static async Task<HubFeed?> FindAnswerAsync(ReadSession session, OrderKey order) =>
        (await session.FirstAsync<HubFeedRow>(
            $"""
            {HubFeedRow.Select} JOIN receipts r ON r.channel_id = f.channel_id AND r.sequence = f.receipt_sequence
            WHERE f.channel_id = @ChannelId AND f.order_no = @OrderNo AND f.order_version = @Version AND r.kind = 1
            """,
            order).ConfigureAwait(false))?.Open(session);

    public static async Task<IReadOnlyList<HubFeed>> PacketAsync(ReadSession session, string channelId, string packet) =>
        [.. (await session.ListAsync<HubFeedRow>($"{HubFeedRow.Select} WHERE f.channel_id = @channelId AND f.packet = @packet AND f.packet <> '' ORDER BY f.feed_id", new { channelId, packet }).ConfigureAwait(false))
            .Select(row => row.Open(session))];

    public static async Task<IReadOnlyList<HubFeed>> ReadAsync(ReadSession session, string channelId, OrderKind kind, HubFeedState state, DateTimeOffset dueBefore, long after, int max) =>
        [.. (await session.PageAsync<HubFeedRow>(
            $"{HubFeedRow.Select} WHERE f.channel_id = @channelId AND f.state = @state AND f.kind = @kind AND f.feed_id > @after AND f.due_at <= @due ORDER BY f.feed_id",
            new { channelId, kind = (int)kind, state = (int)state, due = dueBefore.UtcTicks, after, max }).ConfigureAwait(false))
            .Select(row => row.Open(session))];

    public static async Task<bool> ChangeAsync(WriteSession session, HubFeed before, HubFeed after, string? actor)
    {
        var row = HubFeedRow.Of(session, after with { FeedId = before.FeedId });
        var changed = await session.ExecuteAsync(
            """
            UPDATE hub_feeds SET state = @State, parts = @Parts, attempts = @Attempts, due_at = @DueAt, sent_at = @SentAt, ended_at = @EndedAt, packet = @Packet, words_json = @WordsJson
            WHERE feed_id = @FeedId AND state = @was AND parts = @hadParts AND attempts = @hadAttempts
            """,
            new
            {
                row.State, row.Parts, row.Attempts, row.DueAt, row.SentAt, row.EndedAt, row.Packet, row.WordsJson, row.FeedId, was = (int)before.State, hadParts = before.Parts, hadAttempts = before.Attempts,
            }).ConfigureAwait(false);
        if (changed == 0) return false;
        if (after.State == before.State) return true;
        if (after is { State: HubFeedState.Taken or HubFeedState.ByHand, Sequence: > 0 }) await ReceiptSteps.AcknowledgeAsync(session, after.ChannelId, [after.Sequence]).ConfigureAwait(false);
        if (Audit.HubFed(after, actor) is { } entry) await AuditChain.AppendAsync(session, entry).ConfigureAwait(false);
        return true;
    }

    public static async Task<bool> DropReturnAsync(WriteSession session, string channelId, string orderNo) =>
        await session.ExecuteAsync("DELETE FROM hub_feeds WHERE channel_id = @channelId AND order_no = @orderNo AND receipt_sequence = 0 AND state IN (1, 4)", new { channelId, orderNo }).ConfigureAwait(false) > 0;

    /// <summary>Channel by channel: each is one part of an index, however many answers there ever were.</summary>
    public static async Task<long> CountRefusedAsync(ReadSession session)
    {
        var refused = 0L;
        foreach (var channelId in await session.ListAsync<string>("SELECT channel_id FROM channels UNION SELECT entry_key FROM register_entries WHERE register_name = 'Channels'").ConfigureAwait(false))
            refused += await session.FirstAsync<long>("SELECT COUNT(*) FROM hub_feeds WHERE channel_id = @channelId AND state = 4", new { channelId }).ConfigureAwait(false);
        return refused;
    }

    public static async Task<IReadOnlyList<HubFeedCount>> CountAsync(ReadSession session)
    {
        var counts = await session.ListAsync<CountRow>(
            """
            SELECT f.channel_id AS ChannelId, f.kind AS Kind, f.state AS State, COUNT(*) AS Feeds, MIN(COALESCE(r.created_at, f.due_at)) AS Oldest
            FROM hub_feeds f LEFT JOIN receipts r ON r.channel_id = f.channel_id AND r.sequence = f.receipt_sequence WHERE f.state IN (1, 2, 4) GROUP BY f.channel_id, f.kind, f.state
            """).ConfigureAwait(false);
        return [.. counts.Select(c => new HubFeedCount(c.ChannelId, c.Kind, c.State, c.Feeds, Columns.Moment(c.Oldest)))];
    }

    static Task<HubFeedRow?> FindRowAsync(ReadSession session, string channelId, string orderNo, long sequence) =>
        session.FirstAsync<HubFeedRow>($"{HubFeedRow.Select} WHERE f.channel_id = @channelId AND f.order_no = @orderNo AND f.receipt_sequence = @sequence", new { channelId, orderNo, sequence });

    sealed record CountRow
    {
        public string ChannelId { get; init; } = "";
        public OrderKind Kind { get; init; }
        public HubFeedState State { get; init; }
        public long Feeds { get; init; }
        public long Oldest { get; init; }
    }
}
