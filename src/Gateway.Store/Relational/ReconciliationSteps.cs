using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using Gateway.Store.Reconciliation;

namespace Gateway.Store.Relational;

/// <summary>What reconciliation reads and keeps.</summary>
internal static class ReconciliationSteps
{
    public static Task<IReadOnlyList<string>> FrozenAccountsAsync(ReadSession session, DateTimeOffset changedSince, string after, int max) =>
        session.PageAsync<string>(
            """
            SELECT account FROM (
                SELECT account FROM freezes WHERE live = 1 AND account > @after
                UNION SELECT account FROM other_freezes WHERE ended_by_line IS NULL AND account > @after
                UNION SELECT f.account FROM freeze_changes c JOIN freezes f ON f.freeze_id = c.freeze_id WHERE c.changed_at >= @since AND f.account > @after) a
            ORDER BY account
            """,
            new { after, since = changedSince.UtcTicks, max });

    public static async Task<AccountBooks> BooksAsync(ReadSession session, string account)
    {
        var version = (await AccountSteps.FindAsync(session, account).ConfigureAwait(false))?.Version ?? 0;
        var begun = await session.FirstAsync<long>("SELECT COUNT(*) FROM lines WHERE account = @account AND state < 3 AND state = 2", new { account }).ConfigureAwait(false);
        var keys = await session.ListAsync<string>(
            "SELECT sub_account FROM freezes WHERE account = @account UNION SELECT sub_account FROM other_freezes WHERE account = @account", new { account }).ConfigureAwait(false);
        var books = new List<RegisterBook>();
        foreach (var subAccount in keys) books.Add(await BookQueries.ReadAsync(session, new RegisterKey(account, subAccount)).ConfigureAwait(false));
        return new AccountBooks(version, begun > 0, books);
    }

    public static async Task<long> BeginAsync(WriteSession session, string by)
    {
        var id = await session.FirstAsync<long>("SELECT COALESCE(MAX(run_id), 0) + 1 FROM reconciliations").ConfigureAwait(false);
        await session.ExecuteAsync(
            "INSERT INTO reconciliations (run_id, begun_by, begun_at, ended_at, accounts, not_compared, differences) VALUES (@id, @by, @now, NULL, 0, 0, 0)", new { id, by, now = session.Now.UtcTicks }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, new AuditEntry(by == Audit.Gateway ? by : Audit.Person(by), "reconciliation.begun", $"run:{id}", "{}")).ConfigureAwait(false);
        return id;
    }

    public static async Task RecordAsync(WriteSession session, IReadOnlyList<string> accounts, IReadOnlyList<FoundDifference> found)
    {
        var now = session.Now.UtcTicks;
        foreach (var account in accounts.DefaultIfEmpty(""))
        {
            var open = await session.ListAsync<DifferenceRow>($"{DifferenceRow.Select} WHERE account = @account AND state <> 2", new { account }).ConfigureAwait(false);
            var present = found.Where(f => f.Account == account).ToList();
            foreach (var row in open.Where(r => present.All(f => !r.Means(f))))
                await session.ExecuteAsync("UPDATE differences SET state = 2, closed_at = @now WHERE difference_id = @DifferenceId", new { row.DifferenceId, now }).ConfigureAwait(false);
            foreach (var difference in present) await KeepAsync(session, open.FirstOrDefault(r => r.Means(difference)), difference, now).ConfigureAwait(false);
        }
    }

    public static Task<int> EndAsync(WriteSession session, ReconciliationRun run) =>
        session.ExecuteAsync(
            "UPDATE reconciliations SET ended_at = @now, accounts = @Accounts, not_compared = @NotCompared, differences = @Found WHERE run_id = @RunId",
            new { run.RunId, run.Accounts, run.NotCompared, run.Found, now = session.Now.UtcTicks });

    public static async Task<IReadOnlyList<Difference>> ListAsync(ReadSession session, bool closedToo, long after, int max) =>
        [.. (await session.PageAsync<DifferenceRow>(
            $"{DifferenceRow.Select} WHERE difference_id > @after{(closedToo ? "" : " AND state = 1")} ORDER BY difference_id", new { after, max }).ConfigureAwait(false)).Select(r => r.Difference)];

    public static async Task<Difference?> FindAsync(ReadSession session, long differenceId) =>
        (await session.FirstAsync<DifferenceRow>($"{DifferenceRow.Select} WHERE difference_id = @differenceId", new { differenceId }).ConfigureAwait(false))?.Difference;

    public static async Task<IReadOnlyList<ReconciliationRun>> RunsAsync(ReadSession session, int max) =>
        [.. (await session.PageAsync<RunRow>(
            "SELECT run_id AS RunId, begun_by AS BegunBy, begun_at AS BegunAt, ended_at AS EndedAt, accounts AS Accounts, not_compared AS NotCompared, differences AS Found FROM reconciliations ORDER BY run_id DESC",
            new { max }).ConfigureAwait(false)).Select(r => r.Run)];

    public static Task<int> LinkAsync(WriteSession session, long differenceId, long taskId) =>
        session.ExecuteAsync("UPDATE differences SET task_id = @taskId WHERE difference_id = @differenceId", new { differenceId, taskId });

