namespace Gateway.Store.Relational;

/// <summary>When channels were last heard of.</summary>
internal static class ContactSteps
{
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(ReadSession session) =>
        (await session.ListAsync<ContactRow>("SELECT channel_id AS ChannelId, heard_at AS HeardAt FROM channel_contacts").ConfigureAwait(false))
            .ToDictionary(r => r.ChannelId, r => Columns.Moment(r.HeardAt), StringComparer.Ordinal);

    public static async Task RecordAsync(WriteSession session, IReadOnlyDictionary<string, DateTimeOffset> heard)
    {
        foreach (var (channel, at) in heard)
        {
            var parameters = new { channel, ticks = at.UtcTicks };
            if (await session.ExecuteAsync("UPDATE channel_contacts SET heard_at = CASE WHEN heard_at < @ticks THEN @ticks ELSE heard_at END WHERE channel_id = @channel", parameters).ConfigureAwait(false) == 0)
                await session.ExecuteAsync("INSERT INTO channel_contacts (channel_id, heard_at) VALUES (@channel, @ticks)", parameters).ConfigureAwait(false);
        }
    }

    sealed record ContactRow
    {
        public string ChannelId { get; init; } = "";
        public long HeardAt { get; init; }
    }
}
