using System.Diagnostics;
using System.Globalization;
using Gateway.Register.Orders;
using Gateway.Store.Emergency;

namespace Gateway.Store.Relational;

/// <summary>Pauses, lines that are set aside for them, and sending on what waited.</summary>
internal static class PauseSteps
{
    const string Columns = "pause_id AS PauseId, scope AS Scope, target AS Target, person AS Person, why AS Why, paused_at AS PausedAt, resumed_at AS ResumedAt, caught_up AS CaughtUp";

    // Where sending on has got to: the lines that were set aside, then accounts with open lines, then parties with open inquiries.
    const string Lines = "lines:";
    const string Accounts = "control:";
    const string Parties = "inquiry:";

    public static async Task<IReadOnlyList<Pause>> ReadAsync(ReadSession session, bool endedToo)
    {
        var rows = await session.ListAsync<PauseRow>($"SELECT {Columns} FROM pauses{(endedToo ? "" : " WHERE caught_up = 0")} ORDER BY pause_id").ConfigureAwait(false);
        return [.. rows.Select(r => (r with { Why = session.Cipher.Open(SealedColumns.PauseWhy.Of(r.PauseId), r.Why) }).Pause)];
    }

    public static async Task<(long PauseId, PauseFault? Fault)> PauseAsync(WriteSession session, PauseScope scope, string target, string person, string why)
    {
        if (string.IsNullOrWhiteSpace(person)) return (0, PauseFault.NameMissing);
        if (string.IsNullOrWhiteSpace(why)) return (0, PauseFault.ReasonMissing);
        var live = await session.FirstAsync<long>("SELECT COUNT(*) FROM pauses WHERE scope = @scope AND target = @target AND resumed_at IS NULL", new { scope = scope.ToString(), target }).ConfigureAwait(false);
        if (live > 0) return (0, PauseFault.Paused);
        var id = await session.FirstAsync<long>("SELECT COALESCE(MAX(pause_id), 0) + 1 FROM pauses").ConfigureAwait(false);
        await session.ExecuteAsync(
            "INSERT INTO pauses (pause_id, scope, target, person, why, paused_at, caught_up) VALUES (@id, @scope, @target, @person, @why, @at, 0)",
            new { id, scope = scope.ToString(), target, person = person.Trim(), why = session.Cipher.Seal(SealedColumns.PauseWhy.Of(id), why), at = session.Now.UtcTicks }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Paused(person, id, scope, target, why)).ConfigureAwait(false);
        return (id, null);
    }

    /// <summary>Whether the pause still holds.</summary>
    public static async Task<bool> IsLiveAsync(ReadSession session, long pauseId) =>
        await session.FirstAsync<long>("SELECT COUNT(*) FROM pauses WHERE pause_id = @pauseId AND resumed_at IS NULL", new { pauseId }).ConfigureAwait(false) == 1;

    /// <summary>Two people agreed: what waits is sent on by whoever catches up.</summary>
    public static async Task ResumeAsync(WriteSession session, DeskTaskRow task)
    {
        var subject = StoreJson.Read<ResumeSubject>(task.ActJson!);
        await session.ExecuteAsync(
            "UPDATE pauses SET resumed_at = @at, resumed_by_task = @TaskId WHERE pause_id = @PauseId AND resumed_at IS NULL",
            new { at = session.Now.UtcTicks, task.TaskId, subject.PauseId }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Resumed(task.TaskId, subject)).ConfigureAwait(false);
    }

    public static async Task<bool> SetAsideAsync(WriteSession session, AccountTurn turn, long pauseId, string? freezeId)
    {
        if (!await IsLiveAsync(session, pauseId).ConfigureAwait(false) || !await AccountSteps.RaiseVersionAsync(session, turn).ConfigureAwait(false)) return false;
        await AccountSteps.GotOnAsync(session, turn.Account).ConfigureAwait(false);
        if (await session.ExecuteAsync("UPDATE lines SET state = 6, held_freeze = @freezeId WHERE line_id = @LineId AND state = 1", new { turn.LineId, freezeId }).ConfigureAwait(false) != 1)
            throw new UnreachableException($"Line {turn.LineId} is not open, at the account's present version.");
        await AuditChain.AppendAsync(session, Audit.SetAside(TurnSteps.NameOf(turn), pauseId)).ConfigureAwait(false);
        return true;
    }

