using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

/// <summary>
/// The law of the freeze register as pure functions (DOMAIN 4 and 5). No I/O, no clock.
/// Decide reads as a ladder per measure, one file each: the checks in DOMAIN's order, then what the core must do.
/// </summary>
public static partial class FreezeRegister
{
    /// <summary>First look: refuse with the first failing check, or say what the core must do. An expiry line that has nothing left to do gives an empty decision.</summary>
    /// <exception cref="InvariantBrokenException">The case contradicts itself: another register's book, a freeze made twice, a rank before an older one.</exception>
    public static Decision Decide(LineCase line)
    {
        RequireSoundCase(line);
        if (line.Review is { Verdict: not ReviewVerdict.Approved }) return DecideAgainst(line, line.Review);
        var decision = WithReview(line, LinkedElsewhere(line) is { } linked ? new Decision { RouteTo = linked } : Look(line));
        RequireNoOtherShrinks(line, line.Live, line.Book, decision);
        return decision;
    }

    private static Decision Look(LineCase line) =>
        line.Line.Measure switch
        {
            Measure.Freeze or Measure.QueuedFreeze => DecideFreeze(line), // C3b: rank is by service time, whichever of the two was ordered
            Measure.Renew => DecideRenewal(line),
            Measure.Release or Measure.ReleaseQueued => DecideRelease(line), // C3b
            Measure.Deduct => DecideDeduction(line),
            Measure.CollectIncome => DecideCollection(line),
            Measure.FreezeAndDeduct => DecideFreezeAndDeduct(line),
            Measure.Expire => DecideExpiry(line),
            Measure.ClaimsChanged => new Decision(), // nothing to do in the core; Notices says who is told
            Measure.HandOver => DecideHandOver(line, line.Line.Act!),
            Measure.Transfer => DecideTransfer(line, line.Line.Act!),
            Measure.EnterOtherFreeze => DecideEntry(line, line.Line.Act!),
            Measure.EndOtherFreeze => DecideLifting(line, line.Line.Act!),
            Measure.Mend => DecideMend(line, line.Line.Act!),
            _ => throw new InvalidOperationException($"measure {line.Line.Measure} has no rule"),
        };

    /// <summary>
    /// Second look of a deduction, after its holds were confirmed and the account was read again (C14e): what is really debited and what becomes of the holds.
    /// It carries all that <paramref name="first"/> brought too, so it alone is applied. With nothing to debit it refuses, and its instructions take the temporary hold back.
    /// </summary>
    public static Decision DecideDebit(LineCase line, Decision first, LiveAccount afterHold)
    {
        Invariant.Require(first is { ThenDebit: true, Refusal: null }, "only a decision that announced a debit is followed by one", line.FreezeId);
        var book = Apply(line.Book, first);
        var live = afterHold.Find(line.Line.SubAccount);
        Invariant.Require(live is not null, "an account keeps its sub-accounts during a line", line.Book.Key);
        var decision = DebitNow(line, first, afterHold, live!, book);
        RequireNoOtherShrinks(line, afterHold, book, decision with { NewFreeze = null });
        return decision;
    }

    /// <summary>
    /// The core refused an instruction of <paramref name="debit"/>, or of <paramref name="first"/> if that is null: take back what was put and answer the refusal.
    /// A freeze that a deduction was to follow (08) stays, and money that has gone stays gone (I6). The instructions are the clean-up alone.
    /// </summary>
    /// <param name="refusedInstruction">Index of the refused instruction in its decision.</param>
    /// <param name="because">What the bank's table makes of the core's code: CORE_REFUSED, MEASURE_UNSUPPORTED where it has no rate for a conversion (C23) …</param>
    /// <param name="detail">The core's own code, where no reason says it better.</param>
    public static Decision DecideAfterRefusal(LineCase line, Decision first, Decision? debit, int refusedInstruction, Reason because = Reason.CoreRefused, string detail = "")
    {
        // C8: the effect was lost at the end of the last day, whether or not the core lets go of the hold; the reason shows that it did not.
        if (line.Line.Measure == Measure.Expire) return first with { Instructions = [], ShortfallReason = because };
        if (debit is null) return Refuse(new Refusal(because, detail), first.AskedMinor, first.OriginalFreezeId);
        // Only the clean-up behind a debit that went through: nothing of the outcome changes, reconciliation names the hold that is left.
        if (debit.Instructions[refusedInstruction] is not Debit) return debit with { Instructions = [] };
        if (line.Line.Measure == Measure.FreezeAndDeduct)
        {
            return debit with { Instructions = [], Changes = [], Deduction = null, ShortfallReason = because, ReasonDetail = detail };
        }

        var takeBack = first.Instructions.OfType<PutHold>().Select(p => (CoreInstruction)new RemoveHold(p.Register, p.HoldId)).ToList();
        return Refuse(new Refusal(because, detail), first.AskedMinor, first.OriginalFreezeId) with { Instructions = takeBack };
    }

