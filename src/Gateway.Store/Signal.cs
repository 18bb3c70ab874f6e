namespace Gateway.Store;

/// <summary>
/// Wakes whoever waits in this process for something new in the store. Pulses are not counted: a waiter takes <see cref="Next"/>, reads the store,
/// and waits only if there was nothing, so that no pulse falls between reading and waiting. Other processes are found by polling, hence the time-out.
/// </summary>
public abstract class Signal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next pulse. To be taken before the store is read.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes all who wait.</summary>
    public void Pulse() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Returns at the pulse or when the time is up, whichever comes first; throws only when cancelled.</summary>
    public static async Task WaitAsync(Task next, TimeSpan timeout, TimeProvider time, CancellationToken cancel)
    {
        await next.WaitAsync(timeout, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Rows were added to the outbox: after an acceptance, and after lines that the bank queues itself.</summary>
public sealed class WorkSignal : Signal;

/// <summary>A receipt was stored.</summary>
public sealed class ReceiptSignal : Signal;
