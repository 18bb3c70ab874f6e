using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>
/// Has the core asked about remittances that are not confirmed, in case its feed lost the word or it has none, and raises an alarm for those that take too long. One process looks at a time.
/// </summary>
internal sealed class PaymentWatch(IStore store, ILeases leases, WorkSignal signal, WorkerOptions options, TimeProvider time, ILogger<PaymentWatch> log) : BackgroundService
{
    private readonly string _holder = Guid.NewGuid().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("payments asked", RunAsync, time, log, stoppingToken);

    /// <summary>One look; returns how many remittances are overdue.</summary>
    internal async Task<long> LookAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await store.AskDuePaymentsAsync(now - TimeSpan.FromSeconds(options.PaymentAskSeconds), cancel).ConfigureAwait(false) > 0) signal.Pulse();
        var overdue = await store.CountPendingPaymentsAsync(now - TimeSpan.FromHours(options.PaymentHours), cancel).ConfigureAwait(false);
        if (overdue > 0) Log.PaymentsOverdue(log, overdue, options.PaymentHours);
        return overdue;
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var interval = TimeSpan.FromSeconds(options.PaymentAskSeconds);
            if (await leases.TakeLeaseAsync("payments", _holder, interval + TimeSpan.FromMinutes(1), cancel).ConfigureAwait(false) is not null) await LookAsync(cancel).ConfigureAwait(false);
            await Task.Delay(interval, time, cancel).ConfigureAwait(false);
        }
    }
}
