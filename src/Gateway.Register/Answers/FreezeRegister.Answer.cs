using System.Globalization;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// kzxx: what the court is told of one line (8, 10, 12, 15, 17).
public static partial class FreezeRegister
{
    /// <summary>
    /// What the court is told, derived from the register after the core confirmed (I6): requested, actual and beyond are those of the line's own freeze after the act
    /// (of 08: as it was before its debit), deducted is what the core confirmed.
    /// </summary>
    /// <param name="line">The line as it was decided.</param>
    /// <param name="final">The last decision: of the debit, or after a core refusal, where there was one.</param>
    /// <param name="after">The book with <paramref name="final"/> applied.</param>
    /// <param name="liveAfter">The account read again afterwards; for a refusal as it was decided on; null where the core knows none.</param>
    /// <param name="confirmed">The debit's confirmation, if there was one.</param>
    public static LineAnswer Answer(LineCase line, Decision final, RegisterBook after, LiveAccount? liveAfter, DebitConfirmation? confirmed)
    {
        Invariant.Require(final.Deduction?.AmountMinor == confirmed?.AmountMinor, "the receipt says what the core confirmed", line.FreezeId);
        var named = line.Line;
        // Nothing about an account goes to somebody who has not shown whose account it is.
        var shown = RefuseIdentity(line) is null && (line.Approved || !IsHalfMatch(line));
        var live = shown ? liveAfter?.Find(named.SubAccount) : null;
        var currency = named.Currency.Length > 0 ? named.Currency : live?.Currency ?? "";
        var answer = new LineAnswer
        {
            LineNo = named.LineNo,
            Measure = named.Measure,
            Account = named.HoldingAccount.Length > 0 ? named.HoldingAccount : named.Account,
            SubAccount = named.SubAccount,
            ProductNo = named.ProductNo,
            WholeAccount = named.WholeAccount,
            Currency = currency,
            Controlled = final.Refusal is null,
            Reason = final.Refusal ?? final.ShortfallReason,
            ReasonDetail = final.ReasonDetail,
            Payee = Deducts(named.Measure) ? named.Payee : null,
            ServiceTime = line.ServiceTime,
            AsOf = liveAfter?.AsOf,
            Remark = RemarkOf(line.Notes),
        };

        answer = WithDeduction(answer, line, confirmed);
        if (final.Refusal is not null) answer = WithRefusedAmounts(answer, named);
        if (final.Refusal is null) answer = WithAsset(answer, line, liveAfter, live?.Holds.Any(h => h.HoldId == line.FreezeId && h.UnitsFrozen) == true);
        if (live is null || live.Currency != currency) return answer;
        return WithQueue(answer, line, final, after, book => QueueOf(line, liveAfter!, live, book));
    }

    private static bool Freezes(Measure measure) => measure is Measure.Freeze or Measure.QueuedFreeze or Measure.FreezeAndDeduct;

    private static bool Releases(Measure measure) => measure is Measure.Release or Measure.ReleaseQueued;

    private static bool Deducts(Measure measure) => measure is Measure.Deduct or Measure.FreezeAndDeduct or Measure.CollectIncome;

    /// <summary>A refused freeze: actual 0, beyond the amount; a refused release sets nothing free. An amount that is none is not repeated.</summary>
    private static LineAnswer WithRefusedAmounts(LineAnswer answer, ControlLine named)
    {
        var amount = Repeated(named, answer.Currency);
        if (Releases(named.Measure)) return answer with { ReleasedMinor = 0 };
        if (!Freezes(named.Measure)) return answer;
        return answer with { RequestedMinor = named.WholeAccount ? null : amount, ActualMinor = 0, BeyondMinor = named.WholeAccount ? 0 : amount };
    }

    /// <summary>JE in minor units; null where it is none: not positive, or more precise than the currency.</summary>
    private static long? Repeated(ControlLine named, string currency) =>
        named.Amount is { } ordered && ordered > 0 ? Currencies.ToMinor(ordered, currency) : null;

    /// <summary>Rule 15: deducted and not deducted; C23: both sums, rate and time of a conversion.</summary>
    private static LineAnswer WithDeduction(LineAnswer answer, LineCase line, DebitConfirmation? confirmed)
    {
        if (!Deducts(answer.Measure)) return answer;
        var deducted = confirmed?.AmountMinor ?? 0;
        answer = answer with { DeductedMinor = deducted, NotDeductedMinor = Repeated(line.Line, answer.Currency) - deducted, InterestMinor = confirmed?.InterestMinor };
        if (confirmed is not { Rate.Length: > 0 }) return answer;
        answer = answer with { PayeeAmountMinor = confirmed.PayeeAmountMinor, PayeeCurrency = confirmed.PayeeCurrency, Rate = confirmed.Rate };
        return Remark(answer, string.Create(CultureInfo.InvariantCulture, $"按 {TimeZoneInfo.ConvertTime(confirmed.At, line.Rules.TimeZone):yyyy/MM/dd HH:mm:ss} 买入价 {confirmed.Rate} 折算"));
    }

