using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Store.Restores;

namespace Gateway.Store.Relational;

/// <summary>What a restored store does not know, and what two people agree about it.</summary>
internal static class RestoreSteps
{
    /// <summary>How far receipt numbers leap where nobody said what the courts have seen: more than a channel gets between two backups.</summary>
    const long ReceiptLeap = 1_000_000;

    /// <summary>The same for tasks, whose numbers are in core keys.</summary>
    const long TaskLeap = 10_000;

    public static async Task<long> BeginAsync(WriteSession session, NewRestore restore)
    {
        var id = await session.FirstAsync<long>("SELECT COALESCE(MAX(restore_id), 0) + 1 FROM restores").ConfigureAwait(false);
        var floor = await DeskTaskRow.NextIdAsync(session).ConfigureAwait(false) + TaskLeap;
        var (pause, fault) = await PauseSteps.PauseAsync(session, PauseScope.Everything, "", restore.Person, string.Create(CultureInfo.InvariantCulture, $"restored from the backup of {restore.TakenAt:u}")).ConfigureAwait(false);
        if (fault is not null) pause = await session.FirstAsync<long>("SELECT MAX(pause_id) FROM pauses WHERE scope = 'Everything' AND resumed_at IS NULL").ConfigureAwait(false);
        await session.ExecuteAsync(
            "INSERT INTO restores (restore_id, taken_at, restored_at, person, pause_id, task_floor, listed_at) VALUES (@id, @taken, @now, @Person, @pause, @floor, NULL)",
            new { id, taken = restore.TakenAt.UtcTicks, now = session.Now.UtcTicks, restore.Person, pause, floor }).ConfigureAwait(false);
        foreach (var channel in await LeapAsync(session, restore.Given).ConfigureAwait(false))
        {
            await session.ExecuteAsync(
                "INSERT INTO restored_channels (restore_id, channel_id, had, given, stated) VALUES (@id, @ChannelId, @Had, @Given, @stated)",
                new { id, channel.ChannelId, channel.Had, channel.Given, stated = channel.Stated ? 1 : 0 }).ConfigureAwait(false);
        }

        await AuditChain.AppendAsync(session, new AuditEntry(Audit.Person(restore.Person), "store.restored", $"restore:{id}", new JsonObject { ["taken"] = $"{restore.TakenAt:O}" }.ToJsonString())).ConfigureAwait(false);
        return id;
    }

    public static async Task<Restore?> FindAsync(ReadSession session)
    {
        if (await session.FirstAsync<RestoreRow>($"{RestoreRow.Select} WHERE restore_id = (SELECT MAX(restore_id) FROM restores)").ConfigureAwait(false) is not { } row) return null;
        var channels = await session.ListAsync<ChannelRow>(
            "SELECT channel_id AS ChannelId, had AS Had, given AS Given, stated AS Stated FROM restored_channels WHERE restore_id = @RestoreId ORDER BY channel_id", new { row.RestoreId }).ConfigureAwait(false);
        return new Restore(
            row.RestoreId, Columns.Moment(row.TakenAt), Columns.Moment(row.RestoredAt), row.Person, row.PauseId, row.ListedAt is { } listed ? Columns.Moment(listed) : null,
            [.. channels.Select(c => new RestoredChannel(c.ChannelId, c.Had, c.Given, c.Stated != 0))]);
    }

    /// <summary>Why two people cannot agree yet, or not any more, on what a task is about; null: they can, or it is about something else.</summary>
    public static async Task<DeskFault?> FaultAsync(ReadSession session, DeskTaskKind kind, string? subjectJson)
    {
        if (kind == DeskTaskKind.CatchUp) return await IsMovedAsync(session, StoreJson.Read<CatchUpSubject>(subjectJson!)).ConfigureAwait(false) ? DeskFault.CatchUpMoved : null;
        if (kind != DeskTaskKind.Resume) return null;
        var unlisted = await session.FirstAsync<long>("SELECT COUNT(*) FROM restores WHERE pause_id = @PauseId AND listed_at IS NULL", new { StoreJson.Read<ResumeSubject>(subjectJson!).PauseId }).ConfigureAwait(false);
        return unlisted > 0 ? DeskFault.NotListed : null;
    }

    /// <summary>What was found before is known.</summary>
    public static async Task<IReadOnlyList<string>> UnknownAsync(ReadSession session, IReadOnlyList<string> keys)
    {
        var unknown = new List<string>();
        foreach (var key in keys)
        {
            if (CoreKey.Parse(key) is not { } parsed || (await parsed.KnownAsync(session).ConfigureAwait(false)).Intent) continue;
            if (await session.FirstAsync<long>("SELECT COUNT(*) FROM lost_effects WHERE core_key = @key", new { key }).ConfigureAwait(false) == 0) unknown.Add(key);
        }

        return unknown;
    }

