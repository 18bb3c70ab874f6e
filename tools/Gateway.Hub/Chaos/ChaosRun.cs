using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Gateway.Sealing;

namespace Gateway.Hub.Chaos;

/// <summary>A running load while things go wrong; then everything must settle, and nothing may be lost, done twice or told differently.</summary>
internal sealed class ChaosRun(ChaosPlan plan, Action<string> report)
{
    const decimal StartBalance = 1_000_000m;
    const int AtOnce = 8;

    static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(5);
    // Work is left: those receipts that are there.
    static readonly TimeSpan UnrestLimit = TimeSpan.FromSeconds(30);

    static readonly CourtForm[] Courts =
    [
        new("F10", "甲市人民法院", [new FundForm("9001", "甲市人民法院执行款专户", "CNY")]),
        new("F11", "乙市人民法院", [new FundForm("9002", "乙市人民法院执行款专户", "CNY")]),
    ];

    /// <summary>The number of an account, counted from 0.</summary>
    public static string AccountNumber(int index) => string.Create(CultureInfo.InvariantCulture, $"62220{index:D6}");

    /// <summary>Plays it in a folder that is left there if anything is wrong.</summary>
    /// <exception cref="InvalidDataException">Kafka is wanted and there is none.</exception>
    public async Task<ChaosVerdict> PlayAsync(string folder, CancellationToken cancel)
    {
        using var authority = new DevelopmentAuthority();
        var pki = DevelopmentPki.Create(folder, authority, Courts);
        await using var broker = plan.Kafka is { } kafka ? await StartBrokerAsync(kafka, folder, cancel) : null;
        var programs = plan.Older is { } older ? new OlderPrograms(Programs.Find(), older) : Programs.Find();
        var deployment = broker is null ? Deployment.Embedded : Deployment.OverKafka(broker.Bootstrap, plan.Kafka!.Brokers, plan.Kafka.Ingress, plan.Kafka.Workers);
        await using var service = await DevelopmentService.StartAsync(programs, pki, Courts, [], deployment, cancel);
        var accounts = Enumerable.Range(0, plan.Accounts).Select(i => (Account: AccountNumber(i), Holder: Holder(i))).ToList();
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, (a, c) =>
            new ValueTask(service.Core.PutAccountAsync(a.Account, new { currency = "CNY", balance = StartBalance.ToString("F2", CultureInfo.InvariantCulture), holder = a.Holder }, c)));
        report(string.Create(CultureInfo.InvariantCulture, $"{service.Nodes.Count} processes, {plan.Accounts} accounts: disturbing for {plan.Length.TotalSeconds:F0} s"));

        using var load = await LoadAsync(
            service, accounts,
            programs is OlderPrograms upgrade ? c => upgrade.UpgradeAsync(service, plan.Length, report, c) : c => DisturbAsync(new Disturber(service, broker, plan, deployment.Prefix, report), c),
            cancel);
        report(string.Create(CultureInfo.InvariantCulture, $"{load.Acknowledged.Count} orders acknowledged; waiting until all is quiet"));
        var quiet = await service.WaitUntilIdleAsync(IdleLimit, cancel);
        var receipts = await ReceiptCollector.CollectAsync(service.Hub, load.Acknowledged.Keys, quiet ? IdleLimit : UnrestLimit, cancel);
        var check = new ReceiptCheck(new SealVerifier(TrustStore.FromCertificates([pki.RootCertificate]), new SealPolicy()), pki.BankCertificateFingerprint);
        var verdict = await ChaosVerdict.OfAsync(
            service, load.Acknowledged, receipts, accounts.ToDictionary(a => a.Account, _ => StartBalance), r => check.Fault(r, service.Clock.GetUtcNow()), cancel);
        IReadOnlyList<string> unrest = quiet ? [] : [$"work was left after {IdleLimit.TotalMinutes} minutes"];
        return verdict with { Differences = [.. load.Problems, .. unrest, .. verdict.Differences] };
    }

    async Task<CourtLoad> LoadAsync(DevelopmentService service, IReadOnlyList<(string, Person)> accounts, Func<CancellationToken, Task> meanwhile, CancellationToken cancel)
    {
        var doors = service.Nodes.Where(n => n.Roles is null or "ingress").Select(service.Connect).ToList();
        var load = new CourtLoad(doors, Writer(service), accounts, Courts, plan.Seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var loading = load.RunAsync(plan.Senders, stop.Token);
        await meanwhile(cancel);
        await stop.CancelAsync();
        await loading;
        return load;
    }

    async Task DisturbAsync(Disturber disturber, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        foreach (var what in Disturbance.Schedule(plan.Seed, plan.Kafka is not null))
        {
            var left = plan.Length - TimeProvider.System.GetElapsedTime(started);
            if (what.After >= left) break;
            await Task.Delay(what.After, cancel);
            disturber.Begin(what);
        }

        await disturber.SettleAsync(cancel);
    }

    static Func<OrderForm, Order> Writer(DevelopmentService service)
    {
        var defaults = new OrderDefaults { Courts = Courts, Today = () => BankTime.DayOf(service.Clock.GetUtcNow()) };
        var writer = new OrderWriter(Courts, service.Pki.SealOf, DevelopmentPki.BankName);
        return form => writer.Write(defaults.Fill(form), service.Clock.GetUtcNow());
    }

    static Task<KafkaBroker> StartBrokerAsync(KafkaShape kafka, string folder, CancellationToken cancel) =>
        KafkaBroker.StartAsync(Path.Combine(folder, "kafka"), kafka.Brokers, extra: null, cancel);

    // Each has a person of its own, so that an inquiry asks for one account.
    static Person Holder(int index) => Person.Standard with { Name = $"张{index}", IdNumber = string.Create(CultureInfo.InvariantCulture, $"11010119900101{index:D4}") };
}
