using System.Diagnostics;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Registers;

namespace Gateway.Store.Relational;

/// <summary>A line on its way into review and out of it.</summary>
internal static class ReviewSteps
{
    /// <summary>The line waits for people; a provisional freeze has its place in the register from here on.</summary>
    public static async Task<bool> BeginAsync(WriteSession session, AccountTurn turn, Decision decision, TimeSpan due)
    {
        if (!await AccountSteps.RaiseVersionAsync(session, turn).ConfigureAwait(false)) return false;
        await AccountSteps.GotOnAsync(session, turn.Account).ConfigureAwait(false);
        if (decision.NewFreeze is not null) await AccountSteps.TakeSequenceAsync(session, turn, refused: false).ConfigureAwait(false);
        await WaitAsync(session, turn, 4, decision.NewFreeze?.FreezeId ?? decision.OriginalFreezeId).ConfigureAwait(false);
        await RegisterSteps.ApplyAsync(session, turn, decision).ConfigureAwait(false);
        await new DeskTaskRow
        {
            Kind = nameof(DeskTaskKind.Review),
            Account = turn.Account,
            SubAccount = turn.Line.SubAccount,
            LineId = turn.LineId,
            ChannelId = turn.Order!.ChannelId,
            OrderNo = turn.Order.OrderNo,
            OrderVersion = turn.Order.Version,
            LineNo = turn.Line.LineNo,
            Rules = string.Join(',', decision.Review!.Rules),
            Basis = decision.Review.Basis,
            PayeeCurrency = decision.Review.PayeeCurrency,
            DueAt = (session.Now + due).UtcTicks,
        }.InsertAsync(session).ConfigureAwait(false);
        return true;
    }

    /// <summary>The inquiry waits for people as a whole.</summary>
    /// <exception cref="InvalidOperationException">No such inquiry.</exception>
    public static async Task<bool> BeginInquiryAsync(WriteSession session, OrderKey key, ReviewNeed need, TimeSpan due)
    {
        if (await OrderQueries.FindAsync(session, key).ConfigureAwait(false) is not { Kind: OrderKind.Inquiry } order) throw new InvalidOperationException($"{key} is no inquiry of this store.");
        if (await session.ExecuteAsync(
            "UPDATE orders SET in_review = 1 WHERE order_id = @OrderId AND complete = 0 AND in_review = 0 AND review_verdict IS NULL", new { order.OrderId }).ConfigureAwait(false) == 0) return false;
        await new DeskTaskRow
        {
            Kind = nameof(DeskTaskKind.Review),
            ChannelId = key.ChannelId,
            OrderNo = key.OrderNo,
            OrderVersion = key.Version,
            Rules = string.Join(',', need.Rules),
            Basis = need.Basis,
            DueAt = (session.Now + due).UtcTicks,
        }.InsertAsync(session).ConfigureAwait(false);
        return true;
    }

