using System.Data.Common;
using Gateway.Register;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>Writes down what did not go at the first attempt, for people who ask why an answer took long. Nothing waits for it that went well, and that it cannot be written stops nothing.</summary>
internal sealed class SetbackNotes(IStore store, ILogger<SetbackNotes> log)
{
    /// <summary>An attempt at the account's next line failed.</summary>
    public Task AtLineAsync(string account, Exception problem, CancellationToken cancel) => KeepAsync(problem, s => store.RecordSetbackAsync(account, s, cancel));

    /// <summary>The core did what it was told, but not at the first try.</summary>
    public Task AtLineAsync(string account, Setback setback, CancellationToken cancel) => KeepAsync(() => store.RecordSetbackAsync(account, setback, cancel));

    /// <summary>An attempt at an order's answer or receipt failed.</summary>
    public Task AtOrderAsync(OrderKey order, OrderStep step, Exception problem, CancellationToken cancel) => KeepAsync(problem, s => store.RecordSetbackAsync(order, step, s, cancel));

    private Task KeepAsync(Exception problem, Func<Setback, Task> write) => problem switch
    {
        // It would have to be written to what fails.
        StoreUnavailableException => Task.CompletedTask,
        // Without messages, which may name customers: they are in the log.
        CoreFaultException core => KeepAsync(() => write(new Setback(core.Tries, $"core: {core.Fault} {core.Code}".TrimEnd()))),
        InvariantBrokenException broken => KeepAsync(() => write(new Setback(1, $"invariant: {broken.Invariant}"))),
        _ => KeepAsync(() => write(new Setback(1, problem.GetType().Name))),
    };

    private async Task KeepAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is DbException or IOException or TimeoutException or InvalidOperationException) // the work itself has its own way on
        {
            Log.SetbackNotKept(log, problem);
        }
    }
}