    public static async Task<IReadOnlyList<LateReceipts>> LateReceiptsAsync(ReadSession session, DateTimeOffset before) =>
        [.. (await session.ListAsync<LateRow>(
            """
            SELECT channel_id AS ChannelId, CAST(COUNT(*) AS BIGINT) AS Number, MIN(sequence) AS FirstSequence, MIN(created_at) AS Oldest FROM receipts
            WHERE acknowledged_at IS NULL AND created_at <= @before GROUP BY channel_id ORDER BY channel_id
            """,
            new { before = before.UtcTicks }).ConfigureAwait(false)).Select(r => new LateReceipts(r.ChannelId, r.Number, r.FirstSequence, Columns.Moment(r.Oldest)))];

    public static Task<long> ArrivedAsync(ReadSession session, string channelId, DateTimeOffset from, DateTimeOffset until) =>
        session.FirstAsync<long>(
            "SELECT COUNT(*) FROM orders WHERE channel_id = @channelId AND arrived_at >= @from AND arrived_at < @until", new { channelId, from = from.UtcTicks, until = until.UtcTicks });

    public static async Task ClearAsync(WriteSession session, DateTimeOffset before)
    {
        await session.ExecuteAsync("DELETE FROM differences WHERE closed_at <= @before", new { before = before.UtcTicks }).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM reconciliations WHERE begun_at <= @before", new { before = before.UtcTicks }).ConfigureAwait(false);
    }

    static async Task KeepAsync(WriteSession session, DifferenceRow? row, FoundDifference found, long now)
    {
        // A hold that was mended was put behind the others: the order of holds on such an account has been looked at by two people, and the register's rank counts.
        var settled = found.Kind == DifferenceKind.HoldRank
            && await session.FirstAsync<long>(
                "SELECT COUNT(*) FROM desk_tasks WHERE account = @Account AND kind = 'Mend' AND state = 'Done' AND decision = 'Approve'", new { found.Account }).ConfigureAwait(false) > 0;
        if (row is null)
        {
            if (settled) return;
            var id = await session.FirstAsync<long>("SELECT COALESCE(MAX(difference_id), 0) + 1 FROM differences").ConfigureAwait(false);
            await session.ExecuteAsync(
                """
                INSERT INTO differences (difference_id, kind, account, sub_account, subject, expected, found, state, first_seen_at, last_seen_at, closed_at, task_id)
                VALUES (@id, @kind, @Account, @SubAccount, @Subject, @Expected, @Found, 1, @now, @now, NULL, NULL)
                """,
                new { id, kind = found.Kind.ToString(), found.Account, found.SubAccount, found.Subject, found.Expected, found.Found, now }).ConfigureAwait(false);
            return;
        }

        await session.ExecuteAsync(
            "UPDATE differences SET expected = @Expected, found = @Found, last_seen_at = @now, state = @state, closed_at = @closed WHERE difference_id = @DifferenceId",
            new { row.DifferenceId, found.Expected, found.Found, now, state = settled ? 3 : 1, closed = settled ? now : (long?)null }).ConfigureAwait(false);
    }

    sealed record DifferenceRow
    {
        public const string Select = """
            SELECT difference_id AS DifferenceId, kind AS Kind, account AS Account, sub_account AS SubAccount, subject AS Subject, expected AS Expected, found AS Found, state AS State,
                   first_seen_at AS FirstSeen, last_seen_at AS LastSeen, closed_at AS ClosedAt, task_id AS TaskId FROM differences
            """;

        public long DifferenceId { get; init; }
        public string Kind { get; init; } = "";
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Expected { get; init; } = "";
        public string Found { get; init; } = "";
        public DifferenceState State { get; init; }
        public long FirstSeen { get; init; }
        public long LastSeen { get; init; }
        public long? ClosedAt { get; init; }
        public long? TaskId { get; init; }

        public Difference Difference => new(
            DifferenceId, new FoundDifference(Enum.Parse<DifferenceKind>(Kind), Account, SubAccount, Subject, Expected, Found), State,
            Columns.Moment(FirstSeen), Columns.Moment(LastSeen), ClosedAt is { } closed ? Columns.Moment(closed) : null, TaskId);

        public bool Means(FoundDifference found) => Kind == found.Kind.ToString() && SubAccount == found.SubAccount && Subject == found.Subject;
    }

    sealed record RunRow
    {
        public long RunId { get; init; }
        public string BegunBy { get; init; } = "";
        public long BegunAt { get; init; }
        public long? EndedAt { get; init; }
        public long Accounts { get; init; }
        public long NotCompared { get; init; }
        public long Found { get; init; }

        public ReconciliationRun Run => new(RunId, BegunBy, Columns.Moment(BegunAt), EndedAt is { } ended ? Columns.Moment(ended) : null, Accounts, NotCompared, Found);
    }

    sealed record LateRow
    {
        public string ChannelId { get; init; } = "";
        public long Number { get; init; }
        public long FirstSequence { get; init; }
        public long Oldest { get; init; }
    }
}
