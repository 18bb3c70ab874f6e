using Gateway.Bus;
using Gateway.Bus.Kafka;
using Gateway.CoreBanking;
using Gateway.Host.Configuration;
using Gateway.Host.Seals;
using Gateway.Ingress.HubFiles;
using Gateway.Ops.Health;
using Gateway.Ops.Metrics;
using Gateway.Store;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Doctor;

/// <summary>Everything that an installation needs before its first start, looked at from this machine. Changes nothing: no store is made, no topic, no order.</summary>
internal sealed class Checkup(string configFile, IConfiguration configuration, IReadOnlyList<string> faults, Roles roles)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const Roles Hubs = Roles.HubSoap | Roles.HubFiles;

    // Address and port by the role that listens there.
    private static readonly (Roles Role, string Key)[] Ports =
    [
        (Roles.Ingress, "Ingress:Listen"), (Roles.Ops, "Ops:Listen"), (Roles.Ops, "Operators:Listen"), (Roles.Ops, "Console:Listen"), (Roles.Ingress | Roles.Worker | Hubs, Composition.ProbesKey),
    ];

    /// <summary>All rows, worst or not, in the order in which they are cured best.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancel)
    {
        var rows = new List<Finding>();
        rows.AddRange(faults.Select(f => Finding.Wrong("configuration", f, "correct it: the service does not start with it")));
        if (faults.Count == 0) rows.Add(Finding.Fine("configuration", $"{configFile}: no fault found"));
        rows.AddRange(SecretsInFile.Keys(configFile).Select(key => Finding.Look("configuration", SecretsInFile.Advice(key), "and replace it, if the file was ever shown to others")));
        rows.AddRange(FileRights.Of(configFile, configuration));
        rows.AddRange(CertificateChecks.Channels(configuration));
        if (configuration["Storage:Directory"] is { } data) rows.AddRange(MachineChecks.Disk(data));
        if (roles.HasFlag(Roles.HubFiles)) rows.AddRange(configuration.GetSection(HubFilesSettings.Section).GetChildren().SelectMany(MachineChecks.Packets));
        if (MachineChecks.Handles(File.Exists("/proc/self/limits") ? File.ReadLines("/proc/self/limits") : []) is { } handles) rows.Add(handles);
        rows.AddRange(Ports.Where(p => (roles & p.Role) != 0).Select(p => configuration[p.Key] is { Length: > 0 } address ? MachineChecks.Port(p.Key, address) : null).OfType<Finding>());
        rows.Add(MachineChecks.TimeService(File.Exists));
        if (faults.Count == 0) rows.AddRange(await PartsAsync(cancel).ConfigureAwait(false));
        else rows.Add(Finding.Look("other parts", "were not looked at", "correct the configuration first"));
        return rows;
    }

    /// <summary>What needs a configuration without faults.</summary>
    private async Task<IReadOnlyList<Finding>> PartsAsync(CancellationToken cancel)
    {
        var parts = new ServiceCollection();
        parts.AddLogging();
        parts.AddGateway(configuration, roles);
        await using var services = parts.BuildServiceProvider();
        var rows = new List<Finding>();
        rows.AddRange(CertificateChecks.Ends(services.GetServices<WatchedEnd>(), services.GetRequiredService<TimeProvider>().GetUtcNow()));
        if ((roles & (Roles.Ingress | Roles.Ops | Hubs)) != 0) rows.Add(CertificateChecks.Trust(Composition.Settings<SealingOptions>(services).TrustFolder));
        rows.AddRange(await StoreAsync(Composition.Settings<StorageOptions>(services), services.GetRequiredService<TimeProvider>(), cancel).ConfigureAwait(false));
        rows.Add(await CoreAsync(services, cancel).ConfigureAwait(false));
        if (roles.HasFlag(Roles.Worker) && Composition.Settings<BusOptions>(services) is { Kind: BusOptions.OverKafka } bus) rows.Add(await BrokerAsync(bus.Kafka, cancel).ConfigureAwait(false));
        return rows;
    }

    private static async Task<Finding> CoreAsync(IServiceProvider services, CancellationToken cancel)
    {
        var address = Composition.Settings<CoreBankingOptions>(services).BaseAddress;
        return await services.GetRequiredService<ICoreBanking>().ProblemAsync(cancel).ConfigureAwait(false) is { } problem
            ? Finding.Wrong("core", $"{address} {problem}", "start the core or its adapter, correct CoreBanking:BaseAddress, open the network; tools/core-check.sh holds an adapter against the contract")
            : Finding.Fine("core", $"{address} answers as the contract /v1 says");
    }

    private static async Task<Finding> BrokerAsync(KafkaOptions kafka, CancellationToken cancel)
    {
        try
        {
            var (fault, missing) = await KafkaLook.LookAsync(kafka).WaitAsync(Patience, cancel).ConfigureAwait(false);
            if (fault is not null) return Finding.Wrong("broker", fault, "Bus:Kafka:Bootstrap, network, TLS and password; src/Gateway.Bus/README.md, Topics");
            return Finding.Fine("broker", $"{kafka.Bootstrap} answers" + (missing.Count == 0 ? "" : $"; a start makes {string.Join(", ", missing)}"));
        }
        catch (TimeoutException)
        {
            return Finding.Wrong("broker", $"{kafka.Bootstrap} does not answer", "Bus:Kafka:Bootstrap and network");
        }
    }

    internal static async Task<IReadOnlyList<Finding>> StoreAsync(StorageOptions storage, TimeProvider time, CancellationToken cancel)
    {
        if (storage.Kind == StoreServices.Sqlite && SqliteReason(storage.Directory) is { } reason) return [reason];
        await using var store = StoreServices.NewStore(storage, time, NullLoggerFactory.Instance);
        try
        {
            var before = time.GetUtcNow();
            var look = await store.LookAsync(cancel).WaitAsync(Patience, cancel).ConfigureAwait(false);
            return look switch
            {
                { Found: null } => [Finding.Fine("database", $"{look.Place} answers and is empty; the first start makes the tables")],
                { Clock: { } clock } => [Finding.Fine("database", $"{look.Place} answers, schema {look.Found}"), Clock(ClockCheck.Problem(clock, before, time.GetUtcNow()))],
                _ when look.Found > look.Known => [Finding.Wrong("database", new StoreTooNewException(look.Found.Value, look.Known).Message, "deploy/install.sh status shows what is installed")],
                _ => [Finding.Look("database", $"{look.Place} has schema {look.Found}, a start brings it to {look.Known}", "back it up first: there is no way back but the backup")],
            };
        }
        catch (Exception away) when (away is StoreUnavailableException or TimeoutException)
        {
            return [Finding.Wrong("database", away is TimeoutException ? "does not answer" : away.Message, "server, network, user and password of Storage:SqlServer; the file's rights with SQLite")];
        }
    }

    /// <summary>Why SQLite's file is better not opened.</summary>
    private static Finding? SqliteReason(string folder)
    {
        var file = Path.Combine(folder, "gateway.db");
        if (!File.Exists(file)) return Finding.Fine("database", $"{file} is not there yet; the first start makes it");
        // Whoever reads it first makes files beside it, and the service's account could not write root's.
        return Environment.IsPrivilegedProcess && !File.Exists(file + "-shm")
            ? Finding.Look("database", $"{file} was not opened by root while no service runs", "run this command as the service's account: runuser -u chakong -- …")
            : null;
    }

    private static Finding Clock(string? problem) => problem is null
        ? Finding.Fine("clock", "agrees with the store's")
        : Finding.Wrong("clock", problem, "set it right by NTP: RUNBOOK, drill clock off");
}
