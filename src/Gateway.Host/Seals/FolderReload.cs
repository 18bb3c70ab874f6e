using Gateway.Sealing;

namespace Gateway.Host.Seals;

/// <summary>Looks at a folder now and then and hands on what has become of it; what cannot be read is logged, and what was read before stays in use.</summary>
internal sealed class FolderReload<T>(WatchedFolder<T> watched, Action<T> use, TimeSpan interval, TimeProvider time, ILogger<FolderReload<T>> log) : BackgroundService
    where T : class
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The digests of many files: not on the thread that starts the host.
        await Task.Yield();
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var (content, fault) = watched.Look();
            if (fault is not null) Log.FolderRefused(log, watched.Path, fault);
            if (content is null) continue;
            use(content);
            Log.FolderTaken(log, watched.Path);
        }
    }
}
