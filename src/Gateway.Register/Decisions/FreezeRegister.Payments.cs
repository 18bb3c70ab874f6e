using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// A payee at another bank: the account's part of the deduction is done with the debit; the remittance is confirmed, or comes back, later.
public static partial class FreezeRegister
{
    /// <summary>What is kept of a deduction whose sum goes to another bank.</summary>
    /// <param name="answer">The line's answer.</param>
    public static OffUsPayment PaymentOf(LineCase line, Decision final, Debit debit, string key, PaymentStatus status, LineAnswer answer)
    {
        var header = line.Header!;
        var slice = debit.Consumes.Where(u => u.HoldId != TakeHold(line)).Sum(u => u.AmountMinor);
        return new OffUsPayment(
            key, line.Order, line.Line.LineNo, debit, final.OriginalFreezeId, slice, line.RankTime, line.Sequence, line.ServiceTime,
            header.CourtCode, header.CourtName, header.CaseNo, line.Line.RulingNo, line.Line.AssetKind, answer, status);
    }

    /// <summary>The line's answer while the remittance is under way: what was deducted is known, the outcome is not.</summary>
    public static LineAnswer UnderWay(LineAnswer answer) => Remark(answer with { Open = true }, "款项已从账户扣划并汇往收款行，尚待收款行确认，以最终回执为准");

    /// <summary>The line's answer once the payee's bank has confirmed.</summary>
    public static LineAnswer Arrived(OffUsPayment payment, PaymentStatus status) =>
        Remark(payment.Answer, status.Reference.Length == 0 ? "收款行已确认入账" : $"收款行已确认入账，汇划流水 {status.Reference}");

    /// <summary>
    /// The money came back: the court's hold on it must not be lost. It goes back under the freeze that it was taken from, at that freeze's rank, if the freeze lives or was used up by it;
    /// else – free money, or a freeze released or ended since – under a freeze in the deduction's own name and at its place, for a deduction carries a freeze's effect (C14).
    /// </summary>
    /// <param name="line">The bank's own line; its account does not show the money yet (<see cref="OffUsPayment.WithoutReturned"/>).</param>
    public static Decision DecideReturn(LineCase line, OffUsPayment payment, PaymentStatus status)
    {
        RequireSoundCase(line);
        var (book, debit) = (line.Book, payment.Debit);
        var own = book.Find(payment.OwnFreezeId) is { State: FreezeState.Live or FreezeState.UsedUp } there && there.To >= ServiceDate(line) ? there : null;
        var slice = own is null ? 0 : payment.SliceMinor;
        var rest = debit.AmountMinor - slice;
        var made = rest == 0 ? null : Kept(line, payment, rest);

        var instructions = new List<CoreInstruction>();
        if (slice > 0 && own is { WholeAccount: false }) instructions.Add(Restored(own, debit.Currency, own.LimitMinor!.Value + slice));
        if (made is not null) instructions.Add(new PutHold(book.Key, made.HoldId, debit.Currency, rest, made.GrantedTo));
        // At last, so that the money is never free.
        if (debit.ReturnHold is { } hold) instructions.Add(new RemoveHold(book.Key, hold.HoldId));

        var decision = new Decision
        {
            Instructions = instructions,
            NewFreeze = made,
            Changes = slice == 0 ? [] : [Change(line, own!.FreezeId, FreezeChangeKind.Returned, slice)],
            OriginalFreezeId = slice == 0 ? null : own!.FreezeId,
            Deduction = new Deduction(payment.Order, payment.LineNo, book.Key, payment.CourtCode, -debit.AmountMinor, line.ServiceTime),
            ReasonDetail = status.Cause,
        };
        RequireNoOtherShrinks(line, line.Live, book, decision);
        return decision;
    }

    /// <summary>The line's answer once its money came back: nothing is deducted, and where the money stands.</summary>
    public static LineAnswer CameBack(LineCase line, OffUsPayment payment, Decision final, RegisterBook after, LiveAccount? liveAfter)
    {
        var told = payment.Answer;
        var answer = told with
        {
            Controlled = told.Measure == Measure.FreezeAndDeduct, // 08: the freeze was made, and stays
            Reason = Reason.CoreRefused, // DOMAIN 6 has no nearer one
            ReasonDetail = final.ReasonDetail.Length == 0 ? "款项被收款行退回" : $"款项被收款行退回（{final.ReasonDetail}）",
            DeductedMinor = 0,
            NotDeductedMinor = told.DeductedMinor + (told.NotDeductedMinor ?? 0),
            InterestMinor = null,
            PayeeAmountMinor = null,
            PayeeCurrency = "",
            Rate = "",
            Remark = "",
            AsOf = liveAfter?.AsOf ?? told.AsOf,
        };
        var (currency, amount) = (payment.Debit.Currency, payment.Debit.AmountMinor);
        var kept = final.NewFreeze is null ? "恢复在原冻结项下，顺位不变" : final.Changes.Count == 0
            ? $"以本请求名义继续冻结至 {final.NewFreeze.GrantedTo:yyyy/MM/dd}"
            : $"分别恢复在原冻结项下、以本请求名义继续冻结至 {final.NewFreeze.GrantedTo:yyyy/MM/dd}";
        answer = Remark(answer, $"汇款 {Currencies.ToText(amount, currency)} {currency} 被收款行退回，已退回原账户，{kept}");
        if (liveAfter?.Find(line.Line.SubAccount) is not { } live) return answer;

        var queue = QueueOf(line, liveAfter, live, after);
        answer = answer with { BalanceMinor = queue.BalanceMinor, AvailableMinor = queue.AvailableMinor };
        if (told.Measure == Measure.FreezeAndDeduct || queue.Find(final.NewFreeze?.FreezeId ?? final.OriginalFreezeId) is not { } entry) return answer;
        return answer with
        {
            WholeAccount = entry.WantMinor is null,
            RequestedMinor = entry.WantMinor,
            ActualMinor = entry.TakeMinor,
            BeyondMinor = entry.WantMinor is { } want ? want - entry.TakeMinor : 0,
            From = entry.Freeze!.From,
            To = entry.To,
            Rank = entry.Rank,
        };
    }

    private static CoreInstruction Restored(Freeze own, string currency, long limit) =>
        own.Live ? new ChangeHold(own.Register, own.HoldId, currency, limit, own.To) : new PutHold(own.Register, own.HoldId, currency, limit, own.To);

    private static Freeze Kept(LineCase line, OffUsPayment payment, long amount) => new()
    {
        FreezeId = payment.ReturnFreezeId,
        Order = payment.Order,
        LineNo = payment.LineNo,
        Register = line.Book.Key,
        CourtCode = payment.CourtCode,
        CourtName = payment.CourtName,
        CaseNo = payment.CaseNo,
        RulingNo = payment.RulingNo,
        AssetKind = payment.AssetKind,
        RankTime = payment.RankTime,
        Sequence = payment.Sequence,
        ServiceTime = payment.ServiceTime,
        GrantedMinor = amount,
        From = ServiceDate(line),
        GrantedTo = ServiceDate(line).AddMonths(line.Rules.Terms.Court.MonthsFor(payment.AssetKind)).AddDays(-1),
    };
}
