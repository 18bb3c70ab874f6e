using System.Text.Json;
using Gateway.Register.Orders;
using Gateway.Simulation.Parts;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;

namespace Gateway.Simulation.Actors;

/// <summary>Two people at the desk: one proposes, the other agrees or does not, and none of them knows which process they are talking to.</summary>
internal sealed class ReviewDesk(World world)
{
    private const int LookEverySeconds = 5;
    private const int TasksAtOnce = 20;
    private const string Maker = "经办甲";
    private const string Checker = "复核乙";

    private DeskDecision? _always;

    /// <summary>From now on every review ends like this, and nobody is having tea.</summary>
    public void Always(bool approve) => _always = approve ? DeskDecision.Approve : DeskDecision.Reject;

    public void Begin() => world.Agenda.In(TimeSpan.FromSeconds(LookEverySeconds), null, "", () =>
    {
        if (world.Pick(SimRoles.Worker) is { } process) _ = LookAsync(process);
        Begin();
    });

    /// <summary>Another authority's freeze that came to the counter (C27).</summary>
    public void EnterOtherFreeze(string account, decimal limit, DateOnly to)
    {
        if (world.Pick(SimRoles.Worker) is not { } process) return;
        var act = new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = $"冻{account}", Limit = limit, To = to };
        _ = Try(process.Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EnterOtherFreeze, account, "", act, "柜面送达"), new DeskProposal(Maker, DeskDecision.Approve, ""), CancellationToken.None));
    }

    /// <summary>Somebody lets something stand still (22), and after a while two people let it go on.</summary>
    public void Pause(PauseScope scope, string target, TimeSpan length)
    {
        if (world.Pick(SimRoles.Worker) is not { } process) return;
        world.Agenda.Note(null, $"PAUSED: {scope} {target}");
        _ = Try(process.Store.PauseAsync(scope, target, Maker, "模拟", CancellationToken.None));
        world.Agenda.In(length, null, "", ResumeAll);
    }

    private void ResumeAll()
    {
        if (world.Pick(SimRoles.Worker) is { } process) _ = Try(ResumeAllAsync(process));
        else world.Agenda.In(TimeSpan.FromSeconds(LookEverySeconds), null, "", ResumeAll);
    }

    /// <summary>A task that could not be opened is opened at a later look; one too many ends what is over already.</summary>
    private async Task ResumeAllAsync(SimProcess process)
    {
        try
        {
            foreach (var pause in (await process.Store.ReadPausesAsync(false, CancellationToken.None)).Where(p => p.ResumedAt is null))
            {
                var subject = JsonSerializer.Serialize(new ResumeSubject(pause.PauseId, pause.Scope, pause.Target));
                await process.Store.OpenTaskAsync(NewDeskTask.About(DeskTaskKind.Resume, subject, "模拟"), new DeskProposal(Maker, DeskDecision.Approve, ""), CancellationToken.None);
            }
        }
        catch (IOException)
        {
            world.Agenda.In(TimeSpan.FromSeconds(LookEverySeconds), null, "", ResumeAll);
        }
    }

    private async Task LookAsync(SimProcess process)
    {
        var reading = process.Store.ReadTasksAsync(new DeskFilter(null, false), TasksAtOnce, CancellationToken.None);
        await Try(reading);
        if (!reading.IsCompletedSuccessfully) return;
        // A pause of a process that stood still may have come after everything was let go on.
        if (world.Settling && (await reading).All(t => t.Kind != DeskTaskKind.Resume)) await ResumeAllAsync(process);
        foreach (var task in await reading)
        {
            if (_always is null && world.Chance.Next(3) == 0) continue; // somebody is having tea
            if (task.State is DeskTaskState.Open or DeskTaskState.Refused) await Try(ProposeAsync(process, task));
            else if (task.State == DeskTaskState.Proposed) await Try(CheckAsync(process, task));
        }
    }

    private Task ProposeAsync(SimProcess process, DeskTask task)
    {
        var decision = task.Kind == DeskTaskKind.Review ? _always ?? Draw() : task.Refusal is null ? DeskDecision.Approve : DeskDecision.Reject;
        world.Agenda.Note(null, $"desk: task {task.TaskId} ({task.Kind} {task.Order} {task.LineNo}) proposed: {decision}");
        return process.Store.ProposeAsync(task.TaskId, new DeskProposal(Maker, decision, "模拟") { Contact = Maker, Phone = "010-2" }, CancellationToken.None);
    }

    private Task CheckAsync(SimProcess process, DeskTask task)
    {
        if (_always is null && world.Chance.Next(8) == 0) return process.Store.RefuseAsync(task.TaskId, Checker, "再看", CancellationToken.None);
        world.Agenda.Note(null, $"desk: task {task.TaskId} confirmed: {task.Decision}");
        return process.Store.ConfirmAsync(task.TaskId, Checker, CancellationToken.None);
    }

    private DeskDecision Draw() => world.Chance.Next(10) switch { < 6 => DeskDecision.Approve, < 9 => DeskDecision.Reject, _ => DeskDecision.Return };

    /// <summary>What fails is tried again at the next look.</summary>
    private static async Task Try(Task step) => await step.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
