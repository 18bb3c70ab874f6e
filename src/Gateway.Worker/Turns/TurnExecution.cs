using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Store.Outcomes;

namespace Gateway.Worker.Turns;

/// <summary>
/// Carries one line from its decision to its outcome. What is decided is written before the core hears of it, and every core call has a key of its own made of order, line,
/// stage and step: whoever comes to the line after a crash finds what was decided, carries it out again under the same keys, and ends where the first would have ended (I2).
/// </summary>
internal sealed partial class TurnExecution(IStore store, IPauseStore pauses, ICoreBanking core, CoreRefusals refusals, CourtBook courts, SetbackNotes setbacks, Rules rules, WorkerOptions options)
{
    /// <summary>How far the core got with a decision's instructions.</summary>
    /// <param name="RefusedAt">Index of the instruction that it refused; null: it confirmed all.</param>
    /// <param name="Settled">It was people who said so.</param>
    private sealed record Progress(int? RefusedAt, string Code, DebitConfirmation? Debited, bool Settled = false);

    private const string NotDone = "SETTLED_NOT_DONE";

    // The court reads it behind CORE_REFUSED.
    private const string FoundNotDone = "经人工核实，核心系统未执行";

    /// <summary>What the line came to; Written false: another worker was faster, and the turn is to be opened again.</summary>
    /// <exception cref="CoreFaultException">The core could not answer; the turn can be run again.</exception>
    /// <exception cref="InvariantBrokenException">Something that must always hold does not: nothing further may be done to the account.</exception>
    public async Task<TurnEnd> RunAsync(AccountTurn opened, CancellationToken cancel)
    {
        if (opened.Line.Measure == Measure.Payment) return await RunPaymentAsync(opened, cancel).ConfigureAwait(false);
        if (opened is { Settlement: { Confirmed: true, Instructions.Count: 0 }, Order: not null, First: null, Provisional: null })
            return await FinishAsync(opened, CaseOf(opened, null), new Decision { Refusal = Reason.CoreRefused, ReasonDetail = FoundNotDone }, null, null, cancel).ConfigureAwait(false);

        // A court whose documents do not hold learns nothing of the account, and needs no core.
        var live = opened.DocumentRefusal is null ? await core.RequireAccountAsync(opened.Account, cancel).ConfigureAwait(false) : null;
        var line = AsItWas(opened, CaseOf(opened, live) with { Holding = await HoldingAsync(opened, cancel).ConfigureAwait(false) });
        live = line.Live;

        AccountTurn? turn = opened;
        if (turn is { Provisional: not null, Review: null }) return await BeginReviewAsync(turn, line, turn.Provisional.Decision, live, replayed: true, cancel).ConfigureAwait(false);
        if (turn.First is null)
        {
            var decision = FreezeRegister.Decide(line);
            // Another line is in review that acts on the same freeze: what this one comes to depends on it.
            if (decision.OriginalFreezeId is { } acted && turn.FreezesInReview.Contains(acted))
                return new TurnEnd(await store.HoldBackAsync(turn, acted, cancel).ConfigureAwait(false), false, false) { Waits = true };
            if (decision.RouteTo is { } linked) return new TurnEnd(await store.RerouteAsync(turn, linked, cancel).ConfigureAwait(false), false, false) { Waits = true };
            if (decision.Review is not null) return await ToReviewAsync(turn, line, decision, live, cancel).ConfigureAwait(false);
            if (decision.Instructions.Count == 0 && !decision.ThenDebit) return await FinishAsync(turn, line, decision, live, null, cancel).ConfigureAwait(false);
            turn = await store.RecordIntentAsync(turn, new TurnIntent(1, decision), cancel).ConfigureAwait(false);
        }

        turn = turn is null ? null : await FreezeOrHoldAsync(turn, line, opened.First is not null, cancel).ConfigureAwait(false);
        DebitConfirmation? debited = null;
        if (turn is { Debit: not null } held) (turn, debited) = await DebitAsync(held, line, opened.Debit is not null, cancel).ConfigureAwait(false);
        if (turn is { AfterRefusal: not null }) await TakeBackAsync(turn, line, opened.AfterRefusal is not null, cancel).ConfigureAwait(false);
        if (turn is null) return TurnEnd.Stale;

        var final = (turn.AfterRefusal ?? turn.Debit ?? turn.First!).Decision;
        var after = await core.RequireAccountAsync(turn.Account, cancel).ConfigureAwait(false);
        return await FinishAsync(turn, line, final, after, debited, cancel).ConfigureAwait(false);
    }