    public static async Task<string?> CatchUpAsync(WriteSession session, Lease lease, IReadOnlyList<long> over, string from, int max)
    {
        await LeaseSteps.RequireAsync(session, lease).ConfigureAwait(false);
        if (from.Length == 0 || from.StartsWith(Lines, StringComparison.Ordinal))
        {
            var after = from.Length == 0 ? 0 : long.Parse(from[Lines.Length..], CultureInfo.InvariantCulture);
            return await ReopenAsync(session, after, max).ConfigureAwait(false) is { } last ? string.Create(CultureInfo.InvariantCulture, $"{Lines}{last}") : Accounts;
        }

        var (topic, prefix) = from.StartsWith(Accounts, StringComparison.Ordinal) ? (OutboxSteps.Control, Accounts) : (OutboxSteps.Inquiry, Parties);
        var keys = await OutboxSteps.UnfinishedAsync(session, topic, from[prefix.Length..], max).ConfigureAwait(false);
        foreach (var key in keys) await OutboxSteps.AddAsync(session, topic, key).ConfigureAwait(false);
        if (keys.Count > 0) return prefix + keys[^1];
        if (prefix == Accounts) return Parties;
        // One that ended meanwhile begins anew: what waited for it may have been passed already.
        foreach (var pauseId in over) await session.ExecuteAsync("UPDATE pauses SET caught_up = 1 WHERE pause_id = @pauseId AND resumed_at IS NOT NULL", new { pauseId }).ConfigureAwait(false);
        return null;
    }

    /// <summary>Lines whose pause is over take their places again, and with them those that they held back; the last one's number, or null where there are no more.</summary>
    static async Task<long?> ReopenAsync(WriteSession session, long after, int max)
    {
        var live = new PauseSet([.. (await ReadAsync(session, endedToo: false).ConfigureAwait(false)).Where(p => p.ResumedAt is null)]);
        var lines = await session.PageAsync<AsideRow>(
            """
            SELECT l.line_id AS LineId, l.account AS Account, l.measure AS Measure, l.held_freeze AS HeldFreeze, o.channel_id AS ChannelId
            FROM lines l JOIN orders o ON o.order_id = l.order_id WHERE l.state = 6 AND l.line_id > @after ORDER BY l.line_id
            """,
            new { after, max }).ConfigureAwait(false);
        foreach (var line in lines.Where(l => live.Of(l.ChannelId, l.Measure) is null))
        {
            await session.ExecuteAsync("UPDATE lines SET state = 1, held_freeze = NULL WHERE line_id = @LineId AND state = 6", new { line.LineId }).ConfigureAwait(false);
            // Whoever of them waits for another line too is held back again.
            await session.ExecuteAsync("UPDATE lines SET state = 1, held_freeze = NULL WHERE account = @Account AND state > 3 AND state = 5 AND held_freeze = @HeldFreeze", new { line.Account, line.HeldFreeze }).ConfigureAwait(false);
            await session.ExecuteAsync("UPDATE accounts SET version = version + 1 WHERE account = @Account", new { line.Account }).ConfigureAwait(false);
            await OutboxSteps.AddAsync(session, OutboxSteps.Control, line.Account).ConfigureAwait(false);
        }

        return lines.Count == 0 ? null : lines[^1].LineId;
    }

    sealed record PauseRow
    {
        public long PauseId { get; init; }
        public string Scope { get; init; } = "";
        public string Target { get; init; } = "";
        public string Person { get; init; } = "";
        public string Why { get; init; } = "";
        public long PausedAt { get; init; }
        public long? ResumedAt { get; init; }
        public bool CaughtUp { get; init; }

        public Pause Pause => new(PauseId, Enum.Parse<PauseScope>(Scope), Target, Person, Why, Relational.Columns.Moment(PausedAt), ResumedAt is { } at ? Relational.Columns.Moment(at) : null, CaughtUp);
    }

    sealed record AsideRow
    {
        public long LineId { get; init; }
        public string Account { get; init; } = "";
        public Measure Measure { get; init; }
        public string? HeldFreeze { get; init; }
        public string ChannelId { get; init; } = "";
    }
}
