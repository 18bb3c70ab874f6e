using Gateway.Store.Registers;

namespace Gateway.Store.Relational;

/// <summary>The registers that people keep: register_changes is what happened, register_entries what stands.</summary>
internal static class RegisterEntrySteps
{
    const string FromConfiguration = "configuration";
    const string FromDesk = "desk";

    /// <summary>The source of what came with an order.</summary>
    public const string FromOrder = "order";

    public static async Task<long> VersionAsync(ReadSession session, IReadOnlyList<RegisterKind> kinds)
    {
        var version = 0L;
        foreach (var kind in kinds)
            version = Math.Max(version, await session.FirstAsync<long>("SELECT COALESCE(MAX(change_no), 0) FROM register_changes WHERE register_name = @name", new { name = kind.ToString() }).ConfigureAwait(false));
        return version;
    }

    /// <summary>At a version that the entries are not older than.</summary>
    public static async Task<RegisterContents> ReadAsync(ReadSession session, IReadOnlyList<RegisterKind> kinds)
    {
        var version = await VersionAsync(session, kinds).ConfigureAwait(false);
        var entries = new Dictionary<(RegisterKind, string), RegisterEntry>();
        foreach (var kind in kinds)
        {
            foreach (var row in await session.ListAsync<Row>("SELECT entry_key AS EntryKey, content_json AS Content FROM register_entries WHERE register_name = @name", new { name = kind.ToString() }).ConfigureAwait(false))
                entries[(kind, row.EntryKey)] = Read(session, kind, row);
        }

        return new RegisterContents(version, entries);
    }

    public static async Task<IReadOnlyList<RegisterEntry>> PageAsync(ReadSession session, RegisterKind kind, string after, int max)
    {
        var rows = await session.PageAsync<Row>(
            "SELECT entry_key AS EntryKey, content_json AS Content FROM register_entries WHERE register_name = @name AND entry_key > @after ORDER BY entry_key", new { name = kind.ToString(), after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => Read(session, kind, r))];
    }

    public static async Task<RegisterEntry?> FindAsync(ReadSession session, RegisterKind kind, string key) =>
        await session.FirstAsync<Row>("SELECT entry_key AS EntryKey, content_json AS Content FROM register_entries WHERE register_name = @name AND entry_key = @key", new { name = kind.ToString(), key }).ConfigureAwait(false) is { } row ? Read(session, kind, row) : null;

    /// <summary>The fund entries of one account, in whatever currency; prefixes are not looked for.</summary>
    public static async Task<IReadOnlyList<RegisterEntry>> FundsOfAsync(ReadSession session, string account)
    {
        var rows = await session.ListAsync<Row>(
            "SELECT entry_key AS EntryKey, content_json AS Content FROM register_entries WHERE register_name = 'Funds' AND entry_key >= @first AND entry_key < @behind",
            new { first = account + RegisterSchema.KeySeparator, behind = account + (char)(RegisterSchema.KeySeparator[0] + 1) }).ConfigureAwait(false);
        return [.. rows.Select(r => Read(session, RegisterKind.Funds, r))];
    }

    public static async Task<IReadOnlyList<RegisterLogEntry>> LogAsync(ReadSession session, RegisterKind kind, string key)
    {
        var rows = await session.ListAsync<Row>(
            """
            SELECT change_no AS ChangeNo, content_json AS Content, source AS Source, task_id AS TaskId, changed_at AS ChangedAt FROM register_changes
            WHERE register_name = @name AND entry_key = @key ORDER BY change_no
            """,
            new { name = kind.ToString(), key }).ConfigureAwait(false);
        return [.. rows.Select(r => new RegisterLogEntry(r.ChangeNo, r.Content is null ? null : Read(kind, session.Cipher.Open(SealedColumns.RegisterChange.Of(r.ChangeNo), r.Content)), r.Source, r.TaskId, Columns.Moment(r.ChangedAt)))];
    }

