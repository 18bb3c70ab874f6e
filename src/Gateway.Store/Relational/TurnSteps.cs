using System.Diagnostics;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>What a turn writes. Both steps raise the account's version, so that of two workers who opened the same turn one writes and the other learns of it.</summary>
internal static class TurnSteps
{
    public static async Task<AccountTurn?> RecordIntentAsync(WriteSession session, AccountTurn turn, TurnIntent intent)
    {
        if (!await AccountSteps.RaiseVersionAsync(session, turn).ConfigureAwait(false)) return null;
        await session.ExecuteAsync(
            "INSERT INTO intents (line_id, stage, recorded_at, decision_json) VALUES (@LineId, @Stage, @at, @json)",
            new { turn.LineId, intent.Stage, at = session.Now.UtcTicks, json = session.Cipher.Seal(SealedColumns.Intent.Of(turn.LineId, intent.Stage), StoreJson.Write(intent.Decision)) }).ConfigureAwait(false);
        await RequireOneAsync(session, "UPDATE lines SET state = 2 WHERE line_id = @LineId AND state < 3", turn).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Intent(NameOf(turn), intent)).ConfigureAwait(false);
        var next = turn with { AccountVersion = turn.AccountVersion + 1 };
        return intent.Stage switch
        {
            1 => next with { First = intent },
            2 => next with { Debit = intent },
            4 => next with { Provisional = intent },
            _ => next with { AfterRefusal = intent },
        };
    }

    /// <summary>What people decided about it on the account that holds the asset says nothing of the linked one.</summary>
    public static async Task<bool> RerouteAsync(WriteSession session, AccountTurn turn, string account)
    {
        if (!await AccountSteps.RaiseVersionAsync(session, turn).ConfigureAwait(false)) return false;
        await AccountSteps.GotOnAsync(session, turn.Account).ConfigureAwait(false);
        await AccountSteps.EnsureAsync(session, account).ConfigureAwait(false);
        await RequireOneAsync(
            session, "UPDATE lines SET account = @account, sub_account = '', review_verdict = NULL, review_note = NULL WHERE line_id = @LineId AND state = 1", turn,
            new { turn.LineId, account }).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Control, account).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Rerouted(NameOf(turn))).ConfigureAwait(false);
        return true;
    }

    public static async Task<OutcomeResult> RecordOutcomeAsync(WriteSession session, AccountTurn turn, TurnOutcome outcome)
    {
        if (!await AccountSteps.RaiseVersionAsync(session, turn).ConfigureAwait(false)) return new OutcomeResult(false, false);
        await AccountSteps.GotOnAsync(session, turn.Account).ConfigureAwait(false);
        await AccountSteps.TakeSequenceAsync(session, turn, outcome.Final.Refusal is not null).ConfigureAwait(false);
        // State 7: what is to be done on the account is done, the payee's bank has not confirmed.
        var remitted = turn.Payment is null && outcome.Payment is { Status.State: not PaymentState.Paid };
        await FinishLineAsync(session, turn, outcome, remitted ? 7 : 3).ConfigureAwait(false);
        // A remittance under way has no outcome yet: it is counted when it has arrived or come back.
        if (outcome.Answer is { } answered && !remitted) await OutcomeSteps.RecordLineAsync(session, turn, answered, outcome.Branch).ConfigureAwait(false);
        await RegisterSteps.ApplyAsync(session, turn, outcome.Final).ConfigureAwait(false);
        await NoticeSteps.RecordAsync(session, turn, outcome).ConfigureAwait(false);
        if (turn.Lost is { } lost) await RestoreSteps.DoneAsync(session, turn.Account, lost.Line).ConfigureAwait(false);
        if (turn.Line.Act is { } act) await DeskSteps.CarriedOutAsync(session, act.TaskId, outcome.Final).ConfigureAwait(false);
        foreach (var entry in outcome.Audit) await AuditChain.AppendAsync(session, entry).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Outcome(NameOf(turn), outcome, turn.Sequence)).ConfigureAwait(false);
        if (turn.Payment is { } known) return new OutcomeResult(true, await PaymentSteps.ToldAsync(session, known, outcome.Payment!).ConfigureAwait(false));
        if (outcome.Payment is { } begun) await PaymentSteps.BeginAsync(session, turn, begun).ConfigureAwait(false);
        return new OutcomeResult(true, turn.Order is { } order && !remitted && await CountLineOffAsync(session, order).ConfigureAwait(false));
    }

    static Task FinishLineAsync(WriteSession session, AccountTurn turn, TurnOutcome outcome, int state) =>
        RequireOneAsync(
            session,
            """
            UPDATE lines SET state = @state, final_at = @at, controlled = @controlled, reason = @reason, answer_json = @json
            WHERE line_id = @LineId AND state < 3
            """,
            turn,
            new
            {
                turn.LineId,
                state,
                at = session.Now.UtcTicks,
                controlled = outcome.Answer is { } a ? a.Controlled ? 1 : 0 : (int?)null,
                reason = outcome.Answer?.Reason?.ToString(),
                json = outcome.Answer is null ? null : session.Cipher.Seal(SealedColumns.LineAnswer.Of(turn.LineId), StoreJson.Write(outcome.Answer)),
            });

    /// <summary>With its last line the order is complete and waits for its FINAL receipt.</summary>
    internal static async Task<bool> CountLineOffAsync(WriteSession session, OrderKey key)
    {
        await session.ExecuteAsync(
            "UPDATE orders SET open_lines = open_lines - 1 WHERE channel_id = @ChannelId AND order_no = @OrderNo AND version = @Version", key).ConfigureAwait(false);
        var order = (await OrderQueries.FindAsync(session, key).ConfigureAwait(false))!;
        if (order.OpenLines > 0) return false;
        var lines = await session.ListAsync<LineResult>("SELECT controlled AS Controlled, reason AS Reason, review_verdict AS Verdict FROM lines WHERE order_id = @OrderId", new { order.OrderId }).ConfigureAwait(false);
        var curable = lines.All(l => !l.Controlled && (l.Verdict == nameof(ReviewVerdict.Returned) || Curing.ByOtherDocuments(Columns.Named<Reason>(l.Reason))));
        await session.ExecuteAsync(
            "UPDATE orders SET complete = 1, curable = @curable WHERE order_id = @OrderId", new { order.OrderId, curable = curable ? 1 : 0 }).ConfigureAwait(false);
        return true;
    }

    static async Task RequireOneAsync(WriteSession session, string update, AccountTurn turn, object? parameters = null)
    {
        // The version was right, so the line must be open; if not, the store contradicts itself and the step is undone.
        if (await session.ExecuteAsync(update, parameters ?? new { turn.LineId }).ConfigureAwait(false) != 1)
            throw new UnreachableException($"Line {turn.LineId} is final already, at the account's present version.");
    }

    internal static string NameOf(AccountTurn turn) => turn switch
    {
        { Order: { } order } => $"{order}:{turn.Line.LineNo}",
        { Line.Measure: Measure.Expire } => $"expire:{turn.Line.ExpiringFreezeId}",
        { Line.Act: not null } => turn.Line.LineNo,
        _ => $"{turn.Line.LineNo}:{turn.LineId}",
    };

    sealed record LineResult
    {
        public bool Controlled { get; init; }
        public string? Reason { get; init; }
        public string? Verdict { get; init; }
    }
}
