using System.Diagnostics;
using Gateway.Bus;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Worker.Receipts;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Turns;

/// <summary>
/// Takes an account's lines one after another, in order of service, until none waits. Whatever stops a line stops the account, and that account alone:
/// it rests and is tried again, and after some attempts it is parked, which is an alarm. Its later lines wait behind in order (I4).
/// </summary>
internal sealed class AccountTurnRunner(
    IStore store, TurnExecution execution, PauseBoard pauses, WorkRetries retries, SetbackNotes setbacks, ReceiptStage receipts, NoticeSignal notices, OrderTraffic traffic, WorkerOptions options, WorkerMetrics metrics, ILogger<AccountTurnRunner> log)
{
    /// <param name="stopping">No further line is begun.</param>
    /// <param name="cancel">The line in hand is left where it stands; a later run goes on from there.</param>
    /// <returns>null: no line can go on now; else how long the account rests.</returns>
    /// <exception cref="OperationCanceledException">There may be work left.</exception>
    public async Task<TimeSpan?> RunAsync(string account, CancellationToken stopping, CancellationToken cancel)
    {
        var work = new WorkMessage(WorkTopic.Control, account);
        if (retries.RestOf(work) is { } left && !await IsLetGoAsync(work, cancel).ConfigureAwait(false)) return left;
        using var hand = traffic.Enter(OrderKind.Control);
        try
        {
            while (await NextAsync(work, stopping, cancel).ConfigureAwait(false))
            {
            }

            return null;
        }
        catch (InvariantBrokenException broken)
        {
            Log.InvariantBroken(log, broken, Masked.Of(account), broken.Invariant, broken.Subject);
            return await RestAsync(work, broken, $"invariant: {broken.Invariant}", hopeless: true, cancel).ConfigureAwait(false);
        }
        catch (CoreFaultException fault)
        {
            metrics.CoreFault(fault.Fault);
            Log.CoreFault(log, Masked.Of(account), fault.Fault, fault.Code);
            return await RestAsync(work, fault, $"core: {fault.Fault} {fault.Code}", hopeless: fault.Fault is CoreFault.Malformed or CoreFault.Refused, cancel).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of the account: other accounts go on
        {
            Log.TurnFailed(log, problem, Masked.Of(account));
            return await RestAsync(work, problem, problem.GetType().Name, hopeless: false, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The pause that the line waits for. One that has begun is brought to its end. What is known may be a poll old, so the store is asked before anything waits.</summary>
    private async Task<Pause?> PauseOfAsync(AccountTurn turn, CancellationToken cancel)
    {
        Pause? In(PauseSet set) => set.Of(turn.ChannelId, turn.Line.Measure);
        if (turn.First is not null || turn.Provisional is not null || In(await pauses.KnownAsync(cancel).ConfigureAwait(false)) is null) return null;
        return In(await pauses.ReadAsync(cancel).ConfigureAwait(false));
    }

    /// <summary>People let a parked account go on, perhaps from another process: its rest is over.</summary>
    private async Task<bool> IsLetGoAsync(WorkMessage work, CancellationToken cancel)
    {
        if (!retries.IsParked(work) || await store.OpenTurnAsync(work.Key, cancel).ConfigureAwait(false) is not { ParkedCause: null }) return false;
        retries.Passed(work);
        return true;
    }

    /// <summary>One line; false when none waits.</summary>
    private async Task<bool> NextAsync(WorkMessage work, CancellationToken stopping, CancellationToken cancel)
    {
        stopping.ThrowIfCancellationRequested();
        var turn = await store.OpenTurnAsync(work.Key, cancel).ConfigureAwait(false);
        if (turn is null)
        {
            retries.Passed(work);
            return false;
        }

        if (turn.ParkedCause == LostWork.Cause)
        {
            // What the core did before the store was restored is not settled: only two people let it go on, and that brings a message.
            Log.AccountRestored(log, Masked.Of(work.Key));
            return false;
        }

        if (turn.Settlement is { Confirmed: false })
        {
            // What is stated must not change any more: until a second person has decided, nothing is sent. Either decision brings a message.
            Log.SettlementProposed(log, Masked.Of(work.Key));
            return false;
        }

        var begun = Stopwatch.GetTimestamp();
        using var span = WorkerTrace.Turn(turn);
        var pause = await PauseOfAsync(turn, cancel).ConfigureAwait(false);
        if (pause is not null) Log.LinePaused(log, Masked.Of(work.Key), turn.Line.Measure, pause.PauseId);
        // The account's queue stands; a message comes once the pause is over.
        if (pause is not null && (pause.Scope == PauseScope.Everything || !FreezeRegister.LetsOthersGoOn(turn.Line.Measure))) return false;
        var result = pause is not null ? await execution.SetAsideAsync(turn, pause.PauseId, cancel).ConfigureAwait(false) : await execution.RunAsync(turn, cancel).ConfigureAwait(false);
        span.Ended(result);
        if (!result.Written)
        {
            Log.TurnStale(log, Masked.Of(work.Key));
            return true;
        }

        if (result.Waits) Log.LineWaits(log, Masked.Of(work.Key), turn.Line.Measure);
        else metrics.LineDone(turn.Line.Measure, result, Stopwatch.GetElapsedTime(begun));
        if (result.Refused && turn.Line.Act is not null) Log.ActRefused(log, Masked.Of(work.Key), turn.Line.Measure);
        if (result.OrderComplete && (turn.Order ?? turn.Payment?.Order) is { } order) receipts.Offer(order, OrderKind.Control);
        if (result.Payment is { } payment and not PaymentState.Pending) metrics.PaymentDone(payment);
        if (result.Payment == PaymentState.Returned) Log.PaymentReturned(log, turn.Payment!.Order, Masked.Of(work.Key));
        if (result.Notices > 0 || result.Payment is not null) notices.Pulse();
        if (result.LateClaims > 0)
        {
            metrics.LateClaims(result.LateClaims);
            Log.LateClaim(log, Masked.Of(work.Key), result.LateClaims);
        }

        retries.Passed(work);
        if (turn.ParkedCause is not null) Log.Unparked(log, Masked.Of(work.Key));

        return true;
    }

    /// <param name="cause">Kept in the store and the audit chain, so without customer data: messages are in the log.</param>
    private async Task<TimeSpan> RestAsync(WorkMessage work, Exception problem, string cause, bool hopeless, CancellationToken cancel)
    {
        var (attempts, length) = retries.Failed(work, hopeless);
        await setbacks.AtLineAsync(work.Key, problem, cancel).ConfigureAwait(false);
        if (!hopeless && attempts < options.ParkAfterAttempts) return length;
        await store.SetParkedAsync(work.Key, cause, cancel).ConfigureAwait(false);
        retries.Parked(work);
        Log.Parked(log, Masked.Of(work.Key), attempts);
        return length;
    }
}
