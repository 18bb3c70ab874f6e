using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Store;

namespace Gateway.Worker.Turns;

// A remittance to another bank: the core is asked what became of it, and money that came back finds its place.
internal sealed partial class TurnExecution
{
    private async Task<TurnEnd> RunPaymentAsync(AccountTurn opened, CancellationToken cancel)
    {
        var payment = opened.Payment!;
        if (opened.First is { } begun) return await TakeBackPaymentAsync(opened, payment, begun.Decision, replayed: true, cancel).ConfigureAwait(false);
        var asked = CoreCalls.Require(await core.AskAsync(payment.Debit, payment.Key, cancel).ConfigureAwait(false))!;
        // A core that spoke of a remittance once must go on doing so: people look.
        var status = asked.Debit?.Payment ?? throw new CoreFaultException(CoreFault.Malformed, "PAYMENT_UNKNOWN", "the core has forgotten a remittance");
        if (status.State != PaymentState.Returned || payment.Status.State == PaymentState.Returned) return await ToldAsync(opened, payment, status, cancel).ConfigureAwait(false);

        var live = await core.RequireAccountAsync(opened.Account, cancel).ConfigureAwait(false);
        var decision = FreezeRegister.DecideReturn(CaseOf(opened, live), payment, status);
        var turn = await store.RecordIntentAsync(opened, new TurnIntent(1, decision), cancel).ConfigureAwait(false);
        return turn is null ? TurnEnd.Stale : await TakeBackPaymentAsync(turn, payment, decision, replayed: false, cancel).ConfigureAwait(false);
    }

    /// <summary>Still under way, arrived, or nothing new.</summary>
    private async Task<TurnEnd> ToldAsync(AccountTurn turn, OffUsPayment payment, PaymentStatus status, CancellationToken cancel)
    {
        var arrives = status.State == PaymentState.Paid && payment.Status.State == PaymentState.Pending;
        // What came back stays so, whatever the core says later.
        var now = arrives ? payment with { Answer = FreezeRegister.Arrived(payment, status), Status = status } : payment;
        var result = await store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision(), null, []) { Payment = now }, cancel).ConfigureAwait(false);
        return new TurnEnd(result.Written, result.OrderComplete, false) { Payment = arrives ? PaymentState.Paid : null };
    }

    private async Task<TurnEnd> TakeBackPaymentAsync(AccountTurn turn, OffUsPayment payment, Decision decision, bool replayed, CancellationToken cancel)
    {
        var line = CaseOf(turn, null);
        var progress = await ExecuteAsync(turn, line, 1, decision, replayed, cancel).ConfigureAwait(false);
        // The money stays under the core's own hold for it until people have looked.
        if (progress.RefusedAt is not null) throw new CoreFaultException(CoreFault.Refused, progress.Code, "the core would not put money that came back under its freeze");
        var after = await core.RequireAccountAsync(turn.Account, cancel).ConfigureAwait(false);
        var book = FreezeRegister.Apply(turn.Book, decision);
        var answer = FreezeRegister.CameBack(line, payment, decision, book, after);
        var now = payment with { Answer = answer, Status = payment.Status with { State = PaymentState.Returned, Cause = decision.ReasonDetail } };
        var end = await RecordAsync(turn, line, book, after, new TurnOutcome(decision, null, []) { Payment = now }, cancel).ConfigureAwait(false);
        return end.Written ? end with { Payment = PaymentState.Returned } : end;
    }
}
