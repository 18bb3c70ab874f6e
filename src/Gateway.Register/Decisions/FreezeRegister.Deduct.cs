using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// 06 划拨, 07 提取收入, 08 冻结并划拨 (12–15; C11–C15, C18, C19, C21, C23, C31, C32).
// A deduction touches its own freeze's take and free money, never a claim's or another freeze's (I5).
public static partial class FreezeRegister
{
    private static Decision DecideDeduction(LineCase line)
    {
        var refusal = RefuseIdentity(line)
            ?? RefuseCurrency(line)
            ?? RefuseProtected(line, deducts: true)
            ?? RefuseAmount(line);
        if (refusal is not null) return Refuse(refusal);
        var asked = AmountOf(line)!.Value;

        // C14, C14d: without a live freeze of its own the order itself carries a freeze's effect, if the bank's setting follows that.
        // One named wrongly, or another court's, is an error; one that has ended is not.
        var original = FindOriginal(line, onlyOne: false);
        if (original is { Named: true, Refusal.Reason: Reason.OriginalFreezeNotFound or Reason.OriginalFreezeOfOtherCourt }) return Refuse(original.Refusal, asked);
        if (original.Freeze is null && line.Rules.DeductWithoutFreeze == DeductWithoutFreeze.RequireFreeze) return Refuse(Reason.OriginalFreezeNotFound, asked);
        var own = original.Freeze?.FreezeId;

        if (RefusePayee(line) is { } payee) return Refuse(payee, asked, own);

        // C14b: own slice first, then free money. Free money is held before it is debited, for the customer may be faster (C14e).
        var queue = QueueOf(line, line.Live!, LiveOf(line), line.Book);
        var slice = Math.Min(asked, queue.Find(own)?.TakeMinor ?? 0);
        var free = Math.Min(asked - slice, DeductibleOf(line, queue));
        if (slice + free == 0) return Refuse(Shortfall(line, queue, own), asked, own);

        return new Decision
        {
            OriginalFreezeId = own,
            AskedMinor = asked,
            ThenDebit = true,
            Instructions = free == 0 ? [] : [new PutHold(line.Book.Key, TakeHold(line), LiveOf(line).Currency, free, TakeHoldEnd(line))],
        };
    }

    /// <summary>C31: a freeze of JE that stays for what could not be deducted. Where the deduction may not be (kind, payee), the freeze is made all the same.</summary>
    private static Decision DecideFreezeAndDeduct(LineCase line)
    {
        // A whole account is frozen without an amount, but not deducted without one (9, 15).
        var confirmed = Confirm(line);
        if (confirmed is null && RefuseFreeze(line, needsAmount: true) is { } refusal) return Refuse(refusal);

        var freeze = confirmed ?? Grant(line) with { OriginalFreezeId = line.FreezeId, AskedMinor = AmountOf(line) };
        // The account may be gone by the time that people have looked at the line.
        var shortfall = RefuseAccount(line) ?? RefuseProtected(line, deducts: true) ?? RefuseHeldUndeductible(line) ?? RefusePayee(line);
        return shortfall is null
            ? freeze with { ThenDebit = true }
            : freeze with { ShortfallReason = shortfall.Reason, ReasonDetail = shortfall.Detail };
    }

    /// <summary>C32: whatever else is wrong with the order speaks first.</summary>
    private static Decision DecideCollection(LineCase line) =>
        Refuse(RefuseIdentity(line)
            ?? RefuseCurrency(line)
            ?? RefuseProtected(line, deducts: true)
            ?? RefuseAmount(line)
            ?? RefusePayee(line)
            ?? Reason.MeasureUnsupported);

