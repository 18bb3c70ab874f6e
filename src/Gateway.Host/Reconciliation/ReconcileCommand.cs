using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Host.Bridges;
using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Ops.Development;
using Gateway.Ops.Privacy;
using Gateway.Ops.Reconciliation;
using Gateway.Register;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Privacy;
using Gateway.Store.Reconciliation;
using Gateway.Worker;
using Gateway.Worker.Reconciliation;

namespace Gateway.Host.Reconciliation;

/// <summary><c>gateway reconcile …</c>: a process of its own on the store and the core that the service works with.</summary>
internal sealed class ReconcileCommand(ReconcileArguments arguments, IServiceProvider services, TextWriter output)
{
    private const int PageLength = 500;

    private readonly IReconciliationStore _store = services.GetRequiredService<IReconciliationStore>();

    /// <returns>The exit code: 1 where differences are open or the step is not allowed, 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (arguments, fault) = ReconcileArguments.Parse(words);
        if (arguments is null) return await FailAsync(errors, $"{fault}\n{ReconcileArguments.Usage}", GatewayProcess.Misconfigured).ConfigureAwait(false);
        IConfiguration configuration;
        try
        {
            configuration = GatewayConfiguration.Load(arguments.ConfigFile).Configuration;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, $"{arguments.ConfigFile}: {unreadable.Message}", GatewayProcess.Misconfigured).ConfigureAwait(false);
        }

        await using var services = Compose(configuration);
        try
        {
            await services.GetRequiredService<IStore>().MigrateAsync(cancel).ConfigureAwait(false);
            return await new ReconcileCommand(arguments, services, output).RunAsync(cancel).ConfigureAwait(false);
        }
        catch (DeskException refused)
        {
            return await FailAsync(errors, refused.Message, 1).ConfigureAwait(false);
        }
        catch (Exception unfit) when (StoreOpening.ReasonOf(unfit) is { } reason)
        {
            return await FailAsync(errors, reason, GatewayProcess.Misconfigured).ConfigureAwait(false);
        }
    }

    private static ServiceProvider Compose(IConfiguration configuration)
    {
        var development = configuration.GetSection(DevelopmentOptions.Section).Get<DevelopmentOptions>() ?? new DevelopmentOptions();
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        var zone = configuration.GetSection(BankOptions.Section).Get<BankOptions>()?.TimeZone;
        return new ServiceCollection().AddLogging()
            .AddSingleton(development.Enabled ? OffsetTimeProvider.Shared(storage.Directory) : TimeProvider.System)
            .AddStore(storage, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>())
            .AddCoreBanking(configuration)
            .AddSingleton(new Rules { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone ?? new Rules().TimeZone.Id) })
            .AddSingleton(configuration.GetSection("Worker").Get<WorkerOptions>() ?? new WorkerOptions())
            .AddSingleton<Reconciler>()
            .AddSingleton<ReconcileNow>()
            .AddSingleton<ReconciliationDesk>()
            .BuildServiceProvider();
    }

    private Task<int> RunAsync(CancellationToken cancel) => arguments.Verb switch
    {
        "run" => CompareAsync(cancel),
        "list" => ListAsync(cancel),
        "runs" => RunsAsync(cancel),
        "show" => ShowAsync(cancel),
        _ => MendAsync(cancel),
    };

    private async Task<int> CompareAsync(CancellationToken cancel)
    {
        var counts = await CountsAsync(cancel).ConfigureAwait(false);
        var (run, fault) = await services.GetRequiredService<ReconcileNow>().RunAsync(arguments.Person, counts, cancel).ConfigureAwait(false);
        if (run is null) throw new DeskException(fault == ReconcileFault.UnderWay ? "a run is under way" : "the core does not answer");
        await WriteAsync($"run {run.RunId}: {run.Accounts} accounts, {run.NotCompared} not compared, {run.Found} differences").ConfigureAwait(false);
        return run.Found == 0 ? 0 : 1;
    }

    private async Task<IReadOnlyList<HubCount>> CountsAsync(CancellationToken cancel)
    {
        if (!arguments.Options.TryGetValue("--hub-counts", out var file)) return [];
        if (!File.Exists(file)) throw new DeskException($"--hub-counts {file}: no such file");
        var (counts, faults) = HubCounts.Read(await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false));
        return faults.Count == 0 ? counts : throw new DeskException(string.Join('\n', faults.Select(f => $"{file}: {f}")));
    }

    private async Task<int> ListAsync(CancellationToken cancel)
    {
        // Accounts and amounts under freeze: who looks leaves a trace.
        var sight = await new Looks(services.GetRequiredService<IStore>()).AtAsync(arguments.Person, "differences", arguments.Why, cancel).ConfigureAwait(false);
        long after = 0;
        while (await _store.ReadDifferencesAsync(arguments.Options.ContainsKey("--all"), after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var difference in page) await WriteAsync(Line(difference, sight)).ConfigureAwait(false);
            after = page[^1].DifferenceId;
        }

        return 0;
    }

    private async Task<int> ShowAsync(CancellationToken cancel)
    {
        var difference = await FindAsync(cancel).ConfigureAwait(false);
        var sight = await new Looks(services.GetRequiredService<IStore>()).AtAsync(arguments.Person, string.Create(CultureInfo.InvariantCulture, $"difference:{arguments.Id}"), arguments.Why, cancel).ConfigureAwait(false);
        await WriteAsync(Line(difference, sight)).ConfigureAwait(false);
        await WriteAsync($"first seen {difference.FirstSeen:u}, last {difference.LastSeen:u}{(difference.ClosedAt is { } closed ? $", closed {closed:u}" : "")}").ConfigureAwait(false);
        return 0;
    }

    private async Task<int> RunsAsync(CancellationToken cancel)
    {
        foreach (var run in await _store.ReadRunsAsync(20, cancel).ConfigureAwait(false))
            await WriteAsync($"{run.RunId}\t{run.By}\t{run.BegunAt:u}\t{(run.EndedAt is { } ended ? ended.ToString("u", CultureInfo.InvariantCulture) : "not ended")}\t{run.Accounts} accounts\t{run.NotCompared} not compared\t{run.Found} differences").ConfigureAwait(false);
        return 0;
    }

    private async Task<int> MendAsync(CancellationToken cancel)
    {
        var proposal = new DeskProposal(arguments.Person, DeskDecision.Approve, arguments.Options.GetValueOrDefault("--note", ""));
        var proposed = await services.GetRequiredService<ReconciliationDesk>().ProposeAsync(arguments.Id, proposal, cancel).ConfigureAwait(false);
        if (proposed.Fault is { } fault) throw new DeskException(await WordsAsync(proposed, fault, cancel).ConfigureAwait(false));
        await WriteAsync($"task {proposed.TaskId}").ConfigureAwait(false);
        return 0;
    }

    private async Task<string> WordsAsync(MendProposal proposed, MendFault fault, CancellationToken cancel) => fault switch
    {
        MendFault.NoSuchDifference => $"difference {arguments.Id}: there is none",
        MendFault.Closed => $"difference {arguments.Id}: is closed",
        MendFault.NotByUs => $"difference {arguments.Id}: {Mending.Proposal((await FindAsync(cancel).ConfigureAwait(false)).What.Kind)}",
        MendFault.Proposed => string.Create(CultureInfo.InvariantCulture, $"difference {arguments.Id}: task {proposed.TaskId} is about it already"),
        MendFault.NoteMissing => "--note is missing",
        _ => DeskText.Of(proposed.DeskFault!.Value),
    };

    private async Task<Difference> FindAsync(CancellationToken cancel) =>
        await _store.FindDifferenceAsync(arguments.Id, cancel).ConfigureAwait(false) ?? throw new DeskException($"difference {arguments.Id}: there is none");

    private static string Line(Difference difference, Sight sight)
    {
        var what = difference.What;
        var account = what.Account.Length == 0 ? "-" : what.SubAccount.Length == 0 ? sight.Number(what.Account) : $"{sight.Number(what.Account)}/{what.SubAccount}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.DifferenceId}\t{what.Kind}\t{difference.State}\t{account}\t{(what.Subject.Length == 0 ? "-" : what.Subject)}\texpected {what.Expected}\tfound {what.Found}\t{(difference.TaskId is { } task ? $"task {task}" : "-")}\tcause: {Mending.Cause(what.Kind)}\tproposal: {Mending.Proposal(what.Kind)}");
    }

    private async Task WriteAsync(FormattableString line) => await output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);

    private Task WriteAsync(string line) => output.WriteLineAsync(line);

    private static async Task<int> FailAsync(TextWriter errors, string message, int code)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}