    /// <summary>The line waits for the end of a pause; the account's others go on, but for those that act on the same freeze. Needs no core.</summary>
    public async Task<TurnEnd> SetAsideAsync(AccountTurn turn, long pauseId, CancellationToken cancel)
    {
        var acted = FreezeRegister.ActsOn(CaseOf(turn, null));
        // One line at a time holds a freeze: what comes behind it waits for that line, not the other way round.
        var written = acted is not null && turn.FreezesInReview.Contains(acted)
            ? await store.HoldBackAsync(turn, acted, cancel).ConfigureAwait(false)
            : await pauses.SetAsideAsync(turn, pauseId, acted, cancel).ConfigureAwait(false);
        return new TurnEnd(written, false, false) { Waits = true };
    }

    /// <summary>Whether an 08 that was led to a linked account may deduct is the holding account's to say, too.</summary>
    private async Task<LiveAccount?> HoldingAsync(AccountTurn turn, CancellationToken cancel) =>
        turn.DocumentRefusal is null && turn.Line is { Measure: Measure.FreezeAndDeduct, HoldingAccount: { Length: > 0 } holding } ? await core.RequireAccountAsync(holding, cancel).ConfigureAwait(false) : null;

    /// <summary>Two people decide first. A freeze acts meanwhile: its hold is in the core before the line waits.</summary>
    private async Task<TurnEnd> ToReviewAsync(AccountTurn turn, LineCase line, Decision decision, LiveAccount? live, CancellationToken cancel)
    {
        if (decision.Instructions.Count == 0) return await WaitAsync(turn, decision, cancel).ConfigureAwait(false);
        var begun = await store.RecordIntentAsync(turn, new TurnIntent(4, decision), cancel).ConfigureAwait(false);
        return begun is null ? TurnEnd.Stale : await BeginReviewAsync(begun, line, decision, live, replayed: false, cancel).ConfigureAwait(false);
    }

    /// <summary>Stage 4. A core that refuses the provisional hold would refuse the freeze: there is nothing to ask people.</summary>
    private async Task<TurnEnd> BeginReviewAsync(AccountTurn turn, LineCase line, Decision decision, LiveAccount? live, bool replayed, CancellationToken cancel)
    {
        var progress = await ExecuteAsync(turn, line, 4, decision, replayed, cancel).ConfigureAwait(false);
        return progress.RefusedAt is { } at
            ? await FinishAsync(turn, line, AfterRefusal(line, decision, null, at, progress), live, null, cancel).ConfigureAwait(false)
            : await WaitAsync(turn, decision, cancel).ConfigureAwait(false);
    }

    private async Task<TurnEnd> WaitAsync(AccountTurn turn, Decision decision, CancellationToken cancel) =>
        new(await store.RecordReviewAsync(turn, decision, TimeSpan.FromHours(options.ReviewHours), cancel).ConfigureAwait(false), false, false) { Waits = true };

    /// <summary>Stage 1, and what it leads to: the second look of a deduction (C14e), or taking back.</summary>
    private async Task<AccountTurn?> FreezeOrHoldAsync(AccountTurn turn, LineCase line, bool replayed, CancellationToken cancel)
    {
        if (turn.Debit is not null || turn.AfterRefusal is not null) return turn; // stage 1 was confirmed or refused before that was written
        var first = turn.First!.Decision;
        var progress = await ExecuteAsync(turn, line, 1, first, replayed, cancel).ConfigureAwait(false);
        // People decided that a provisional freeze goes: a core that keeps its hold needs people too.
        if (progress is { RefusedAt: not null, Settled: false } && first.Refusal is not null) throw new CoreFaultException(CoreFault.Refused, progress.Code, "the core would not take a provisional hold back");
        if (progress.RefusedAt is { } at && first.Refusal is null)
            return await store.RecordIntentAsync(turn, new TurnIntent(3, AfterRefusal(line, first, null, at, progress)), cancel).ConfigureAwait(false);
        if (!first.ThenDebit) return turn;

        var held = await core.RequireAccountAsync(turn.Account, cancel).ConfigureAwait(false)
            ?? throw new CoreFaultException(CoreFault.Malformed, "ACCOUNT_NOT_FOUND", "the account that was there before a hold is not there after it");
        return await store.RecordIntentAsync(turn, new TurnIntent(2, FreezeRegister.DecideDebit(line, first, AsItWas(turn, line, first, held))), cancel).ConfigureAwait(false);
    }

