using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>The account row: version, sequence, the latest rank that was taken (last_executed_service_time), parking.</summary>
internal static class AccountSteps
{
    /// <summary>Makes the row if it is not there yet.</summary>
    public static Task EnsureAsync(WriteSession session, string account) =>
        session.ExecuteAsync(
            """
            INSERT INTO accounts (account, version, last_sequence, last_executed_service_time)
            SELECT @account, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE account = @account)
            """,
            new { account });

    public static Task<AccountRow?> FindAsync(ReadSession session, string account) =>
        session.FirstAsync<AccountRow>(
            """
            SELECT version AS Version, last_sequence AS LastSequence, last_executed_service_time AS LastExecuted, parked_cause AS ParkedCause
            FROM accounts WHERE account = @account
            """,
            new { account });

    /// <summary>Raises the version; false: it is not the one that the turn was opened at.</summary>
    public static async Task<bool> RaiseVersionAsync(WriteSession session, AccountTurn turn) =>
        await session.ExecuteAsync(
            "UPDATE accounts SET version = version + 1 WHERE account = @Account AND version = @AccountVersion",
            new { turn.Account, turn.AccountVersion }).ConfigureAwait(false) == 1;

    /// <summary>
    /// The line took its place. Every line takes a sequence; what later ones rank behind is the rank of a court's line that was carried out, or of another authority's freeze (16).
    /// </summary>
    public static Task TakeSequenceAsync(WriteSession session, AccountTurn turn, bool refused)
    {
        var ranks = !refused && (turn.Order is not null || turn.Line.Measure == Measure.EnterOtherFreeze);
        var executed = ranks ? turn.RankTime.UtcTicks : 0;
        return session.ExecuteAsync(
            """
            UPDATE accounts SET last_sequence = @Sequence,
                   last_executed_service_time = CASE WHEN last_executed_service_time < @executed THEN @executed ELSE last_executed_service_time END
            WHERE account = @Account
            """,
            new { turn.Account, turn.Sequence, executed });
    }

    /// <summary>Parks or, with null, resumes. Resuming sends the account to the workers again. What a restored store does not know of an account only two people settle.</summary>
    public static async Task<bool> SetParkedAsync(WriteSession session, string account, string? cause, string actor = Audit.Gateway)
    {
        await EnsureAsync(session, account).ConfigureAwait(false);
        var changed = cause is null
            ? await session.ExecuteAsync(
                "UPDATE accounts SET parked_cause = NULL, parked_since = NULL WHERE account = @account AND parked_cause <> @Restored", new { account, Restored = LostWork.Cause }).ConfigureAwait(false)
            : await session.ExecuteAsync(
                "UPDATE accounts SET parked_cause = @cause, parked_since = COALESCE(parked_since, @now) WHERE account = @account AND (parked_cause IS NULL OR (parked_cause <> @cause AND parked_cause <> @Restored)) AND EXISTS (SELECT 1 FROM lines WHERE account = @account AND state < 3)",
                new { account, cause, now = session.Now.UtcTicks, Restored = LostWork.Cause }).ConfigureAwait(false);
        if (changed == 0) return false;
        if (cause is null) await OutboxSteps.AddAsync(session, OutboxSteps.Control, account).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Parked(account, cause, actor)).ConfigureAwait(false);
        return true;
    }

    /// <summary>A line of the account got through, and takes the parking away with it: a process that dies behind it leaves no alarm for nothing.</summary>
    public static async Task GotOnAsync(WriteSession session, string account)
    {
        if (await session.ExecuteAsync(
            "UPDATE accounts SET parked_cause = NULL, parked_since = NULL WHERE account = @account AND parked_cause <> @Restored", new { account, Restored = LostWork.Cause }).ConfigureAwait(false) > 0)
            await AuditChain.AppendAsync(session, Audit.Parked(account, null, Audit.Gateway)).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<ParkedAccount>> ReadParkedAsync(ReadSession session, string after, int max)
    {
        var rows = await session.PageAsync<ParkedRow>(
            """
            SELECT account AS Account, parked_cause AS Cause, parked_since AS Since,
                   (SELECT COUNT(*) FROM lines l WHERE l.account = a.account AND l.state < 3) AS WaitingLines
            FROM accounts a WHERE parked_cause IS NOT NULL AND account > @after ORDER BY account
            """,
            new { after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => new ParkedAccount(r.Account, r.Cause, Columns.Moment(r.Since), r.WaitingLines))];
    }

    internal sealed record AccountRow
    {
        public long Version { get; init; }
        public long LastSequence { get; init; }
        public long LastExecuted { get; init; }
        public string? ParkedCause { get; init; }
    }

    sealed record ParkedRow
    {
        public string Account { get; init; } = "";
        public string Cause { get; init; } = "";
        public long Since { get; init; }
        public int WaitingLines { get; init; }
    }
}
