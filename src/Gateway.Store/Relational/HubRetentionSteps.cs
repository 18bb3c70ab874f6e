namespace Gateway.Store.Relational;

/// <summary>What is over of the hubs' doors leaves their tables.</summary>
internal static class HubRetentionSteps
{
    /// <returns>How much there was of what was most.</returns>
    public static async Task<int> ClearAsync(WriteSession session, DateTimeOffset before, int max)
    {
        var moment = new { before = before.UtcTicks, max };
        // An order that is not in the archive yet may be answered once more, as by a correction: what was sent of it is known as long.
        var feeds = await session.PageAsync<long>(
            """
            SELECT f.feed_id FROM hub_feeds f WHERE f.state IN (3, 5) AND f.ended_at <= @before
              AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.channel_id = f.channel_id AND o.order_no = f.order_no AND o.archived_key IS NULL)
            ORDER BY f.ended_at
            """,
            moment).ConfigureAwait(false);
        foreach (var feedId in feeds) await session.ExecuteAsync("DELETE FROM hub_feeds WHERE feed_id = @feedId", new { feedId }).ConfigureAwait(false);

        // One that comes again after that is taken for new, and its orders are known by their numbers (C30).
        var packets = await session.PageAsync<PacketRow>("SELECT channel_id AS ChannelId, digest AS Digest FROM hub_packets WHERE seen_at <= @before ORDER BY seen_at", moment).ConfigureAwait(false);
        foreach (var packet in packets) await session.ExecuteAsync("DELETE FROM hub_packets WHERE channel_id = @ChannelId AND digest = @Digest", packet).ConfigureAwait(false);

        var batches = await session.PageAsync<BatchRow>(
            """
            SELECT b.channel_id AS ChannelId, b.kind AS Kind, b.batch AS Batch FROM hub_batches b WHERE b.taken_at <= @before
              AND NOT EXISTS (SELECT 1 FROM hub_batch_orders x WHERE x.channel_id = b.channel_id AND x.kind = b.kind AND x.batch = b.batch
                AND (x.answered = 0 OR EXISTS (SELECT 1 FROM orders o WHERE o.channel_id = x.channel_id AND o.order_no = x.order_no AND o.archived_key IS NULL)))
            ORDER BY b.taken_at
            """,
            moment).ConfigureAwait(false);
        foreach (var batch in batches)
        {
            await session.ExecuteAsync("DELETE FROM hub_batch_orders WHERE channel_id = @ChannelId AND kind = @Kind AND batch = @Batch", batch).ConfigureAwait(false);
            await session.ExecuteAsync("DELETE FROM hub_batches WHERE channel_id = @ChannelId AND kind = @Kind AND batch = @Batch", batch).ConfigureAwait(false);
        }

        return Math.Max(Math.Max(feeds.Count, packets.Count), batches.Count);
    }

    sealed record PacketRow
    {
        public string ChannelId { get; init; } = "";
        public string Digest { get; init; } = "";
    }

    sealed record BatchRow
    {
        public string ChannelId { get; init; } = "";
        public int Kind { get; init; }
        public string Batch { get; init; } = "";
    }
}