    /// <summary>Stage 2.</summary>
    private async Task<(AccountTurn? Turn, DebitConfirmation? Debited)> DebitAsync(AccountTurn turn, LineCase line, bool replayed, CancellationToken cancel)
    {
        // It was written that the core refused the debit: a core that forgets refusals must not be asked for it again.
        if (turn.AfterRefusal is { Decision.Deduction: null }) return (turn, null);
        var debit = turn.Debit!.Decision;
        var progress = await ExecuteAsync(turn, line, 2, debit, replayed, cancel).ConfigureAwait(false);
        if (progress.RefusedAt is not { } at || turn.AfterRefusal is not null) return (turn, progress.Debited);
        var after = AfterRefusal(line, turn.First!.Decision, debit, at, progress);
        return (await store.RecordIntentAsync(turn, new TurnIntent(3, after), cancel).ConfigureAwait(false), progress.Debited);
    }

    /// <summary>Stage 3. The core has to take its own holds back; if it will not, people must look.</summary>
    private async Task TakeBackAsync(AccountTurn turn, LineCase line, bool replayed, CancellationToken cancel)
    {
        var progress = await ExecuteAsync(turn, line, 3, turn.AfterRefusal!.Decision, replayed, cancel).ConfigureAwait(false);
        // Where people say that it did not, reconciliation names the hold that is left.
        if (progress is { RefusedAt: not null, Settled: false }) throw new CoreFaultException(CoreFault.Refused, progress.Code, "the core would not take a hold back");
    }

    /// <summary>Carries out a decision's instructions in order, each under its own key, up to the first that the core refuses.</summary>
    private async Task<Progress> ExecuteAsync(AccountTurn turn, LineCase line, int stage, Decision decision, bool replayed, CancellationToken cancel)
    {
        DebitConfirmation? debited = null;
        for (var i = 0; i < decision.Instructions.Count; i++)
        {
            if (FoundOut(turn, stage, i + 1) is { } found)
            {
                if (!found.Done) return new Progress(i, NotDone, debited, Settled: true);
                Invariant.Require(found.Confirmed is null || (decision.Instructions[i] as Debit)?.AmountMinor == found.Confirmed.AmountMinor, "what the core had done is decided again as it was done", line.FreezeId);
                if (decision.Instructions[i] is Debit d) debited = found.Confirmed ?? new DebitConfirmation(d.AmountMinor, found.PayeeAmountMinor ?? d.AmountMinor, d.PayeeCurrency, found.Rate, found.At);
                continue;
            }

            var result = await core.ExecuteAsync(decision.Instructions[i], KeyOf(line, stage, i + 1), replayed, cancel).ConfigureAwait(false);
            if (result is { FailedTries: > 0, Fault: null or CoreFault.Refused }) await setbacks.AtLineAsync(turn.Account, new Setback(result.FailedTries, $"core: {result.LastFailure}"), cancel).ConfigureAwait(false);
            if (result.Fault == CoreFault.Refused) return new Progress(i, result.Code, debited);
            var confirmed = CoreCalls.Require(result)!;
            Invariant.Require(decision.Instructions[i] is not Debit debit || confirmed.Debit?.AmountMinor == debit.AmountMinor, "the core debits what it was told to", line.FreezeId);
            debited = confirmed.Debit ?? debited;
        }

        return new Progress(null, "", debited);
    }

    private async Task<TurnEnd> FinishAsync(AccountTurn turn, LineCase line, Decision final, LiveAccount? after, DebitConfirmation? debited, CancellationToken cancel)
    {
        var book = FreezeRegister.Apply(turn.Book, final);
        var answer = turn.Order is null ? null : FreezeRegister.Answer(line, final, book, after, debited);
        var payment = debited?.Payment is { } remitted ? FreezeRegister.PaymentOf(line, final, turn.Debit!.Decision.Instructions.OfType<Debit>().First(), KeyOf(line, 2, 1), remitted, answer!) with { BranchCode = after?.BranchCode ?? "", BranchName = after?.BranchName ?? "" } : null;
        var underWay = payment is { Status.State: not PaymentState.Paid };
        var end = await RecordAsync(turn, line, book, after, new TurnOutcome(final, underWay ? FreezeRegister.UnderWay(answer!) : answer, []) { Payment = payment }, cancel).ConfigureAwait(false);
        return underWay && end.Written ? end with { Payment = PaymentState.Pending } : end;
    }