    /// <summary>What never was in the register is entered; what people changed or ended stays as they left it.</summary>
    public static async Task<IReadOnlyList<RegisterEntry>> EnterConfiguredAsync(WriteSession session, IReadOnlyList<RegisterEntry> configured)
    {
        await MoveOlderAsync(session).ConfigureAwait(false);
        var others = new List<RegisterEntry>();
        foreach (var kind in configured.GroupBy(c => c.Kind))
        {
            var there = (await ReadAsync(session, [kind.Key]).ConfigureAwait(false)).Entries;
            var known = (await session.ListAsync<string>("SELECT DISTINCT entry_key FROM register_changes WHERE register_name = @name", new { name = kind.Key.ToString() }).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
            foreach (var entry in kind)
            {
                if (!known.Contains(entry.Key)) await PutAsync(session, new RegisterItem(kind.Key, entry.Key, null, entry), FromConfiguration, null).ConfigureAwait(false);
                else if (!entry.Equals(there.GetValueOrDefault((kind.Key, entry.Key)))) others.Add(entry);
            }
        }

        return others;
    }

    /// <summary>Why a change cannot be made as the registers stand; null: it can.</summary>
    public static async Task<Desk.DeskFault?> FaultAsync(ReadSession session, RegisterChange change)
    {
        foreach (var item in change.Items)
        {
            if (!Equals(await FindAsync(session, item.Kind, item.Key).ConfigureAwait(false), item.Before)) return Desk.DeskFault.RegisterMoved;
        }

        return RegisterRules.Faults(change, await ReadAsync(session, RegisterRules.Whole).ConfigureAwait(false)).Count == 0 ? null : Desk.DeskFault.RegisterUnsound;
    }

    /// <summary>What two people decided; without a <see cref="FaultAsync"/>.</summary>
    public static async Task CarryOutAsync(WriteSession session, RegisterChange change, long taskId)
    {
        foreach (var item in change.Items) await PutAsync(session, item, FromDesk, taskId).ConfigureAwait(false);
    }

    /// <summary>One change, with its audit entry unless it came with an order, whose own entry tells of it.</summary>
    public static async Task PutAsync(WriteSession session, RegisterItem item, string source, long? taskId)
    {
        // The writer's transaction is the only one, and no change is ever removed: the numbers rise without gap.
        var changeNo = await session.FirstAsync<long>("SELECT COALESCE(MAX(change_no), 0) + 1 FROM register_changes").ConfigureAwait(false);
        var (name, content) = (item.Kind.ToString(), item.After is null ? null : Write(item.After));
        await session.ExecuteAsync(
            "INSERT INTO register_changes (change_no, register_name, entry_key, content_json, source, task_id, changed_at) VALUES (@changeNo, @name, @entry, @content, @source, @taskId, @at)",
            new { changeNo, name, entry = item.Key, content = session.Cipher.SealOrNull(SealedColumns.RegisterChange.Of(changeNo), content), source, taskId, at = session.Now.UtcTicks }).ConfigureAwait(false);
        var row = new { name, entry = item.Key, content = session.Cipher.SealOrNull(SealedColumns.RegisterEntry.Of(name, item.Key), content) };
        if (content is null) await session.ExecuteAsync("DELETE FROM register_entries WHERE register_name = @name AND entry_key = @entry", row).ConfigureAwait(false);
        else if (await session.ExecuteAsync("UPDATE register_entries SET content_json = @content WHERE register_name = @name AND entry_key = @entry", row).ConfigureAwait(false) == 0)
            await session.ExecuteAsync("INSERT INTO register_entries (register_name, entry_key, content_json) VALUES (@name, @entry, @content)", row).ConfigureAwait(false);
        if (source != FromOrder) await AuditChain.AppendAsync(session, Audit.RegisterChanged(item, changeNo, source, taskId)).ConfigureAwait(false);
    }

    static string Write(RegisterEntry entry) =>
        StoreJson.Write(RegisterSchema.Of(entry.Kind).Columns.Where(c => entry[c.Name].Length > 0).ToDictionary(c => c.Name, c => entry[c.Name], StringComparer.Ordinal));

    static RegisterEntry Read(ReadSession session, RegisterKind kind, Row row) => Read(kind, session.Cipher.Open(SealedColumns.RegisterEntry.Of(kind.ToString(), row.EntryKey), row.Content!));

    static RegisterEntry Read(RegisterKind kind, string json) => new(kind, StoreJson.Read<Dictionary<string, string>>(json));

    /// <summary>Officers and funds had tables of their own in versions before the registers.</summary>
    static async Task MoveOlderAsync(WriteSession session)
    {
        var officers = await session.ListAsync<OlderOfficer>(
            "SELECT court_code AS Court, name AS Name, work_card_no AS WorkCardNo, duty_card_no AS DutyCardNo, phone AS Phone, first_order_no AS FirstOrder, remark AS Remark FROM officers").ConfigureAwait(false);
        foreach (var o in officers)
        {
            await EnterOnceAsync(session, RegisterViews.Make(
                RegisterKind.Officers, ("Court", o.Court), ("Name", o.Name), ("WorkCardNo", o.WorkCardNo), ("DutyCardNo", o.DutyCardNo), ("Phone", o.Phone), ("FirstOrder", o.FirstOrder), ("Remark", o.Remark)), null).ConfigureAwait(false);
        }

        foreach (var f in await session.ListAsync<OlderFund>("SELECT account AS Account, currency AS Currency, court_code AS Court, name AS Name, task_id AS TaskId FROM court_funds").ConfigureAwait(false))
            await EnterOnceAsync(session, RegisterViews.Make(RegisterKind.Funds, ("Account", f.Account), ("Currency", f.Currency), ("Court", f.Court), ("Name", f.Name)), f.TaskId).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM officers", null).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM court_funds", null).ConfigureAwait(false);
    }

    /// <summary>Enters what people approved with an order, or what an order brought, if the register has no entry of its key.</summary>
    public static async Task EnterOnceAsync(WriteSession session, RegisterEntry entry, long? taskId)
    {
        if (await FindAsync(session, entry.Kind, entry.Key).ConfigureAwait(false) is not null) return;
        await PutAsync(session, new RegisterItem(entry.Kind, entry.Key, null, entry), taskId is null ? FromOrder : FromDesk, taskId).ConfigureAwait(false);
    }

    sealed record Row
    {
        public string EntryKey { get; init; } = "";
        public string? Content { get; init; }
        public long ChangeNo { get; init; }
        public string Source { get; init; } = "";
        public long? TaskId { get; init; }
        public long ChangedAt { get; init; }
    }

    sealed record OlderOfficer
    {
        public string Court { get; init; } = "";
        public string Name { get; init; } = "";
        public string WorkCardNo { get; init; } = "";
        public string DutyCardNo { get; init; } = "";
        public string Phone { get; init; } = "";
        public string FirstOrder { get; init; } = "";
        public string Remark { get; init; } = "";
    }

    sealed record OlderFund
    {
        public string Account { get; init; } = "";
        public string Currency { get; init; } = "";
        public string Court { get; init; } = "";
        public string Name { get; init; } = "";
        public long TaskId { get; init; }
    }
}
