using System.Text.Json;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;

namespace Gateway.Ops.Emergency;

/// <summary>Why nothing was paused, or nothing proposed.</summary>
public enum EmergencyFault
{
    NoSuchChannel,
    NoSuchMeasure,
    ReasonMissing,
    /// <summary>It stands still already.</summary>
    Paused,
    /// <summary>No pause of this number holds.</summary>
    NoSuchPause,
    /// <summary>That it goes on is proposed already.</summary>
    Proposed,
    /// <summary>The desk did not take it.</summary>
    NotTaken,
}

/// <summary>What stands still, what waits meanwhile, and what is proposed about it.</summary>
/// <param name="Pauses">Those that hold, and those whose waiting work is being sent on.</param>
/// <param name="Tasks">That something goes on: at the desk and not done.</param>
/// <param name="Backlogs">Orders without their receipt, by channel.</param>
public sealed record EmergencyStatus(IReadOnlyList<Pause> Pauses, IReadOnlyList<DeskTask> Tasks, StoreStatistics Waiting, IReadOnlyList<ChannelBacklog> Backlogs);

/// <summary>Emergencies (22), whether by command or at the console: one person lets something stand still at once; two let it go on.</summary>
public sealed class EmergencyDesk(IDeskStore desk, IPauseStore pauses, IStore store, CourtBook courts)
{
    /// <summary>What can stand still of what courts ask: their measures by code, and inquiries.</summary>
    public static readonly IReadOnlyList<string> Measures =
        [.. Enum.GetValues<Measure>().Where(m => m <= Measure.FreezeAndDeduct).Select(Pause.TargetOf), Pause.Inquiries];

    public async Task<EmergencyStatus> StatusAsync(CancellationToken cancel)
    {
        var tasks = await desk.ReadTasksAsync(new DeskFilter(null, ClosedToo: false), int.MaxValue, cancel).ConfigureAwait(false);
        return new EmergencyStatus(
            await pauses.ReadPausesAsync(endedToo: false, cancel).ConfigureAwait(false), [.. tasks.Where(t => t.Kind == DeskTaskKind.Resume)],
            await store.ReadStatisticsAsync(cancel).ConfigureAwait(false), await store.ReadBacklogsAsync(cancel).ConfigureAwait(false));
    }

    /// <param name="target">The id of a channel, the code of a measure or <see cref="Pause.Inquiries"/>; empty for everything.</param>
    public async Task<(long PauseId, EmergencyFault? Fault)> PauseAsync(PauseScope scope, string target, string person, string why, CancellationToken cancel)
    {
        if (scope == PauseScope.Channel && courts.Now.FindChannel(target) is null) return (0, EmergencyFault.NoSuchChannel);
        if (scope == PauseScope.Measure && !Measures.Contains(target)) return (0, EmergencyFault.NoSuchMeasure);
        var (id, fault) = await pauses.PauseAsync(scope, scope == PauseScope.Everything ? "" : target, person, why, cancel).ConfigureAwait(false);
        return (id, fault switch
        {
            null => null,
            PauseFault.Paused => EmergencyFault.Paused,
            _ => EmergencyFault.ReasonMissing,
        });
    }

    /// <summary>Proposes that it goes on; another person agrees at the desk.</summary>
    public async Task<(long TaskId, EmergencyFault? Fault, DeskFault? DeskFault)> ResumeAsync(long pauseId, DeskProposal proposal, CancellationToken cancel)
    {
        var status = await StatusAsync(cancel).ConfigureAwait(false);
        if (status.Pauses.FirstOrDefault(p => p.PauseId == pauseId && p.ResumedAt is null) is not { } pause) return (0, EmergencyFault.NoSuchPause, null);
        var subject = JsonSerializer.Serialize(new ResumeSubject(pause.PauseId, pause.Scope, pause.Target));
        if (status.Tasks.FirstOrDefault(t => PauseOf(t) == pauseId) is { } earlier) return (earlier.TaskId, EmergencyFault.Proposed, null);
        var task = NewDeskTask.About(DeskTaskKind.Resume, subject, $"{Named(pause)}，{pause.Person} 暂停：{pause.Why}");
        var (id, fault) = await desk.OpenTaskAsync(task, proposal, cancel).ConfigureAwait(false);
        return (id, fault is null ? null : EmergencyFault.NotTaken, fault);
    }

    /// <summary>What stands still, in the words of the command.</summary>
    public static string Named(Pause pause) => pause.Target.Length == 0 ? $"{pause.Scope}" : $"{pause.Scope} {pause.Target}";

    /// <summary>The pause that a task would end; null: it is about something else.</summary>
    public static long? PauseOf(DeskTask task) => task.SubjectJson is { } json && task.Kind == DeskTaskKind.Resume ? JsonSerializer.Deserialize<ResumeSubject>(json)!.PauseId : null;
}
