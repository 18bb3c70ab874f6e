using System.Globalization;
using System.Text.Json;
using Gateway.Host.Configuration;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;

namespace Gateway.Host.Desk;

/// <summary><c>gateway emergency …</c> (22): one person lets something stand still at once; two let it go on.</summary>
internal sealed class EmergencyActs(DeskArguments arguments, IDeskStore desk, IPauseStore pauses, IStore store, CourtDirectory courts, EmergencyOptions options, TextWriter output)
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
        var (id, fault) = await pauses.PauseAsync(scope, target, arguments.Person, arguments.Text("--why"), cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(Words(why));
        await WriteAsync($"pause {id}").ConfigureAwait(false);
    }

    private (PauseScope Scope, string Target) Subject()
    {
        var (measure, channel, everything) = (arguments.Text("--measure"), arguments.Text("--channel"), arguments.Options.ContainsKey("--everything"));
        if (new[] { measure.Length > 0, channel.Length > 0, everything }.Count(given => given) != 1) throw new DeskException("one of --measure CODE, --channel ID and --everything must be given");
        if (everything) return (PauseScope.Everything, "");
        if (channel.Length > 0) return courts.FindChannel(channel) is null ? throw new DeskException($"--channel {channel}: not in the directory") : (PauseScope.Channel, channel);
        if (measure != Pause.Inquiries && ReviewOptions.MeasureOf(measure) is null) throw new DeskException($"--measure {measure}: must be 01 to 08 or {Pause.Inquiries}");
        return (PauseScope.Measure, measure);
    }

    private async Task ResumeAsync(CancellationToken cancel)
    {
        var live = (await pauses.ReadPausesAsync(endedToo: false, cancel).ConfigureAwait(false)).Where(p => p.ResumedAt is null).ToList();
        if (live.FirstOrDefault(p => p.PauseId.ToString(CultureInfo.InvariantCulture) == arguments.Subject) is not { } pause) throw new DeskException($"{arguments.Subject}: no such pause holds");
        var task = NewDeskTask.About(DeskTaskKind.Resume, JsonSerializer.Serialize(new ResumeSubject(pause.PauseId, pause.Scope, pause.Target)), $"{Named(pause)}，{pause.Person} 暂停：{pause.Why}");
        var (id, fault) = await desk.OpenTaskAsync(task, await arguments.ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(DeskText.Of(why));
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"task {id}")).ConfigureAwait(false);
    }

    private async Task StatusAsync(CancellationToken cancel)
    {
        var read = await pauses.ReadPausesAsync(endedToo: false, cancel).ConfigureAwait(false);
        if (read.Count == 0) await WriteAsync("nothing is paused").ConfigureAwait(false);
        foreach (var pause in read)
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"pause {pause.PauseId}\t{Named(pause)}\tsince {pause.PausedAt:u}\t{pause.Person}\t{pause.Why}{(pause.ResumedAt is null ? "" : "\tover, what waited is being sent on")}")).ConfigureAwait(false);
        foreach (var task in (await desk.ReadTasksAsync(new DeskFilter(null, ClosedToo: false), int.MaxValue, cancel).ConfigureAwait(false)).Where(t => t.Kind == DeskTaskKind.Resume))
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"task {task.TaskId}\t{task.State}\t{task.Basis}")).ConfigureAwait(false);
        var numbers = await store.ReadStatisticsAsync(cancel).ConfigureAwait(false);
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"waiting\t{numbers.OpenLines} open line(s), {numbers.WaitingLines} set aside, in review or behind one, {numbers.OpenInquiries} inquiry(ies)")).ConfigureAwait(false);
        foreach (var contact in options.Contacts) await WriteAsync($"contact\t{contact.Name}\t{contact.Duty}\t{contact.Phone}").ConfigureAwait(false);
    }

    private static string Named(Pause pause) => pause.Target.Length == 0 ? $"{pause.Scope}" : $"{pause.Scope} {pause.Target}";

    private static string Words(PauseFault fault) => fault switch
    {
        PauseFault.NameMissing => DeskText.Of(DeskFault.NameMissing),
        PauseFault.ReasonMissing => "a pause needs its reason (--why TEXT)",
        _ => "it stands still already",
    };

    private Task WriteAsync(string line) => output.WriteLineAsync(line);
}