    /// <summary>The book after the core confirmed a decision's instructions.</summary>
    public static RegisterBook Apply(RegisterBook book, Decision decision)
    {
        // A rejection takes the provisional freeze away; no other refusal changes anything.
        Invariant.Require(decision.Refusal is null or Reason.ReviewRejected || (decision.NewFreeze is null && decision.Changes.Count == 0 && decision.Deduction is null), "a refusal changes no register", book.Key);
        List<Freeze> freezes = [.. book.Freezes];
        if (decision.NewFreeze is { } made)
        {
            // C28, and I2: rank never changes, one line has one effect.
            Invariant.Require(book.Find(made.FreezeId) is null, "one line makes one freeze", made.FreezeId);
            // Money that came back stands where its deduction stood.
            Invariant.Require(
                decision.Deduction is { AmountMinor: < 0 } || book.Freezes.All(f => f.RankTime <= made.RankTime && f.Sequence < made.Sequence),
                "a new freeze stands behind those that the register has", made.FreezeId);
            freezes.Add(made);
        }

        foreach (var change in decision.Changes)
        {
            var at = freezes.FindIndex(f => f.FreezeId == change.FreezeId);
            Invariant.Require(
                at >= 0 && (freezes[at].Live || (freezes[at].State == FreezeState.UsedUp && change.Kind == FreezeChangeKind.Returned)), "only a live freeze of this register changes", change.FreezeId);
            freezes[at] = freezes[at] with { Changes = [.. freezes[at].Changes, change] };
            Invariant.Require(freezes[at].LimitMinor is not < 0, "a limit never falls below nothing", change.FreezeId);
        }

        IEnumerable<EnteredFreeze> others = book.OtherFreezes.Where(f => f.HoldId != decision.EndedOtherFreeze);
        if (decision.EnteredFreeze is { } entered) others = others.Append(entered);
        return book with { Freezes = freezes, OtherFreezes = [.. others], Deductions = decision.Deduction is { } taken ? [.. book.Deductions, taken] : book.Deductions };
    }

    private static Decision Refuse(Refusal refusal, long? asked = null, string? original = null) =>
        new() { Refusal = refusal.Reason, ReasonDetail = refusal.Detail, AskedMinor = asked, OriginalFreezeId = original };

    private static FreezeChange Change(LineCase line, string freezeId, FreezeChangeKind kind, long amount = 0, DateOnly? to = null) =>
        new(freezeId, kind, amount, to, line.Header is null ? null : line.Order, line.Line.LineNo, line.ServiceTime);

    /// <summary>The bank's date at the time of service: terms and expiry are judged at it (16).</summary>
    private static DateOnly ServiceDate(LineCase line) => line.Rules.DateOf(line.ServiceTime);

    private static FreezeQueue QueueOf(LineCase line, LiveAccount account, LiveRegister live, RegisterBook book) =>
        FreezeQueue.Of(account, live, book, ServiceDate(line), line.Rules);

    private static void RequireSoundCase(LineCase line)
    {
        Invariant.Require((line.Header is null) == (line.Line.Measure >= Measure.Expire), "every line but the bank's own has its order", line.Book.Key);
        Invariant.Require(line.Book.Key == new RegisterKey(line.Line.Account, line.Line.SubAccount), "a line is decided on the book of the register that it names", line.Book.Key);
        Invariant.Require(line.Live is null || line.Live.Account == line.Line.Account, "a line is decided on the account that it names", line.Book.Key);
    }

    /// <summary>I3: a court's act never shrinks another's actual. The freeze acted on may shrink, and what a new freeze outranks by its time of service.</summary>
    private static void RequireNoOtherShrinks(LineCase line, LiveAccount? account, RegisterBook book, Decision decision)
    {
        if (account?.Find(line.Line.SubAccount) is not { } live) return;
        // C16: two people moved the ranks; C27: another authority's freeze, entered or over, is no court's act.
        if (line.Line.Measure is Measure.HandOver or Measure.EnterOtherFreeze or Measure.EndOtherFreeze) return;
        var before = QueueOf(line, account, live, book);
        var after = QueueOf(line, account, live with { BalanceMinor = live.BalanceMinor - (decision.Deduction?.AmountMinor ?? 0) }, Apply(book, decision));
        var place = after.Find(decision.NewFreeze?.FreezeId)?.Rank ?? int.MaxValue;
        bool Own(FreezeEntry f) => f.Is(decision.NewFreeze?.FreezeId) || decision.Changes.Any(c => f.Is(c.FreezeId));
        foreach (var (then, now) in before.Freezes.Where(f => !Own(f)).Zip(after.Freezes.Where(f => !Own(f))))
        {
            Invariant.Require(then.Rank >= place || now.TakeMinor >= then.TakeMinor, "no court's act shrinks another's actual", line.Book.Key);
        }
    }
}
