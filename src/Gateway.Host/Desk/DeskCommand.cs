using System.Globalization;
using Gateway.Host.Bridges;
using Gateway.Host.Configuration;
using Gateway.Host.Registers;
using Gateway.Ops.Emergency;
using Gateway.Ops.Lookup;
using Gateway.Ops.Parking;
using Gateway.Ops.Privacy;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Store.Lookup;
using Gateway.Store.Objections;
using Gateway.Store.Seals;

namespace Gateway.Host.Desk;

/// <summary><c>gateway desk …</c>: two people decide, each by a process of their own on the store that the service works on. The service notices by its outbox.</summary>
internal sealed class DeskCommand(
    DeskArguments arguments, IDeskStore desk, IStore store, ICourtSealStore seals, IPauseStore pauses, IObjectionStore objections, ICourtActs acts, CourtDirectory courts, IConfiguration configuration, TimeProvider clock, TextWriter output)
{
    private const int ListMaximum = 1000;

    /// <returns>The exit code: 1 where the step is not allowed, 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (arguments, fault) = DeskArguments.Parse(words);
        if (arguments is null) return await FailAsync(errors, $"{fault}\n{DeskArguments.Usage}", GatewayProcess.Misconfigured).ConfigureAwait(false);
        try
        {
            await using var opened = CommandStore.Of(arguments.ConfigFile);
            await opened.OpenAsync(cancel).ConfigureAwait(false);
            await new DeskCommand(arguments, opened.Store, opened.Store, opened.Store, opened.Store, opened.Store, opened.Store, opened.Courts, opened.Configuration, opened.Clock, output).RunAsync(cancel).ConfigureAwait(false);
            return 0;
        }
        catch (DeskException refused)
        {
            return await FailAsync(errors, refused.Message, refused.ExitCode).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        switch (arguments.Verb)
        {
            case "list":
                await ListAsync(cancel).ConfigureAwait(false);
                break;
            case "seals":
                foreach (var line in DeskSeals.Lines(courts, await seals.ReadSealsAsync(cancel).ConfigureAwait(false))) await output.WriteLineAsync(line).ConfigureAwait(false);
                break;
            case "show":
                await ShowAsync(TaskId(), cancel).ConfigureAwait(false);
                break;
            case "propose":
                await RequireAsync(await desk.ProposeAsync(TaskId(), await ProposalAsync(Decision(), cancel).ConfigureAwait(false), cancel).ConfigureAwait(false), "proposed").ConfigureAwait(false);
                break;
            case "confirm":
                await RequireAsync(await desk.ConfirmAsync(TaskId(), arguments.Person, cancel).ConfigureAwait(false), "confirmed").ConfigureAwait(false);
                break;
            case "refuse":
                await RequireAsync(await desk.RefuseAsync(TaskId(), arguments.Person, arguments.Required("--note"), cancel).ConfigureAwait(false), "refused: the task is open again").ConfigureAwait(false);
                break;
            case "parked list" or "parked retry" or "parked settle":
                await new ParkedActs(arguments, desk, store, new SettlementDesk(store, desk, clock), output).RunAsync(cancel).ConfigureAwait(false);
                break;
            case "objections":
                foreach (var line in await ObjectionsOf(store).ListAsync(cancel).ConfigureAwait(false)) await output.WriteLineAsync(line).ConfigureAwait(false);
                break;
            case "lookup":
                await LookUpAsync(cancel).ConfigureAwait(false);
                break;
            case "offline enter" or "offline receipts" or "offline delivered":
                await new OfflineActs(arguments, Papers(), store, Zone(), output).RunAsync(cancel).ConfigureAwait(false);
                break;
            case "emergency pause" or "emergency resume" or "emergency status":
                await new EmergencyActs(arguments, new EmergencyDesk(desk, pauses, store, new CourtBook(courts)), Emergency(), output).RunAsync(cancel).ConfigureAwait(false);
                break;
            default:
                await OpenAsync(cancel).ConfigureAwait(false);
                break;
        }
    }

    private async Task ListAsync(CancellationToken cancel)
    {
        var order = arguments.Text("--order");
        var tasks = await desk.ReadTasksAsync(new DeskFilter(order.Length == 0 ? null : order, arguments.Options.ContainsKey("--all")), ListMaximum, cancel).ConfigureAwait(false);
        foreach (var task in tasks) await output.WriteLineAsync(DeskText.Line(task)).ConfigureAwait(false);
    }

    private async Task ShowAsync(long taskId, CancellationToken cancel)
    {
        var task = await desk.FindTaskAsync(taskId, cancel).ConfigureAwait(false) ?? throw new DeskException(DeskText.Of(DeskFault.NoSuchTask));
        var sight = await new Looks(store).AtAsync(arguments.Person, string.Create(CultureInfo.InvariantCulture, $"desk:{taskId}"), arguments.Why, cancel).ConfigureAwait(false);
        await output.WriteLineAsync(DeskText.Whole(task, sight)).ConfigureAwait(false);
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        var task = arguments.Subject.StartsWith("objection", StringComparison.Ordinal)
            ? await ObjectionsOf(store).ReadAsync(cancel).ConfigureAwait(false)
            : await new DeskActs(arguments, desk, courts).ReadAsync(cancel).ConfigureAwait(false);
        var (id, fault) = await desk.OpenTaskAsync(task, await ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        await RequireAsync(fault, string.Create(CultureInfo.InvariantCulture, $"task {id}")).ConfigureAwait(false);
    }

    private EmergencyPlan Emergency() => (configuration.GetSection(EmergencyOptions.Section).Get<EmergencyOptions>() ?? new EmergencyOptions()).Plan;

    private PaperDesk Papers()
    {
        var book = new CourtBook(courts);
        return new PaperDesk(desk, store, new PaperOrders(Emergency(), book, clock), Emergency(), book);
    }

    private TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById((configuration.GetSection(BankOptions.Section).Get<BankOptions>() ?? new BankOptions()).TimeZone);

    private ObjectionActs ObjectionsOf(IStore orders) => new(arguments, orders, objections, courts, Zone(), clock);

    private async Task LookUpAsync(CancellationToken cancel)
    {
        var lookup = new ObjectionLookup(store, acts, new Rules { TimeZone = Zone() }, clock);
        var found = await lookup.LookUpAsync(arguments.Required("--account"), arguments.Person, arguments.Required("--why"), cancel).ConfigureAwait(false);
        if (found.Count == 0) await output.WriteLineAsync("no court has frozen or taken anything here").ConfigureAwait(false);
        foreach (var act in found)
            await output.WriteLineAsync($"{(act.Kind == CourtActKind.Freeze ? "冻结" : "划拨")}\t{(act.SubAccount.Length == 0 ? "-" : act.SubAccount)}\t{act.CourtName}\t{act.CaseNo}\t{(act.Officer.Length == 0 ? "-" : act.Officer)}").ConfigureAwait(false);
    }

    private Task<DeskProposal> ProposalAsync(DeskDecision decision, CancellationToken cancel) => arguments.ProposalAsync(decision, cancel);

    private DeskDecision Decision() => arguments.Required("--decide") switch
    {
        "approve" => DeskDecision.Approve,
        "reject" => DeskDecision.Reject,
        "return" => DeskDecision.Return,
        var other => throw new DeskException($"--decide {other}: must be approve, reject or return"),
    };

    private long TaskId() =>
        long.TryParse(arguments.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new DeskException($"{arguments.Subject}: no task number");

    private async Task RequireAsync(DeskFault? fault, string done)
    {
        if (fault is { } why) throw new DeskException(DeskText.Of(why));
        await output.WriteLineAsync(done).ConfigureAwait(false);
    }

    private static async Task<int> FailAsync(TextWriter errors, string message, int code)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}
