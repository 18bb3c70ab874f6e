using System.Globalization;

namespace Gateway.Host.Systemd;

/// <summary>
/// Tells systemd twice in its time that this process still gets to work, on the pool that all work runs on: one that hangs is ended and started again. What others do to it
/// (core, broker or database away) is no reason for that, and stands in <c>/health/ready</c>.
/// </summary>
/// <param name="microseconds">As systemd says it in WATCHDOG_USEC; null: nobody waits.</param>
internal sealed class Watchdog(NoticeSocket notices, string? microseconds, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!notices.IsThere || !long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 2_000) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMicroseconds(limit / 2), time);
        do notices.Say("WATCHDOG=1");
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
