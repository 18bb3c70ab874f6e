using Gateway.CoreBanking;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Store.Restores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Restores;

/// <summary>
/// At a worker's start: has the core done what the store does not know? Then somebody put an older copy of it in place and did not say so, and everything is paused before a line is begun.
/// A core that does not answer now keeps nobody waiting: without it no line can do harm, and it is asked again.
/// </summary>
internal sealed class RestoreWatch(EffectListing listing, IRestoreStore restores, PauseBoard pauses, IStore store, TimeProvider time, ILogger<RestoreWatch> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the first look, whatever it came to.</summary>
    public Task Looked => _looked.Task;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("look for effects that the store does not know", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (!await LookAsync(cancel).ConfigureAwait(false)) await Task.Delay(Rest, time, cancel).ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel).ConfigureAwait(false);
    }

    private async Task<bool> LookAsync(CancellationToken cancel)
    {
        // Who restored it by the book knows already. A store that does not answer breaks the loop, and nothing is begun before it does.
        var unlisted = await restores.FindRestoreAsync(cancel).ConfigureAwait(false) is { ListedAt: null };
        var (unknown, fault, code) = unlisted ? default : await listing.LookAsync(cancel).ConfigureAwait(false);
        if (unknown > 0)
        {
            Log.StoreIsOlder(log, unknown);
            var last = (await store.ReadClockAsync(cancel).ConfigureAwait(false)).LastArrival;
            await restores.BeginRestoreAsync(new NewRestore(last, "gateway", new Dictionary<string, long>()), cancel).ConfigureAwait(false);
            // What this process knows of pauses may be a poll old.
            await pauses.ReadAsync(cancel).ConfigureAwait(false);
        }

        var away = fault is not (null or CoreFault.Refused);
        if (away) Log.NotAskedYet(log, fault!.Value, code);
        _looked.TrySetResult();
        return !away;
    }
}
