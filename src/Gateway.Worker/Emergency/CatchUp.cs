using Gateway.Store;
using Gateway.Store.Emergency;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Emergency;

/// <summary>
/// Sends on what waited for a pause that two people ended (22): page by page, in one process at a time. Each account goes on with its lines in the order of service. What a crash leaves
/// is sent again from the beginning, which harms nobody.
/// </summary>
internal sealed class CatchUp(IPauseStore pauses, ILeases leases, WorkSignal signal, PausePolling polling, TimeProvider time, ILogger<CatchUp> log) : BackgroundService
{
    private const string Job = "catch-up";
    private const int PageLength = 200;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(1);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>Sends on what is due now; false: nothing is, or another process does it.</summary>
    public async Task<bool> RunDueAsync(CancellationToken cancel)
    {
        var over = (await pauses.ReadPausesAsync(endedToo: false, cancel).ConfigureAwait(false)).Where(p => p.ResumedAt is not null).Select(p => p.PauseId).ToList();
        if (over.Count == 0) return false;
        var from = "";
        while (await leases.TakeLeaseAsync(Job, _holder, LeaseLength, cancel).ConfigureAwait(false) is { } lease)
        {
            if (await pauses.CatchUpAsync(lease, over, from, PageLength, cancel).ConfigureAwait(false) is { } next)
            {
                from = next;
                continue;
            }

            await leases.ReleaseLeaseAsync(lease, cancel).ConfigureAwait(false);
            Log.CaughtUp(log, over.Count);
            signal.Pulse();
            return true;
        }

        return false;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("catching up", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await RunDueAsync(cancel).ConfigureAwait(false);
            await Task.Delay(polling.Every, time, cancel).ConfigureAwait(false);
        }
    }
}