    public static async Task<int> RecordAsync(WriteSession session, long restoreId, IReadOnlyList<CoreEffect> effects)
    {
        var kept = 0;
        foreach (var effect in effects)
        {
            // Whoever writes other keys into the core is no gateway: its holds are reconciliation's to name.
            if (CoreKey.Parse(effect.Key) is not { } key || (await key.KnownAsync(session).ConfigureAwait(false)).Intent) continue;
            var added = await session.ExecuteAsync(
                """
                INSERT INTO lost_effects (core_key, restore_id, line_name, stage, step, account, sub_account, kind, hold_id, currency, amount_minor, debit_json, done_at, state, task_id)
                SELECT @Key, @restoreId, @Line, @Stage, @Step, @Account, @SubAccount, @Kind, @HoldId, @Currency, @AmountMinor, @debit, @at, 1, NULL WHERE NOT EXISTS (SELECT 1 FROM lost_effects WHERE core_key = @Key)
                """,
                new
                {
                    effect.Key, restoreId, key.Line, key.Stage, key.Step, effect.Register.Account, effect.Register.SubAccount, effect.Kind, effect.HoldId, effect.Currency, effect.AmountMinor,
                    debit = effect.Debit is { } debit ? StoreJson.Write(debit) : null, at = effect.At.UtcTicks,
                }).ConfigureAwait(false);
            if (added == 0) continue;
            kept++;
            await HoldAsync(session, effect.Register.Account).ConfigureAwait(false);
        }

        return kept;
    }

