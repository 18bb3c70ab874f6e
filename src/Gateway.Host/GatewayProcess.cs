using Gateway.Host.Backups;
using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Host.Doctor;
using Gateway.Host.Hub;
using Gateway.Host.Privacy;
using Gateway.Host.Reconciliation;
using Gateway.Host.Registers;
using Gateway.Host.Shadow;
using Gateway.Host.Statistics;
using Gateway.Host.Systemd;
using Gateway.Host.TakeOver;
using Gateway.Ingress;
using Gateway.Ops;
using Gateway.Ops.Rpc;
using Gateway.Ops.Web;
using Gateway.Ops.Web.Sessions;
using Gateway.Store;
using Gateway.Store.Relational;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Host;

/// <summary>One process of the service, from its command line to its end.</summary>
internal static class GatewayProcess
{
    /// <summary>The configuration or the command line is wrong, or the store is a later program's: another start would not make it right.</summary>
    public const int Misconfigured = 2;

    /// <summary>The folder of the store cannot be used now: full, read-only, no rights. Another start may succeed.</summary>
    public const int Unusable = 1;

    /// <summary>The store's database is damaged: another start would find it so again.</summary>
    public const int Damaged = 3;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (args is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(CommandLine.Usage).ConfigureAwait(false);
            return 0;
        }

        if (args is [var name, ..] && CommandOf(name) is { } run) return await run([.. args.Skip(1)], output, errors, cancel).ConfigureAwait(false);

        var (command, fault) = CommandLine.Parse(args);
        if (command is null) return await RefuseAsync(errors, [fault!, CommandLine.Usage]).ConfigureAwait(false);

        IConfiguration configuration;
        IReadOnlyList<string> faults;
        try
        {
            (configuration, faults) = GatewayConfiguration.Load(command.ConfigFile);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await RefuseAsync(errors, [$"{command.ConfigFile}: {unreadable.Message}"]).ConfigureAwait(false);
        }

        faults = [.. faults, .. FaultsOf(configuration, command.Roles)];
        if (faults.Count > 0) return await RefuseAsync(errors, faults).ConfigureAwait(false);
        if (command.CheckOnly)
        {
            foreach (var key in SecretsInFile.Keys(command.ConfigFile)) await output.WriteLineAsync($"warning: {SecretsInFile.Advice(key)}").ConfigureAwait(false);
            await output.WriteLineAsync($"{command.ConfigFile}: no fault found").ConfigureAwait(false);
            return 0;
        }

        return await RunAsync(configuration, command.Roles, output, errors, cancel).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IConfiguration configuration, Roles roles, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        OnlyWorker? alone = null;
        WebApplication? made = null;
        try
        {
            alone = OnlyWorker.Of(configuration, roles);
            if (alone is not { Taken: false }) made = Build(configuration, roles, output);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            alone?.Dispose();
            await errors.WriteLineAsync($"Storage:Directory: {unusable.Message}").ConfigureAwait(false);
            return Unusable;
        }

