using Gateway.Store.Desk;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Reviews;

/// <summary>Raises an alarm for tasks that people have left lying beyond their time, each once in the life of a process. It decides nothing: nobody is refused or frozen by a deadline.</summary>
internal sealed class DeskWatch(IDeskStore desk, WorkerOptions options, TimeProvider time, ILogger<DeskWatch> log) : BackgroundService
{
    private const int AtOnce = 1000;

    private readonly HashSet<long> _told = [];

    /// <summary>One look; returns how many tasks are overdue now.</summary>
    internal async Task<int> LookAsync(CancellationToken cancel)
    {
        var overdue = await desk.ReadOverdueAsync(AtOnce, cancel).ConfigureAwait(false);
        foreach (var task in overdue.Where(t => _told.Add(t.TaskId))) Log.TaskOverdue(log, task.TaskId, task.Kind, task.Order, task.DueAt);
        _told.IntersectWith(overdue.Select(t => t.TaskId));
        return overdue.Count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("desk watch", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await LookAsync(cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.DeskWatchSeconds), time, cancel).ConfigureAwait(false);
        }
    }
}