    public static async Task EndListingAsync(WriteSession session, long restoreId, string person)
    {
        await session.ExecuteAsync("UPDATE restores SET listed_at = @now WHERE restore_id = @restoreId", new { restoreId, now = session.Now.UtcTicks }).ConfigureAwait(false);
        var found = await session.FirstAsync<long>("SELECT COUNT(*) FROM lost_effects WHERE restore_id = @restoreId", new { restoreId }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, new AuditEntry(Audit.Person(person), "restore.listed", $"restore:{restoreId}", new JsonObject { ["effects"] = found }.ToJsonString())).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<LostEffect>> ReadAsync(ReadSession session, string? account, bool doneToo)
    {
        var rows = await session.ListAsync<EffectRow>(
            $"{EffectRow.Select} WHERE {(account is null ? "1 = 1" : "account = @account")}{(doneToo ? "" : " AND state < 3")} ORDER BY done_at, core_key", new { account }).ConfigureAwait(false);
        var effects = new List<LostEffect>();
        foreach (var row in rows)
        {
            var (here, _) = await new CoreKey(row.LineName, row.Stage, row.Step).KnownAsync(session).ConfigureAwait(false);
            effects.Add(new LostEffect(row.Effect, row.LineName, row.Stage, row.Step, (LostEffectState)row.State, row.TaskId, here));
        }

        return effects;
    }

    /// <summary>Whether what two people are about to agree on is not what stands still there.</summary>
    static async Task<bool> IsMovedAsync(ReadSession session, CatchUpSubject subject)
    {
        var found = await session.ListAsync<string>("SELECT core_key FROM lost_effects WHERE account = @Account AND state = 1", new { subject.Account }).ConfigureAwait(false);
        return found.Count == 0 || !found.ToHashSet(StringComparer.Ordinal).SetEquals(subject.Keys);
    }

    /// <summary>Two people agreed: the effects count as done, as the core has them, and the account goes on.</summary>
    public static async Task AgreeAsync(WriteSession session, CatchUpSubject subject, long taskId, string checker)
    {
        await session.ExecuteAsync("UPDATE lost_effects SET state = 2, task_id = @taskId WHERE account = @Account AND state = 1", new { taskId, subject.Account }).ConfigureAwait(false);
        await session.ExecuteAsync("UPDATE accounts SET version = version + 1, parked_cause = NULL, parked_since = NULL WHERE account = @Account", new { subject.Account }).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Control, subject.Account).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Parked(subject.Account, null, Audit.Person(checker))).ConfigureAwait(false);
    }

    /// <summary>What two people agreed on about the account, as its lines are decided with it.</summary>
    public static async Task<LostWork?> OfTurnAsync(ReadSession session, RegisterKey register, string line)
    {
        var rows = await session.ListAsync<EffectRow>($"{EffectRow.Select} WHERE account = @Account AND state = 2", new { register.Account }).ConfigureAwait(false);
        var own = rows.Where(r => r.LineName == line).ToList();
        if (own.Count == 0) return null;
        return new LostWork(
            line,
            [.. own.Select(r => new SettledInstruction(r.Stage, r.Step, true, null, "", Columns.Moment(r.DoneAt)) { Confirmed = r.Effect.Debit })],
            rows.Where(r => r.SubAccount == register.SubAccount && r.Effect.Debit is not null).Sum(r => r.AmountMinor ?? 0));
    }

    /// <summary>The line has come to its outcome with what the core had done for it.</summary>
    public static Task<int> DoneAsync(WriteSession session, string account, string line) =>
        session.ExecuteAsync("UPDATE lost_effects SET state = 3 WHERE account = @account AND line_name = @line AND state = 2", new { account, line });

    static async Task HoldAsync(WriteSession session, string account)
    {
        await AccountSteps.EnsureAsync(session, account).ConfigureAwait(false);
        var held = await session.ExecuteAsync(
            "UPDATE accounts SET version = version + 1, parked_cause = @Cause, parked_since = COALESCE(parked_since, @now) WHERE account = @account AND (parked_cause IS NULL OR parked_cause <> @Cause)",
            new { account, LostWork.Cause, now = session.Now.UtcTicks }).ConfigureAwait(false);
        if (held > 0) await AuditChain.AppendAsync(session, Audit.Parked(account, LostWork.Cause, Audit.Gateway)).ConfigureAwait(false);
    }

    /// <summary>No number is given out twice with other contents (I7): each channel goes on behind what the courts have seen, or far behind where nobody knows.</summary>
    static async Task<IReadOnlyList<RestoredChannel>> LeapAsync(WriteSession session, IReadOnlyDictionary<string, long> given)
    {
        var last = (await session.ListAsync<ChannelRow>("SELECT channel_id AS ChannelId, last_receipt AS Had FROM channels").ConfigureAwait(false)).ToDictionary(c => c.ChannelId, c => c.Had, StringComparer.Ordinal);
        foreach (var channel in await session.ListAsync<string>("SELECT entry_key FROM register_entries WHERE register_name = 'Channels'").ConfigureAwait(false)) last.TryAdd(channel, 0);
        foreach (var channel in given.Keys) last.TryAdd(channel, 0);
        var leaps = new List<RestoredChannel>();
        foreach (var (channel, had) in last.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var stated = given.TryGetValue(channel, out var seen);
            var leap = new RestoredChannel(channel, had, stated ? Math.Max(seen, had) : had + ReceiptLeap, stated);
            leaps.Add(leap);
            if (await session.ExecuteAsync("UPDATE channels SET last_receipt = @Given WHERE channel_id = @ChannelId", leap).ConfigureAwait(false) == 0)
                await session.ExecuteAsync("INSERT INTO channels (channel_id, last_receipt) VALUES (@ChannelId, @Given)", leap).ConfigureAwait(false);
        }

        return leaps;
    }

    sealed record RestoreRow
    {
        public const string Select = "SELECT restore_id AS RestoreId, taken_at AS TakenAt, restored_at AS RestoredAt, person AS Person, pause_id AS PauseId, listed_at AS ListedAt FROM restores";

        public long RestoreId { get; init; }
        public long TakenAt { get; init; }
        public long RestoredAt { get; init; }
        public string Person { get; init; } = "";
        public long PauseId { get; init; }
        public long? ListedAt { get; init; }
    }

    sealed record ChannelRow
    {
        public string ChannelId { get; init; } = "";
        public long Had { get; init; }
        public long Given { get; init; }
        public int Stated { get; init; }
    }

    sealed record EffectRow
    {
        public const string Select = """
            SELECT core_key AS CoreKey, line_name AS LineName, stage AS Stage, step AS Step, account AS Account, sub_account AS SubAccount, kind AS Kind, hold_id AS HoldId, currency AS Currency,
                   amount_minor AS AmountMinor, debit_json AS DebitJson, done_at AS DoneAt, state AS State, task_id AS TaskId FROM lost_effects
            """;

        public string CoreKey { get; init; } = "";
        public string LineName { get; init; } = "";
        public int Stage { get; init; }
        public int Step { get; init; }
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
        public string Kind { get; init; } = "";
        public string HoldId { get; init; } = "";
        public string Currency { get; init; } = "";
        public long? AmountMinor { get; init; }
        public string? DebitJson { get; init; }
        public long DoneAt { get; init; }
        public int State { get; init; }
        public long? TaskId { get; init; }

        public CoreEffect Effect => new(
            CoreKey, new RegisterKey(Account, SubAccount), Kind, HoldId, Currency, AmountMinor, DebitJson is null ? null : StoreJson.Read<DebitConfirmation>(DebitJson), Columns.Moment(DoneAt));
    }
}
