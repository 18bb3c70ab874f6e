using Gateway.Store;
using Gateway.Worker.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Worker.Tests;

/// <summary>C8: the day's expiry lines are queued at 00:10 in the bank's zone.</summary>
[TestFixture]
public sealed class ExpiryJobTests
{
    private const string Account = "6222000000000001";

    /// <summary>00:00 of the day after the freeze's last day.</summary>
    private static readonly DateTimeOffset Midnight = new(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [TestCase("2026-11-30T23:59:59+08:00", 0)]
    [TestCase("2026-12-01T00:09:59+08:00", 0)]
    [TestCase("2026-12-01T00:10:00+08:00", 1)]
    [TestCase("2026-12-05T15:00:00+08:00", 1)]
    public async Task A_freeze_whose_last_day_is_over_is_queued_ten_minutes_after_midnight(string at, int queued)
    {
        await using var bench = await FrozenAsync();
        bench.Time.Advance(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - bench.Time.GetUtcNow());
        using var job = Job(bench, new WorkSignal());

        Assert.That(await job.RunDueAsync(default), Is.EqualTo(queued));
    }

    [Test]
    public async Task Queued_lines_wake_the_relay_and_are_queued_once()
    {
        await using var bench = await FrozenAsync();
        bench.Time.Advance(TimeSpan.FromDays(100));
        var signal = new WorkSignal();
        using var job = Job(bench, signal);
        var pulse = signal.Next;

        await job.RunDueAsync(default);

        Assert.That(pulse.IsCompleted, Is.True);
        Assert.That(await job.RunDueAsync(default), Is.Zero);
    }

    [Test, CancelAfter(60_000)]
    public async Task The_job_runs_at_start_and_again_every_night(CancellationToken guard)
    {
        await using var bench = await FrozenAsync();
        var signal = new WorkSignal();
        using var job = Job(bench, signal);
        await job.StartAsync(guard);
        var pulse = signal.Next;

        while (!pulse.IsCompleted)
        {
            guard.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        await job.StopAsync(guard);
        Assert.That(bench.Time.GetUtcNow(), Is.GreaterThanOrEqualTo(Midnight + TimeSpan.FromMinutes(10)));
    }

    private static async Task<Bench> FrozenAsync()
    {
        var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000, new DateOnly(2026, 11, 30))));
        await bench.RunAllAsync();
        return bench;
    }

    private static ExpiryJob Job(Bench bench, WorkSignal signal) => new(bench.Store, (ILeases)bench.Store, signal, bench.Rules, bench.Options, bench.Time, NullLogger<ExpiryJob>.Instance);
}