    /// <summary>The line acts on a freeze that a line in review acts on, and waits for that.</summary>
    public static async Task<bool> HoldBackAsync(WriteSession session, AccountTurn turn, string freezeId)
    {
        if (!await AccountSteps.RaiseVersionAsync(session, turn).ConfigureAwait(false)) return false;
        await AccountSteps.GotOnAsync(session, turn.Account).ConfigureAwait(false);
        await WaitAsync(session, turn, 5, freezeId).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.HeldBack(TurnSteps.NameOf(turn), freezeId)).ConfigureAwait(false);
        return true;
    }

    /// <summary>The line goes on with what was decided, at its place in the order of service, and with it those that it held back; an inquiry is answered.</summary>
    public static async Task DecideAsync(WriteSession session, DeskTaskRow task)
    {
        var decision = Enum.Parse<DeskDecision>(task.Decision!);
        var verdict = decision switch { DeskDecision.Approve => ReviewVerdict.Approved, DeskDecision.Return => ReviewVerdict.Returned, _ => ReviewVerdict.Rejected };
        if (verdict == ReviewVerdict.Approved) await EnterAsync(session, task).ConfigureAwait(false);
        await (task.LineId is null ? DecideInquiryAsync(session, task, verdict) : DecideLineAsync(session, task, verdict)).ConfigureAwait(false);
    }

    static async Task DecideInquiryAsync(WriteSession session, DeskTaskRow task, ReviewVerdict verdict)
    {
        var order = (await OrderQueries.FindAsync(session, task.Order!).ConfigureAwait(false))!;
        if (await session.ExecuteAsync(
            "UPDATE orders SET in_review = 0, review_verdict = @verdict, review_note = @Note WHERE order_id = @OrderId AND in_review = 1",
            new { order.OrderId, verdict = verdict.ToString(), Note = session.Cipher.Seal(SealedColumns.OrderReviewNote.Of(order.OrderId), NoteOf(task, verdict)) }).ConfigureAwait(false) != 1) throw new UnreachableException($"{task.Order} is not in review.");
        var party = await session.FirstAsync<string>("SELECT party_key FROM orders WHERE order_id = @OrderId", new { order.OrderId }).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Inquiry, party!).ConfigureAwait(false);
    }

    static async Task DecideLineAsync(WriteSession session, DeskTaskRow task, ReviewVerdict verdict)
    {
        var held = await session.FirstAsync<string>("SELECT held_freeze FROM lines WHERE line_id = @LineId", new { task.LineId }).ConfigureAwait(false);
        var changed = await session.ExecuteAsync(
            "UPDATE lines SET state = 1, held_freeze = NULL, review_verdict = @verdict, review_note = @Note WHERE line_id = @LineId AND state = 4",
            new { task.LineId, verdict = verdict.ToString(), Note = session.Cipher.Seal(SealedColumns.LineNote.Of(task.LineId!.Value), NoteOf(task, verdict)) }).ConfigureAwait(false);
        if (changed != 1) throw new UnreachableException($"Line {task.LineId} is not in review.");
        if (held is not null)
            await session.ExecuteAsync("UPDATE lines SET state = 1, held_freeze = NULL WHERE account = @Account AND state > 3 AND state = 5 AND held_freeze = @held", new { task.Account, held }).ConfigureAwait(false);
        // A turn that was opened before this knows of lines in review that are none any more.
        await session.ExecuteAsync("UPDATE accounts SET version = version + 1 WHERE account = @Account", new { task.Account }).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Control, task.Account).ConfigureAwait(false);
    }

    /// <summary>What the receipt says; a court that gets its order back learns whom to ask.</summary>
    static string NoteOf(DeskTaskRow task, ReviewVerdict verdict) => verdict == ReviewVerdict.Returned ? new ReturnWords(task.Contact ?? "", task.Phone ?? "", task.Note).ToNote() : task.Note;

    static async Task WaitAsync(WriteSession session, AccountTurn turn, int state, string? freezeId)
    {
        if (await session.ExecuteAsync("UPDATE lines SET state = @state, held_freeze = @freezeId WHERE line_id = @LineId AND state < 3", new { turn.LineId, state, freezeId }).ConfigureAwait(false) != 1)
            throw new UnreachableException($"Line {turn.LineId} is not open, at the account's present version.");
    }

    /// <summary>What the approval makes known to the bank: the payee (C13b), unless it was entered for another court meanwhile, whose it then is; the officer (3); the court.</summary>
    static async Task EnterAsync(WriteSession session, DeskTaskRow task)
    {
        var rules = task.Rules.Split(',');
        var order = (await OrderQueries.FindAsync(session, task.Order!).ConfigureAwait(false))!;
        var header = StoreJson.Read<Order>((await OrderQueries.ByIdAsync(session, order.OrderId).ConfigureAwait(false))!.OrderJson);
        if (rules.Contains(nameof(ReviewRule.FirstOrder))) await CourtSteps.EnterAsync(session, order.ChannelId, header).ConfigureAwait(false);
        if (rules.Contains(nameof(ReviewRule.UnknownOfficer))) await OfficerSteps.EnterAsync(session, header, $"复核任务{task.TaskId}登记", task.TaskId).ConfigureAwait(false);
        if (!rules.Contains(nameof(ReviewRule.UnknownPayee))) return;
        var line = header.Lines.First(l => l.LineNo == task.LineNo);
        var there = await RegisterEntrySteps.FundsOfAsync(session, line.Payee!.Account).ConfigureAwait(false);
        if (there.Any(f => f["Court"] != header.CourtCode)) return;
        await RegisterEntrySteps.EnterOnceAsync(session, RegisterViews.Entry(header.CourtCode, new ExecutionFundAccount(line.Payee.Account, line.Payee.Name, task.PayeeCurrency) { BankName = line.Payee.BankName, BankNo = line.Payee.BankNo }), task.TaskId).ConfigureAwait(false);
    }
}