    private static Decision DebitNow(LineCase line, Decision first, LiveAccount account, LiveRegister live, RegisterBook book)
    {
        var asked = first.AskedMinor!.Value;
        var queue = QueueOf(line, account, live, book);
        var own = first.OriginalFreezeId;
        var actual = queue.Find(own)?.TakeMinor ?? 0;

        // Free money: what is held for this line and is free in the fresh reading too. The temporary hold stands in no queue.
        var held = live.Holds.FirstOrDefault(h => h.HoldId == TakeHold(line))?.LimitMinor ?? 0;
        var slice = Math.Min(asked, actual);
        var free = Math.Min(asked - slice, Math.Min(held, DeductibleOf(line, queue)));
        var total = slice + free;
        IReadOnlyList<CoreInstruction> takeBack = held == free ? [] : [new RemoveHold(book.Key, TakeHold(line))];

        var shortfall = total == asked ? null : Shortfall(line, queue, own);
        if (total == 0 && line.Line.Measure != Measure.FreezeAndDeduct) return Refuse(shortfall!, asked, own) with { Instructions = takeBack };
        var decision = first with { ThenDebit = false, Instructions = takeBack, ActualBeforeDebitMinor = actual, ShortfallReason = shortfall?.Reason, ReasonDetail = shortfall?.Detail ?? "" };
        if (total == 0) return decision; // C31, C4: nothing there yet, the freeze waits for money

        var uses = new[] { new HoldUse(book.Find(own)?.HoldId ?? "", slice), new HoldUse(TakeHold(line), free) }.Where(u => u.AmountMinor > 0).ToList();
        return decision with
        {
            Instructions = [new Debit(book.Key, live.Currency, total, uses, PaidInto(line), PayeeCurrency(line), line.Line.Convert && PayeeCurrency(line) != live.Currency)
            {
                ReturnHold = new ReturnHold(line.FreezeId + OffUsPayment.ReturnHoldSuffix, ServiceDate(line).AddYears(1)),
            }, .. takeBack],
            Deduction = new Deduction(line.Order, line.Line.LineNo, book.Key, line.Header!.CourtCode, total, line.ServiceTime),
            Changes = slice == 0 ? [] : ConsumeOwn(line, book.Find(own)!, slice),
        };
    }

    /// <summary>C12: the limit shrinks by what was deducted; at nothing the freeze is used up (C11). A whole account's freeze goes on (C22).</summary>
    private static IReadOnlyList<FreezeChange> ConsumeOwn(LineCase line, Freeze own, long slice)
    {
        var reduced = Change(line, own.FreezeId, FreezeChangeKind.ReducedByDeduction, slice);
        return own.LimitMinor == slice ? [reduced, Change(line, own.FreezeId, FreezeChangeKind.UsedUp)] : [reduced];
    }

    private static long DeductibleOf(LineCase line, FreezeQueue queue) =>
        line.Rules.DeductWithoutFreeze == DeductWithoutFreeze.Allow ? queue.DeductibleMinor : 0;

    /// <summary>Why not everything was deducted: the first that applies (C14c). Names the prior freeze by authority and document, never by another court's order, or the claim by holder and amount (C15, C18).</summary>
    private static Refusal Shortfall(LineCase line, FreezeQueue queue, string? own)
    {
        string Text(long minor) => $"{Currencies.ToText(minor, LiveOf(line).Currency)} {LiveOf(line).Currency}";

        if (queue.Freezes.FirstOrDefault(f => !f.Is(own) && f.TakeMinor > 0) is { } freeze) return new(Reason.PriorFreeze, $"{freeze.Authority} {freeze.DocumentNo}".TrimEnd());
        if (queue.Claims.FirstOrDefault(c => c.TakeMinor > 0) is { } claim)
        {
            var amount = queue.Claims.Where(c => c.Part.ClaimId == claim.Part.ClaimId).Sum(c => c.Part.AmountMinor);
            return new(Reason.PriorityClaim, $"{claim.Part.Holder} {Text(amount)}");
        }

        if (queue.CoOwners.FirstOrDefault(o => o.PartMinor > 0) is { Owner: { } owner } coOwner) return new(Reason.PriorityClaim, $"共有人 {owner.Name} {Text(coOwner.PartMinor)}");
        if (queue.DeductibleMinor > 0 && line.Rules.DeductWithoutFreeze == DeductWithoutFreeze.RequireFreeze) return Reason.DeductionExceedsFreeze;
        return Reason.InsufficientFunds;
    }

    /// <summary>The temporary hold of a deduction's free part.</summary>
    private static string TakeHold(LineCase line) => line.FreezeId + ":take";

    /// <summary>The temporary hold must outlive its line, however close to midnight that runs.</summary>
    private static DateOnly TakeHoldEnd(LineCase line) => new[] { ServiceDate(line), line.Rules.DateOf(line.Live!.AsOf) }.Max().AddDays(1);
}
