using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>How far the core's feed was read, by whom, and the lines that come of it.</summary>
internal static class FeedSteps
{
    const string LineNo = "claims";

    /// <returns>The cursor, or null while another holder has the lease.</returns>
    public static async Task<string?> LeaseAsync(WriteSession session, string holder, TimeSpan length)
    {
        var now = session.Now.UtcTicks;
        var row = (await session.FirstAsync<FeedRow>("SELECT cursor AS Cursor, holder AS Holder, leased_until AS LeasedUntil FROM core_feed WHERE feed_id = 1").ConfigureAwait(false))!;
        var until = now + length.Ticks;
        if (row.Holder != holder && row.LeasedUntil > now && row.LeasedUntil <= until) return null;
        // Half of the lease is left: nothing to write, so that an idle feed costs no sync at each look.
        if (row.Holder == holder && row.LeasedUntil > now + (length.Ticks / 2) && row.LeasedUntil <= until) return row.Cursor;
        await session.ExecuteAsync("UPDATE core_feed SET holder = @holder, leased_until = @until WHERE feed_id = 1", new { holder, until }).ConfigureAwait(false);
        return row.Cursor;
    }

    public static async Task<int> RecordAsync(WriteSession session, string cursor, string next, IReadOnlyList<RegisterKey> changed)
    {
        if (await session.ExecuteAsync("UPDATE core_feed SET cursor = @next WHERE feed_id = 1 AND cursor = @cursor", new { cursor, next }).ConfigureAwait(false) == 0) return 0;
        var queued = 0;
        foreach (var key in changed.Distinct())
        {
            if (await QueueAsync(session, key).ConfigureAwait(false)) queued++;
        }

        return queued;
    }

    /// <summary>Queues the line that finds out whose freeze takes more now; false: nothing is frozen there.</summary>
    public static async Task<bool> QueueAsync(WriteSession session, RegisterKey key)
    {
        if (!await IsFrozenAsync(session, key).ConfigureAwait(false)) return false;
        var line = new ControlLine { LineNo = LineNo, Measure = Measure.ClaimsChanged, Account = key.Account, SubAccount = key.SubAccount };
        await LineRow.Of(session.NextLineId(), line, session.NextArrival().UtcTicks, orderId: null).InsertAsync(session).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Control, key.Account).ConfigureAwait(false);
        return true;
    }

    static async Task<bool> IsFrozenAsync(WriteSession session, RegisterKey key) =>
        await session.FirstAsync<long>("SELECT COUNT(*) FROM freezes WHERE account = @Account AND sub_account = @SubAccount AND live = 1", key).ConfigureAwait(false) > 0;

    sealed record FeedRow
    {
        public string Cursor { get; init; } = "";
        public string Holder { get; init; } = "";
        public long LeasedUntil { get; init; }
    }
}