        using var one = alone;
        if (made is null) return await RefuseAsync(errors, [alone!.Refusal]).ConfigureAwait(false);
        await using var app = made;
        if (await OpenAsync(app, configuration, errors, cancel).ConfigureAwait(false) is { } exit) return exit;
        await app.StartAsync(cancel).ConfigureAwait(false);
        await AnnounceAsync(app, PortsOf(configuration, roles), output).ConfigureAwait(false);
        NoticeSocket.OfThisProcess.Say("READY=1");
        using var stopping = app.Lifetime.ApplicationStopping.Register(() => NoticeSocket.OfThisProcess.Say("STOPPING=1"));
        await app.WaitForShutdownAsync(cancel).ConfigureAwait(false);
        // Its database was away at start, and turned out to be another program's.
        return app.Services.GetRequiredService<StoreOpening>().Unfit is { } unfit ? await RefuseAsync(errors, [unfit]).ConfigureAwait(false) : 0;
    }

    /// <summary>Opens the store; the exit code where that cannot come to anything, null where the process goes on.</summary>
    private static async Task<int?> OpenAsync(WebApplication app, IConfiguration configuration, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            var opening = app.Services.GetRequiredService<StoreOpening>();
            if (!await opening.TryAsync(cancel).ConfigureAwait(false)) return await RefuseAsync(errors, [opening.Unfit!]).ConfigureAwait(false);
            return await ShadowMark.FaultAsync(app.Services.GetRequiredService<IStore>(), Composition.Settings<StorageOptions>(app.Services).Directory, Composition.IsShadow(configuration), cancel).ConfigureAwait(false) is { } misused
                ? await RefuseAsync(errors, [misused]).ConfigureAwait(false)
                : null;
        }
        catch (StoreDamagedException damaged)
        {
            await errors.WriteLineAsync($"Storage:Directory: {damaged.Message}; nothing was started: see deploy/RUNBOOK.md, drill Store damaged").ConfigureAwait(false);
            return Damaged;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"Storage:Directory: {unusable.Message}").ConfigureAwait(false);
            return Unusable;
        }
    }

    /// <summary>What people do by the command line; null: it is no such command.</summary>
    private static Func<IReadOnlyList<string>, TextWriter, TextWriter, CancellationToken, Task<int>>? CommandOf(string name) => name switch
    {
        "desk" => DeskCommand.RunAsync,
        "parked" or "emergency" or "lookup" or "offline" => (args, output, errors, cancel) => DeskCommand.RunAsync([name, .. args], output, errors, cancel),
        "backup" => BackupCommand.BackUpAsync,
        "catch-up" => CatchUpCommand.RunAsync,
        "restore" => BackupCommand.RestoreAsync,
        "hub" => HubCommand.RunAsync,
        "reconcile" => ReconcileCommand.RunAsync,
        "statistics" => StatisticsCommand.RunAsync,
        "privacy" => PrivacyCommand.RunAsync,
        "doctor" => DoctorCommand.RunAsync,
        "register" => RegisterCommand.RunAsync,
        "takeover" => TakeOverCommand.RunAsync,
        "shadow" => ShadowCommand.RunAsync,
        _ => null,
    };

    private static WebApplication Build(IConfiguration configuration, Roles roles, TextWriter output)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "gateway" });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddGatewayLogging(configuration);
        // Before the listeners that the parts add: each finds the server's own settings made.
        var probes = !roles.HasFlag(Roles.Ops) && configuration[Composition.ProbesKey] is { Length: > 0 };
        if (probes || roles.HasFlag(Roles.Ingress) || roles.HasFlag(Roles.Ops)) builder.WebHost.UseKestrel();
        else builder.Services.AddSingleton<IServer, NoServer>();
        builder.Services.AddRoutingCore();
        builder.Services.AddGateway(configuration, roles);
        builder.Services.AddHostedService(p => new Watchdog(NoticeSocket.OfThisProcess, Environment.GetEnvironmentVariable("WATCHDOG_USEC"), p.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(new FirstPassword(async line =>
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }));
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<HostSettings>>((host, settings) => host.ShutdownTimeout = TimeSpan.FromSeconds(settings.Value.ShutdownSeconds));
        var app = builder.Build();
        app.UseRouting();
        var console = Composition.HasConsole(configuration, roles);
        if (console) app.UseConsole();
        if (roles.HasFlag(Roles.Ingress)) app.MapIngress();
        if (roles.HasFlag(Roles.Ops))
        {
            app.MapOps();
            app.MapOperations();
        }
        else if (probes) app.MapProbes();
        if (console) app.MapConsole();
        return app;
    }

    /// <summary>What every part finds wrong with its settings, all at once. Asked before the host is built: a server reads its own settings while it is made.</summary>
    internal static IReadOnlyList<string> FaultsOf(IConfiguration configuration, Roles roles)
    {
        var parts = new ServiceCollection();
        parts.AddLogging();
        parts.AddGateway(configuration, roles);
        using var services = parts.BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException one)
        {
            return [.. one.Failures];
        }
        catch (AggregateException many) when (many.InnerExceptions.All(e => e is OptionsValidationException))
        {
            return [.. many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures)];
        }
    }

    private static async Task<int> RefuseAsync(TextWriter errors, IReadOnlyList<string> faults)
    {
        foreach (var line in faults) await errors.WriteLineAsync(line).ConfigureAwait(false);
        return Misconfigured;
    }

    /// <summary>What this process listens for, in the order in which its parts open their ports.</summary>
    private static IEnumerable<string> PortsOf(IConfiguration configuration, Roles roles)
    {
        if (roles.HasFlag(Roles.Ingress)) yield return "ingress";
        if (roles.HasFlag(Roles.Ops)) yield return "ops";
        else if (configuration[Composition.ProbesKey] is { Length: > 0 }) yield return "probes";
        if (roles.HasFlag(Roles.Ops) && configuration[$"{OperatorsOptions.Section}:{nameof(OperatorsOptions.Listen)}"] is { Length: > 0 }) yield return "operators";
        if (Composition.HasConsole(configuration, roles)) yield return "console";
    }

    /// <summary>The addresses as they really are, port 0 included; the last line says that all of them take connections.</summary>
    private static async Task AnnounceAsync(WebApplication app, IEnumerable<string> ports, TextWriter output)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var (port, address) in ports.Zip(addresses)) await output.WriteLineAsync($"{port} {address}").ConfigureAwait(false);
        await output.WriteLineAsync("gateway ready").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }
}