    /// <summary>BEIZ: which documents were taken without a seal that could be verified, and why.</summary>
    public static string RemarkOf(IReadOnlyList<OrderNote> notes) =>
        string.Join('；', notes.Where(n => n.Kind is OrderNoteKind.DocumentUnsealed or OrderNoteKind.DocumentTrusted).Select(n => n.Detail));

    /// <summary>BEIZ: each remark behind the ones before.</summary>
    private static LineAnswer Remark(LineAnswer answer, string text) =>
        answer with { Remark = answer.Remark.Length == 0 ? text : $"{answer.Remark}；{text}" };

    private static LineAnswer WithQueue(LineAnswer answer, LineCase line, Decision final, RegisterBook after, Func<RegisterBook, FreezeQueue> queueOf)
    {
        var court = line.Header!.CourtCode;
        var queue = queueOf(after);
        var freezeId = final.NewFreeze?.FreezeId ?? final.OriginalFreezeId;
        var freeze = final.Refusal is null ? after.Find(freezeId) : null;
        var own = queue.Find(freezeId);
        answer = answer with { BalanceMinor = queue.BalanceMinor, AvailableMinor = queue.AvailableMinor, Claims = ClaimRecords(queue) };

        if (Releases(answer.Measure) && final.Refusal is null) answer = answer with { ReleasedMinor = final.AskedMinor ?? final.ActualBeforeDebitMinor };
        if (freeze is not null) answer = WithFreeze(answer, line, final, freeze, own?.TakeMinor ?? 0);

        // 10, 15: what stands before and behind a freeze or a deduction's own. A refusal that says nothing of the queue lists nothing of it.
        var listed = final.Refusal is null ? own is not null || Deducts(answer.Measure) : final.Refusal == Reason.PriorFreeze;
        if (!listed) return answer;
        var others = queue.Freezes.Where(f => f != own).ToList();
        var prior = own is not null ? own.Rank - 1
            : freeze is { State: FreezeState.UsedUp } ? queueOf(Unspent(after, freeze)).Find(freezeId)!.Rank - 1
            : others.Count; // a deduction without a freeze stands behind all
        return WithOthers(answer with { Rank = own?.Rank }, others, prior, court);
    }

    /// <summary>The live freezes that stand before and behind one: all are counted, the court's own are not listed.</summary>
    private static LineAnswer WithOthers(LineAnswer answer, List<FreezeEntry> others, int prior, string court) => answer with
    {
        PriorCount = prior,
        LaterCount = others.Count - prior,
        Prior = FreezeRecords(others.Take(prior).Where(f => !f.IsOf(court))),
        Later = FreezeRecords(others.Skip(prior).Where(f => !f.IsOf(court))),
    };

    /// <summary>The book with a freeze that a line used up still in its place, for what stood behind it did not stand before it.</summary>
    private static RegisterBook Unspent(RegisterBook book, Freeze usedUp) =>
        book with { Freezes = [.. book.Freezes.Select(f => f == usedUp ? f with { Changes = [.. f.Changes.Where(c => c.Kind != FreezeChangeKind.UsedUp)] } : f)] };

    /// <summary>DJXE, SKJE, CESKJE and the period. A whole account has no limit, so nothing is beyond it (C22).</summary>
    private static LineAnswer WithFreeze(LineAnswer answer, LineCase line, Decision final, Freeze freeze, long takeAfter)
    {
        var grants = freeze.FreezeId == line.FreezeId;
        var actual = grants ? final.ActualBeforeDebitMinor ?? takeAfter : takeAfter;
        var limit = grants ? freeze.GrantedMinor : freeze.State == FreezeState.Live ? freeze.LimitMinor : 0;
        answer = answer with
        {
            WholeAccount = answer.WholeAccount || freeze.WholeAccount,
            RequestedMinor = limit,
            ActualMinor = actual,
            BeyondMinor = limit is null ? 0 : limit - actual,
            From = freeze.From,
            To = freeze.To,
        };

        // C24, cap: the limit is the principal, so the order's amount is named here.
        var capped = grants && limit is not null && AmountOf(line) is { } ordered && ordered > limit;
        return capped ? Remark(answer, $"请求金额 {Currencies.ToText(AmountOf(line)!.Value, answer.Currency)}，定期存款按本金限额冻结") : answer;
    }
}
