using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>How far the core's feed was read, and the lines that come of it.</summary>
internal static class FeedSteps
{
    const string LineNo = "claims";

    public static async Task<string> CursorAsync(ReadSession session) =>
        (await session.FirstAsync<string>("SELECT \"cursor\" FROM core_feed WHERE feed_id = 1").ConfigureAwait(false))!;

    public static async Task<int> RecordAsync(WriteSession session, string cursor, string next, IReadOnlyList<RegisterKey> changed)
    {
        if (await session.ExecuteAsync("UPDATE core_feed SET \"cursor\" = @next WHERE feed_id = 1 AND \"cursor\" = @cursor", new { cursor, next }).ConfigureAwait(false) == 0) return 0;
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
}
