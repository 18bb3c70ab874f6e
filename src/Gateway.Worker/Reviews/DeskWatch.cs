using Gateway.Register;
using Gateway.Store.Desk;
using Gateway.Store.Objections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Reviews;

/// <summary>
/// Raises an alarm for what people, or a court that the bank objects to, have left lying beyond its time, and a warning where that ends soon: each once in the life of a process.
/// It decides nothing: nobody is refused or frozen by a deadline.
/// </summary>
internal sealed class DeskWatch(IDeskStore desk, IObjectionStore objections, Rules rules, WorkerOptions options, TimeProvider time, ILogger<DeskWatch> log) : BackgroundService
{
    private const int AtOnce = 1000;

    private readonly HashSet<(string What, long Id)> _told = [];

    /// <summary>One look; returns how many tasks and replies are overdue now.</summary>
    internal async Task<int> LookAsync(CancellationToken cancel)
    {
        var overdue = await desk.ReadOverdueAsync(AtOnce, cancel).ConfigureAwait(false);
        foreach (var task in overdue.Where(t => IsNew("task", t.TaskId))) Log.TaskOverdue(log, task.TaskId, task.Kind, task.Order, task.DueAt);
        return overdue.Count + await LookAtRepliesAsync(rules.DateOf(time.GetUtcNow()), cancel).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("desk watch", RunAsync, time, log, stoppingToken);

    private async Task<int> LookAtRepliesAsync(DateOnly today, CancellationToken cancel)
    {
        var waiting = (await objections.ReadObjectionsAsync(closedToo: false, cancel).ConfigureAwait(false)).Where(o => o.ReplyUntil is not null).ToList();
        var overdue = waiting.Where(o => o.ReplyUntil < today).ToList();
        foreach (var objection in overdue.Where(o => IsNew("reply", o.ObjectionId))) Log.ReplyOverdue(log, objection.ObjectionId, objection.Order, objection.ReplyUntil!.Value);
        foreach (var objection in waiting.Except(overdue).Where(o => o.ReplyUntil <= today.AddDays(ObjectionClock.WarnDays) && IsNew("reply soon", o.ObjectionId)))
            Log.ReplyDue(log, objection.ObjectionId, objection.Order, objection.ReplyUntil!.Value);
        return overdue.Count;
    }

    private bool IsNew(string what, long id) => _told.Add((what, id));

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await LookAsync(cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.DeskWatchSeconds), time, cancel).ConfigureAwait(false);
        }
    }
}
