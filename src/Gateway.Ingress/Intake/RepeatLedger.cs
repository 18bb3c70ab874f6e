using System.Data.Common;
using Gateway.Register.Orders;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Intake;

/// <summary>How often hubs sent orders again, for people to see. Kept in memory and written now and then, however many come: no answer waits for it, and what a process that dies had not written is not counted.</summary>
sealed class RepeatLedger(IStore store, TimeProvider time, ILogger<RepeatLedger> log) : BackgroundService
{
    /// <summary>So many orders are kept between two writings; what comes again beyond them is written at once.</summary>
    const int Most = 10_000;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    Dictionary<OrderKey, Repeats> noted = [];

    /// <summary>This order came again as it is known.</summary>
    public Task NoteAsync(OrderKey order, CancellationToken cancel)
    {
        lock (gate)
        {
            Add(order, new Repeats(1, time.GetUtcNow()));
            if (noted.Count < Most) return Task.CompletedTask;
        }

        return WriteAsync(cancel);
    }

    /// <summary>Writes what was noted since the last time.</summary>
    internal async Task WriteAsync(CancellationToken cancel)
    {
        Dictionary<OrderKey, Repeats> news;
        lock (gate) (news, noted) = (noted, []);
        if (news.Count == 0) return;
        try
        {
            await store.RecordRepeatsAsync(news, cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DbException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            log.RepeatsNotWritten(fault);
            lock (gate)
            {
                foreach (var (order, repeats) in news) Add(order, repeats);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) await WriteAsync(stoppingToken).ConfigureAwait(false);
    }

    /// <summary>At the end of the process what is left is written.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    void Add(OrderKey order, Repeats more) =>
        noted[order] = noted.TryGetValue(order, out var before) ? new Repeats(before.Times + more.Times, before.LastAt > more.LastAt ? before.LastAt : more.LastAt) : more;
}
