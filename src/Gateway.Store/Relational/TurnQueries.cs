using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Registers;

namespace Gateway.Store.Relational;

/// <summary>Opening an account's turn.</summary>
internal static class TurnQueries
{
    public static async Task<AccountTurn?> OpenAsync(ReadSession session, string account)
    {
        // A line with an intent has begun: it is finished before a line that was served earlier but came later (16).
        var line = (await session.PageAsync<OpenLine>(
            """
            SELECT line_id AS LineId, order_id AS OrderId, sub_account AS SubAccount, service_time AS ServiceTime, line_json AS LineJson,
                   review_verdict AS Verdict, review_note AS Note FROM lines
            WHERE account = @account AND state < 3 ORDER BY state DESC, service_time, line_id
            """,
            new { account, max = 1 }).ConfigureAwait(false)).SingleOrDefault();
        if (line is null) return null;
        var content = StoreJson.Read<ControlLine>(session.Cipher.Open(SealedColumns.Line.Of(line.LineId), line.LineJson));
        if (content.Account != account) content = content with { Account = account, SubAccount = line.SubAccount, HoldingAccount = content.Account };
        var row = (await AccountSteps.FindAsync(session, account).ConfigureAwait(false))!;
        var order = line.OrderId is { } orderId ? await OrderQueries.ByIdAsync(session, orderId).ConfigureAwait(false) : null;
        var intents = await session.ListAsync<IntentRow>(
            "SELECT line_id AS LineId, stage AS Stage, decision_json AS DecisionJson FROM intents WHERE line_id = @LineId", new { line.LineId }).ConfigureAwait(false);
        return new AccountTurn(
            account, row.Version, line.LineId, order?.Key, content, order is null ? null : StoreJson.Read<Order>(order.OrderJson),
            order?.Refusal, order?.DocumentRefusalDetail ?? "", order?.ChannelId ?? "",
            Columns.Moment(line.ServiceTime), ServiceTimes.RankOf(Columns.Moment(line.ServiceTime), order?.Arrived ?? Columns.Moment(line.ServiceTime), Columns.Moment(row.LastExecuted)),
            row.LastSequence + 1,
            await BookQueries.ReadAsync(session, new RegisterKey(account, line.SubAccount)).ConfigureAwait(false),
            Intent(session, intents, 1), Intent(session, intents, 2), Intent(session, intents, 3), row.ParkedCause)
        {
            Seen = await NoticeSteps.SeenAsync(session, new RegisterKey(account, line.SubAccount)).ConfigureAwait(false),
            Provisional = Intent(session, intents, 4),
            Review = Columns.Named<ReviewVerdict>(line.Verdict) is { } verdict ? new ReviewOutcome(verdict, session.Cipher.Open(SealedColumns.LineNote.Of(line.LineId), line.Note)) : null,
            // In review or set aside. state > 3: the index of waiting lines is used only by a query that repeats its condition.
            FreezesInReview = await session.ListAsync<string>(
                "SELECT held_freeze FROM lines WHERE account = @account AND state > 3 AND state <> 5 AND held_freeze IS NOT NULL", new { account }).ConfigureAwait(false),
            Notes = order?.Notes ?? [],
            TraceParent = order?.TraceParent,
            Settlement = await SettlementAsync(session, line.LineId).ConfigureAwait(false),
            Payment = content.PaymentKey.Length == 0 ? null : await PaymentSteps.FindAsync(session, content.PaymentKey).ConfigureAwait(false),
            EnteredFunds = await FundsAsync(session, content.Payee?.Account).ConfigureAwait(false),
            Lost = await RestoreSteps.OfTurnAsync(session, new RegisterKey(account, line.SubAccount), CoreKey.LineOf(content, order?.Key)).ConfigureAwait(false),
        };
    }

    static async Task<IReadOnlyList<EnteredFund>> FundsAsync(ReadSession session, string? payee)
    {
        if (payee is null) return [];
        return [.. (await RegisterEntrySteps.FundsOfAsync(session, payee).ConfigureAwait(false)).Select(f => new EnteredFund(f["Court"], RegisterViews.Fund(f)))];
    }

    /// <summary>Whatever two people stated of the line, in one or several tasks; while one is proposed, none of it counts.</summary>
    static async Task<LineSettlement?> SettlementAsync(ReadSession session, long lineId)
    {
        var rows = await session.ListAsync<SettlementRow>(
            "SELECT task_id AS TaskId, state AS State, act_json AS ActJson FROM desk_tasks WHERE line_id = @lineId AND kind = 'Settle' AND state <> 'Open' AND decision = 'Approve' ORDER BY task_id",
            new { lineId }).ConfigureAwait(false);
        if (rows.Count == 0) return null;
        return new LineSettlement(rows.All(r => r.State == nameof(DeskTaskState.Done)), [.. rows.SelectMany(r => StoreJson.Read<DeskAct>(session.Cipher.Open(SealedColumns.TaskAct.Of(r.TaskId), r.ActJson)).Settled)]);
    }

    static TurnIntent? Intent(ReadSession session, IReadOnlyList<IntentRow> intents, int stage) =>
        intents.FirstOrDefault(i => i.Stage == stage) is { } row
            ? new TurnIntent(stage, StoreJson.Read<Decision>(session.Cipher.Open(SealedColumns.Intent.Of(row.LineId, row.Stage), row.DecisionJson)))
            : null;

    sealed record OpenLine
    {
        public long LineId { get; init; }
        public long? OrderId { get; init; }
        public string SubAccount { get; init; } = "";
        public long ServiceTime { get; init; }
        public string LineJson { get; init; } = "";
        public string? Verdict { get; init; }
        public string Note { get; init; } = "";
    }

    sealed record SettlementRow
    {
        public long TaskId { get; init; }
        public string State { get; init; } = "";
        public string ActJson { get; init; } = "";
    }

    sealed record IntentRow
    {
        public long LineId { get; init; }
        public int Stage { get; init; }
        public string DecisionJson { get; init; } = "";
    }
}
