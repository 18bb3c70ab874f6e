using System.Diagnostics;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Outcomes;

namespace Gateway.Store.Relational;

/// <summary>Remittances to other banks: begun with a deduction's outcome, asked about by lines of the bank's own, and told to the court.</summary>
internal static class PaymentSteps
{
    const int AtOnce = 200;

    /// <summary>A deduction's outcome: the account's part is done. Unless the payee's bank has the money already, the line waits for it in state 7.</summary>
    public static async Task BeginAsync(WriteSession session, AccountTurn turn, OffUsPayment payment)
    {
        var order = (await OrderQueries.FindAsync(session, turn.Order!).ConfigureAwait(false))!;
        var pending = payment.Status.State != PaymentState.Paid;
        await session.ExecuteAsync(
            """
            INSERT INTO payments (line_id, core_key, order_id, account, sub_account, state, asking, untold, begun_at, asked_at, payment_json)
            VALUES (@LineId, @Key, @OrderId, @Account, @SubAccount, @state, 0, @untold, @now, @now, @json)
            """,
            new
            {
                turn.LineId, payment.Key, order.OrderId, turn.Account, turn.Line.SubAccount, state = (int)(pending ? PaymentState.Pending : PaymentState.Paid),
                untold = pending ? (int)ReceiptKind.Interim : 0, now = session.Now.UtcTicks,
                json = Sealed(session, turn.LineId, pending ? payment with { Status = payment.Status with { State = PaymentState.Pending } } : payment),
            }).ConfigureAwait(false);
        // It came back before the outcome was written, as behind a crash: the next line finds its place.
        if (payment.Status.State == PaymentState.Returned) await AskAsync(session, (await RowAsync(session, payment.Key).ConfigureAwait(false))!).ConfigureAwait(false);
    }

    /// <summary>What the core said when it was asked. Whether the order's last line is final now.</summary>
    public static async Task<bool> ToldAsync(WriteSession session, OffUsPayment known, OffUsPayment now)
    {
        var row = (await RowAsync(session, known.Key).ConfigureAwait(false))!;
        var changed = known.Status.State != now.Status.State;
        await session.ExecuteAsync(
            "UPDATE payments SET state = @state, asking = 0, asked_at = @at, untold = @untold, payment_json = @json WHERE line_id = @LineId",
            new
            {
                row.LineId, state = (int)now.Status.State, at = session.Now.UtcTicks, json = Sealed(session, row.LineId, now),
                untold = !changed ? row.Untold : now.Status.State == PaymentState.Returned ? (int)ReceiptKind.Correction : 0,
            }).ConfigureAwait(false);
        if (!changed) return false;
        await AuditChain.AppendAsync(session, Audit.Payment(now)).ConfigureAwait(false);
        if (known.Status.State != PaymentState.Pending)
        {
            await OutcomeSteps.CorrectLineAsync(session, row.LineId, now.Order, now.Answer).ConfigureAwait(false);
            return false;
        }

        await FinishAsync(session, row.LineId, now.Answer).ConfigureAwait(false);
        await OutcomeSteps.RecordLineAsync(session, row.LineId, now.Order, (now.CourtCode, now.CourtName), now.Answer, new Branch(now.BranchCode, now.BranchName)).ConfigureAwait(false);
        return await TurnSteps.CountLineOffAsync(session, now.Order).ConfigureAwait(false);
    }

    /// <summary>Queues a line for each of these debits' keys that has a remittance; returns how many.</summary>
    public static async Task<int> AskAsync(WriteSession session, IReadOnlyList<string> keys)
    {
        var queued = 0;
        foreach (var key in keys)
        {
            if (await RowAsync(session, key).ConfigureAwait(false) is { } row && await AskAsync(session, row).ConfigureAwait(false)) queued++;
        }

        return queued;
    }

    /// <summary>The same for those under way that the core was not asked about since then.</summary>
    public static async Task<int> AskDueAsync(WriteSession session, DateTimeOffset before)
    {
        var due = await session.PageAsync<PaymentRow>($"{PaymentRow.Select} WHERE state = 1 AND asking = 0 AND asked_at <= @before ORDER BY asked_at", new { before = before.UtcTicks, max = AtOnce }).ConfigureAwait(false);
        foreach (var row in due) await AskAsync(session, row).ConfigureAwait(false);
        return due.Count;
    }

