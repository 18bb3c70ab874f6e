using Gateway.Register;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>
/// Queues the expiry lines of a day that has ended (C8): some minutes after the bank's midnight, at start for the nights that were missed, and when a development clock is moved.
/// One process looks at a time; a freeze gets one line all the same, whoever looks. Each is a line like any other on its account and ranks at the end of its last day.
/// </summary>
public sealed class ExpiryJob(IStore store, ILeases leases, WorkSignal signal, Rules rules, WorkerOptions options, TimeProvider time, ILogger<ExpiryJob> log) : BackgroundService
{
    // A clock that was set is noticed within this time, should nobody say so.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(2);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    private TimeSpan AfterMidnight => TimeSpan.FromMinutes(options.ExpiryMinutesAfterMidnight);

    /// <summary>Queues what is due now and returns how many lines that were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        // Before the hour of the job the day before counts as today still.
        var today = rules.DateOf(time.GetUtcNow() - AfterMidnight);
        var lines = await store.ScheduleExpiriesAsync(today, rules.TimeZone, cancel).ConfigureAwait(false);
        if (lines == 0) return 0;
        Log.ExpiriesQueued(log, lines, today);
        signal.Pulse();
        return lines;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("expiry", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (await leases.TakeLeaseAsync("expiry", _holder, LeaseLength, cancel).ConfigureAwait(false) is not null) await RunDueAsync(cancel).ConfigureAwait(false);
            var left = UntilNext();
            await Task.Delay(left < LongestWait ? left : LongestWait, time, cancel).ConfigureAwait(false);
        }
    }

    private TimeSpan UntilNext()
    {
        var now = time.GetUtcNow();
        var midnight = rules.DateOf(now - AfterMidnight).AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Where the zone's clock is set forward at midnight, that moment does not exist; the offset just before it serves.
        var next = new DateTimeOffset(midnight, rules.TimeZone.GetUtcOffset(midnight)) + AfterMidnight;
        return next > now ? next - now : TimeSpan.FromSeconds(1);
    }
}
