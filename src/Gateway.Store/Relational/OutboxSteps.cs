namespace Gateway.Store.Relational;

/// <summary>The outbox: what must still go to the bus.</summary>
internal static class OutboxSteps
{
    public const string Control = "control";
    public const string Inquiry = "inquiry";

    /// <summary>So many ids go into one DELETE: products limit the parameters of a statement.</summary>
    const int DeleteLength = 500;

    const string Columns = "outbox_id AS Id, topic AS Topic, message_key AS \"Key\", added_at AS AddedAt, trace_parent AS TraceParent";

    public const string Insert = "INSERT INTO outbox (outbox_id, topic, message_key, added_at, trace_parent) VALUES (@Id, @Topic, @Key, @AddedAt, @TraceParent)";

    public static Task AddAsync(WriteSession session, string topic, string key, string? traceParent = null)
    {
        session.AddOutbox(topic, key, traceParent);
        return Task.CompletedTask;
    }

    public static async Task<IReadOnlyList<OutboxRow>> ReadAsync(ReadSession session, string topic, int max) =>
        await session.PageAsync<OutboxRow>($"SELECT {Columns} FROM outbox WHERE topic = @topic ORDER BY outbox_id", new { topic, max }).ConfigureAwait(false);

    /// <summary>When the oldest row of a topic was written; null: there is none, or a build wrote it that did not say.</summary>
    public static async Task<DateTimeOffset?> OldestAsync(ReadSession session, string topic) =>
        (await session.PageAsync<long>("SELECT added_at FROM outbox WHERE topic = @topic ORDER BY outbox_id", new { topic, max = 1 }).ConfigureAwait(false)) is [> 0 and var ticks] ? Relational.Columns.Moment(ticks) : null;

    public static async Task<int> RemoveAsync(WriteSession session, IReadOnlyList<long> ids)
    {
        var removed = 0;
        foreach (var some in ids.Chunk(DeleteLength))
            removed += await session.ExecuteAsync("DELETE FROM outbox WHERE outbox_id IN @some", new { some }).ConfigureAwait(false);
        return removed;
    }

    /// <summary>Accounts with open lines, or parties with open inquiries: from the index that their turns are opened by.</summary>
    public static Task<IReadOnlyList<string>> UnfinishedAsync(ReadSession session, string topic, string after, int max) => session.PageAsync<string>(
        topic == Control
            ? "SELECT DISTINCT account FROM lines WHERE state < 3 AND account > @after ORDER BY account"
            : "SELECT DISTINCT party_key FROM orders WHERE kind = 1 AND complete = 0 AND party_key > @after ORDER BY party_key",
        new { after, max });

    /// <summary>The same with work that was served so long ago. Lines that wait for people are none.</summary>
    public static Task<IReadOnlyList<string>> StalledAsync(ReadSession session, string topic, DateTimeOffset before, string after, int max) => session.PageAsync<string>(
        topic == Control
            ? "SELECT DISTINCT account FROM lines WHERE state < 3 AND account > @after AND service_time <= @before ORDER BY account"
            : "SELECT DISTINCT party_key FROM orders WHERE kind = 1 AND complete = 0 AND party_key > @after AND service_time <= @before ORDER BY party_key",
        new { before = before.UtcTicks, after, max });
}
