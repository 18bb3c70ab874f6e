using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>Queuing the bank's own lines that end freezes after their last day (C8), other authorities' too (C27).</summary>
internal static class ExpirySteps
{
    /// <summary>So many go into one transaction, so that courts' orders get their turn in between. A step returns how many it found; fewer: none are left.</summary>
    public const int ChunkLength = 200;

    /// <summary>Courts' freezes.</summary>
    public static Task<int> ScheduleCourtsAsync(WriteSession session, DateOnly today, TimeZoneInfo zone) =>
        ScheduleAsync(
            session, today, zone,
            """
            SELECT f.freeze_id AS FreezeId, f.account AS Account, f.sub_account AS SubAccount, f.asset_kind AS AssetKind, f.last_day AS LastDay FROM freezes f
            WHERE f.live = 1 AND f.last_day < @today
              AND NOT EXISTS (SELECT 1 FROM lines l WHERE l.expiring_freeze_id = f.freeze_id AND l.expiring_last_day = f.last_day)
            ORDER BY f.last_day, f.freeze_id
            """);

    /// <summary>Other authorities' freezes that people entered: their holds end too.</summary>
    public static Task<int> ScheduleEnteredAsync(WriteSession session, DateOnly today, TimeZoneInfo zone) =>
        ScheduleAsync(
            session, today, zone,
            """
            SELECT f.hold_id AS FreezeId, f.account AS Account, f.sub_account AS SubAccount, 1 AS AssetKind, f.last_day AS LastDay FROM other_freezes f
            WHERE f.ended_by_line IS NULL AND f.last_day < @today
              AND NOT EXISTS (SELECT 1 FROM lines l WHERE l.expiring_freeze_id = f.hold_id AND l.expiring_last_day = f.last_day)
            ORDER BY f.last_day, f.hold_id
            """);

    /// <summary>Other authorities' freezes that the core knows: they end there by themselves, but whoever stands behind one takes more from now on (C5).</summary>
    public static async Task<int> ScheduleCoresAsync(WriteSession session, DateOnly today, TimeZoneInfo zone)
    {
        var due = await session.PageAsync<RegisterRow>(
            "SELECT account AS Account, sub_account AS SubAccount FROM register_seen WHERE next_end < @today ORDER BY next_end, account, sub_account",
            new { today = Columns.Day(today), max = ChunkLength }).ConfigureAwait(false);
        foreach (var register in due)
        {
            await FeedSteps.QueueAsync(session, new RegisterKey(register.Account, register.SubAccount)).ConfigureAwait(false);
            // The line's outcome writes what is next.
            await session.ExecuteAsync("UPDATE register_seen SET next_end = NULL WHERE account = @Account AND sub_account = @SubAccount", register).ConfigureAwait(false);
        }

        return due.Count;
    }

    static async Task<int> ScheduleAsync(WriteSession session, DateOnly today, TimeZoneInfo zone, string query)
    {
        var due = await session.PageAsync<DueFreeze>(query, new { today = Columns.Day(today), max = ChunkLength }).ConfigureAwait(false);
        foreach (var freeze in due) await AddLineAsync(session, freeze, zone).ConfigureAwait(false);
        foreach (var account in due.Select(f => f.Account).Distinct(StringComparer.Ordinal))
            await OutboxSteps.AddAsync(session, OutboxSteps.Control, account).ConfigureAwait(false);
        return due.Count;
    }

    static async Task AddLineAsync(WriteSession session, DueFreeze freeze, TimeZoneInfo zone)
    {
        var lastDay = Columns.Day(freeze.LastDay);
        var line = new ControlLine
        {
            LineNo = "expire",
            Measure = Measure.Expire,
            AssetKind = freeze.AssetKind,
            Account = freeze.Account,
            SubAccount = freeze.SubAccount,
            ExpiringFreezeId = freeze.FreezeId,
        };
        var row = LineRow.Of(session.NextLineId(), line, EndOf(lastDay, zone).UtcTicks, orderId: null) with { ExpiringFreezeId = freeze.FreezeId, ExpiringLastDay = freeze.LastDay };
        await row.InsertAsync(session).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.ExpiryQueued(freeze.FreezeId, lastDay)).ConfigureAwait(false);
    }

    /// <summary>24:00 of a day in the bank's zone, as a moment.</summary>
    static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Where clocks spring forward over midnight the day ends when the new one begins.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    sealed record RegisterRow
    {
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
    }

    sealed record DueFreeze
    {
        public string FreezeId { get; init; } = "";
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
        public AssetKind AssetKind { get; init; }
        public string LastDay { get; init; } = "";
    }
}