    public static Task<long> PendingAsync(ReadSession session, DateTimeOffset before) =>
        session.FirstAsync<long>("SELECT COUNT(*) FROM payments WHERE state = 1 AND begun_at <= @before", new { before = before.UtcTicks });

    public static async Task<OffUsPayment?> FindAsync(ReadSession session, string key) =>
        await RowAsync(session, key).ConfigureAwait(false) is { } row ? Opened(session, row) : null;

    public static async Task<IReadOnlyList<UntoldPayment>> UntoldAsync(ReadSession session, long after, int max)
    {
        var rows = await session.PageAsync<PaymentRow>($"{PaymentRow.Select} WHERE untold > 0 AND line_id > @after ORDER BY line_id", new { after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => (r.LineId, r.Untold, Payment: Opened(session, r)))
            .Select(r => new UntoldPayment(r.LineId, r.Payment.Order, (ReceiptKind)r.Untold, r.Payment.Answer))];
    }

    /// <summary>False: it was told already, or is not so any more.</summary>
    public static async Task<bool> TellAsync(WriteSession session, long paymentId, ReceiptKind kind)
    {
        if (await session.ExecuteAsync("UPDATE payments SET untold = 0 WHERE line_id = @paymentId AND untold = @kind", new { paymentId, kind = (int)kind }).ConfigureAwait(false) == 0) return false;
        // The court was told how the order stands: the next INTERIM receipt waits until that has changed.
        if (kind == ReceiptKind.Interim)
        {
            await session.ExecuteAsync(
                "UPDATE orders SET interim_open_lines = open_lines, interim_at = @now WHERE order_id = (SELECT order_id FROM payments WHERE line_id = @paymentId)",
                new { paymentId, now = session.Now.UtcTicks }).ConfigureAwait(false);
        }

        return true;
    }

    static async Task<bool> AskAsync(WriteSession session, PaymentRow row)
    {
        if (row.State == (int)PaymentState.Returned) return false;
        if (await session.ExecuteAsync("UPDATE payments SET asking = 1 WHERE line_id = @LineId AND asking = 0", new { row.LineId }).ConfigureAwait(false) == 0) return false;
        var line = new ControlLine { LineNo = "payment", Measure = Measure.Payment, Account = row.Account, SubAccount = row.SubAccount, PaymentKey = row.CoreKey };
        await LineRow.Of(session.NextLineId(), line, session.NextArrival().UtcTicks, orderId: null).InsertAsync(session).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Control, row.Account).ConfigureAwait(false);
        return true;
    }

    static async Task FinishAsync(WriteSession session, long lineId, LineAnswer answer)
    {
        var finished = await session.ExecuteAsync(
            "UPDATE lines SET state = 3, final_at = @at, controlled = @controlled, reason = @reason, answer_json = @json WHERE line_id = @lineId AND state = 7",
            new { lineId, at = session.Now.UtcTicks, controlled = answer.Controlled ? 1 : 0, reason = answer.Reason?.ToString(), json = session.Cipher.Seal(SealedColumns.LineAnswer.Of(lineId), StoreJson.Write(answer)) }).ConfigureAwait(false);
        if (finished != 1) throw new UnreachableException($"Line {lineId} does not wait for its remittance.");
    }

    static string Sealed(WriteSession session, long lineId, OffUsPayment payment) => session.Cipher.Seal(SealedColumns.Payment.Of(lineId), StoreJson.Write(payment));

    static OffUsPayment Opened(ReadSession session, PaymentRow row) => StoreJson.Read<OffUsPayment>(session.Cipher.Open(SealedColumns.Payment.Of(row.LineId), row.PaymentJson));

    static Task<PaymentRow?> RowAsync(ReadSession session, string key) => session.FirstAsync<PaymentRow>($"{PaymentRow.Select} WHERE core_key = @key", new { key });

    sealed record PaymentRow
    {
        public const string Select = """
            SELECT line_id AS LineId, core_key AS CoreKey, account AS Account, sub_account AS SubAccount, state AS State, untold AS Untold, payment_json AS PaymentJson FROM payments
            """;

        public long LineId { get; init; }
        public string CoreKey { get; init; } = "";
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
        public int State { get; init; }
        public int Untold { get; init; }
        public string PaymentJson { get; init; } = "";
    }
}
