using System.Globalization;
using Gateway.Ops.Emergency;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;

namespace Gateway.Host.Desk;

/// <summary><c>gateway emergency …</c> (22): one person lets something stand still at once; two let it go on.</summary>
internal sealed class EmergencyActs(DeskArguments arguments, EmergencyDesk desk, EmergencyPlan plan, TextWriter output)
{
    public Task RunAsync(CancellationToken cancel) => arguments.Verb switch
    {
        "emergency pause" => PauseAsync(cancel),
        "emergency resume" => ResumeAsync(cancel),
        _ => StatusAsync(cancel),
    };

    private async Task PauseAsync(CancellationToken cancel)
    {
        var (scope, target) = Subject();
        var (id, fault) = await desk.PauseAsync(scope, target, arguments.Person, arguments.Text("--why"), cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(Words(why, target));
        await WriteAsync($"pause {id}").ConfigureAwait(false);
    }

    private (PauseScope Scope, string Target) Subject()
    {
        var (measure, channel, everything) = (arguments.Text("--measure"), arguments.Text("--channel"), arguments.Options.ContainsKey("--everything"));
        if (new[] { measure.Length > 0, channel.Length > 0, everything }.Count(given => given) != 1) throw new DeskException("one of --measure CODE, --channel ID and --everything must be given");
        return everything ? (PauseScope.Everything, "") : channel.Length > 0 ? (PauseScope.Channel, channel) : (PauseScope.Measure, measure);
    }

    private async Task ResumeAsync(CancellationToken cancel)
    {
        if (!long.TryParse(arguments.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var pause)) throw new DeskException(Words(EmergencyFault.NoSuchPause, arguments.Subject));
        var proposal = await arguments.ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false);
        var (id, fault, refused) = await desk.ResumeAsync(pause, proposal, cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(refused is { } not ? DeskText.Of(not) : Words(why, arguments.Subject));
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"task {id}")).ConfigureAwait(false);
    }

    private async Task StatusAsync(CancellationToken cancel)
    {
        var status = await desk.StatusAsync(cancel).ConfigureAwait(false);
        if (status.Pauses.Count == 0) await WriteAsync("nothing is paused").ConfigureAwait(false);
        foreach (var pause in status.Pauses)
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"pause {pause.PauseId}\t{EmergencyDesk.Named(pause)}\tsince {pause.PausedAt:u}\t{pause.Person}\t{pause.Why}{(pause.ResumedAt is null ? "" : "\tover, what waited is being sent on")}")).ConfigureAwait(false);
        foreach (var task in status.Tasks)
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"task {task.TaskId}\t{task.State}\t{task.Basis}")).ConfigureAwait(false);
        var numbers = status.Waiting;
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"waiting\t{numbers.OpenLines} open line(s), {numbers.WaitingLines} set aside, in review or behind one, {numbers.OpenInquiries} inquiry(ies)")).ConfigureAwait(false);
        foreach (var contact in plan.Contacts) await WriteAsync($"contact\t{contact.Name}\t{contact.Duty}\t{contact.Phone}").ConfigureAwait(false);
    }

    private static string Words(EmergencyFault fault, string subject) => fault switch
    {
        EmergencyFault.NoSuchChannel => $"--channel {subject}: not in the directory",
        EmergencyFault.NoSuchMeasure => $"--measure {subject}: must be 01 to 08 or {Pause.Inquiries}",
        EmergencyFault.ReasonMissing => "a pause needs its reason (--why TEXT)",
        EmergencyFault.NoSuchPause => $"{subject}: no such pause holds",
        EmergencyFault.Proposed => $"{subject}: that it goes on is proposed already",
        _ => "it stands still already",
    };

    private Task WriteAsync(string line) => output.WriteLineAsync(line);
}