    private async Task<TurnEnd> RecordAsync(AccountTurn turn, LineCase line, RegisterBook book, LiveAccount? after, TurnOutcome outcome, CancellationToken cancel)
    {
        var final = outcome.Final;
        var notices = FreezeRegister.Notices(line, final, book, after, turn.Seen).Where(n => courts.Now.FindChannel(n.ChannelId) is not { AdvanceNotices: false }).ToList();
        var late = FreezeRegister.LateClaims(line, book, after, turn.Seen);
        var told = outcome with { Notices = notices, Seen = SeenNow(turn, book, after), Branch = after is null ? Branch.None : new Branch(after.BranchCode, after.BranchName) };
        var result = await store.RecordOutcomeAsync(turn, told, cancel).ConfigureAwait(false);
        return new TurnEnd(result.Written, result.OrderComplete, final.Refusal is not null) { Reason = final.Refusal ?? final.ShortfallReason, Notices = notices.Count, LateClaims = late.Count };
    }

    /// <summary>The core's entries that the register's freezes are reckoned with from now on; null: nothing new, or nothing frozen.</summary>
    private SeenEntries? SeenNow(AccountTurn turn, RegisterBook book, LiveAccount? after)
    {
        if (after?.Find(turn.Line.SubAccount) is not { } live || !book.Freezes.Any(f => f.Live)) return null;
        var now = SeenEntries.Of(live, rules.DateOf(turn.ServiceTime));
        return turn.Line.Measure != Measure.ClaimsChanged && turn.Seen is { } seen && seen.SameAs(now) ? null : now;
    }

    private LineCase CaseOf(AccountTurn turn, LiveAccount? live)
    {
        var known = courts.Now.WithFunds([.. turn.EnteredFunds.Select(f => (f.CourtCode, f.Fund))]);
        return new(
            turn.Order ?? NoOrder, turn.Line, turn.Header, turn.DocumentRefusal, turn.Header is null ? null : known.FindCourt(turn.Header.CourtCode), known, live, turn.Book,
            turn.ServiceTime, turn.RankTime, turn.Sequence, rules)
        {
            DocumentRefusalDetail = turn.DocumentRefusalDetail,
            Notes = turn.Notes,
            Review = turn.Review,
        };
    }

    private static string KeyOf(LineCase line, int stage, int step) =>
        LineCase.CoreKey(
            line.Line.Measure == Measure.Expire ? $"expire:{line.Line.ExpiringFreezeId}"
            : line.Line.PaymentKey.Length > 0 ? $"{line.Line.PaymentKey}:back"
            : line.Line.Act is not null ? line.Line.LineNo
            : line.FreezeId,
            stage,
            step);

    private Decision AfterRefusal(LineCase line, Decision first, Decision? debit, int at, Progress refused)
    {
        var (reason, detail) = refused.Settled ? (Reason.CoreRefused, "") : refusals.Of(refused.Code);
        var decision = FreezeRegister.DecideAfterRefusal(line, first, debit, at, reason, detail);
        return refused.Settled && (decision.Refusal ?? decision.ShortfallReason) == Reason.CoreRefused ? decision with { ReasonDetail = FoundNotDone } : decision;
    }

    /// <summary>A line of the bank's own belongs to no order, and its case reads none.</summary>
    private static readonly OrderKey NoOrder = new("", "", 0);
}

/// <summary>What running a turn came to.</summary>
internal sealed record TurnEnd(bool Written, bool OrderComplete, bool Refused)
{
    /// <summary>Why it was refused, or done in part only.</summary>
    public Reason? Reason { get; init; }

    /// <summary>How far a remittance got, where that is what changed.</summary>
    public PaymentState? Payment { get; init; }

    /// <summary>How many freezes' courts are to be told that they take more.</summary>
    public int Notices { get; init; }

    /// <summary>How many claims were registered or raised behind a court's freeze (C17b).</summary>
    public int LateClaims { get; init; }

    /// <summary>The line waits, for people, for another line or in another account's queue: it has no outcome yet.</summary>
    public bool Waits { get; init; }

    /// <summary>Another worker was faster: nothing was written.</summary>
    public static readonly TurnEnd Stale = new(false, false, false);
}
