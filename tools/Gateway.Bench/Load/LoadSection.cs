using System.Diagnostics;
using Gateway.Contracts.V1;
using Gateway.Hub.Processes;
using static System.FormattableString;

namespace Gateway.Bench.Load;

/// <summary>
/// The real service over mutual TLS with sealed documents, its load and its core on the same machine: orders a second, time from sending to sealed receipt, processor time
/// of an order against the bare SM2 and SM3 work that it needs, bytes and syncs.
/// </summary>
internal static class LoadSection
{
    const int WarmUpsAtOnce = 32;
    const string SqlServer = "GATEWAY_BENCH_SQLSERVER";

    /// <summary>Syncs an order while so many are in flight; null: strace is not here, or may not look.</summary>
    internal sealed record Syncs(string Orders, int InFlight, double? AnOrder);

    /// <summary>The floor was measured before and after the load; the ratios are to the middle of both.</summary>
    internal sealed record Floors(CryptoFloor Before, CryptoFloor After, CryptoFloor BothBusy);

    internal sealed record Result(IReadOnlyList<LoadRow> Rows, IReadOnlyList<Syncs> Syncs, Floors Floors);

    /// <summary>The default: one process, SQLite, the bus in memory.</summary>
    public static Task<Result> RunAsync(BenchArguments arguments, TextWriter output) => RunAsync(Deployment.Embedded, [], LoadPlan.For(arguments, main: true), arguments, output);

    /// <summary>SQLite, a Kafka of its own, and processes for each role.</summary>
    public static async Task<object> RunOverKafkaAsync(BenchArguments arguments, TextWriter output)
    {
        if (await KafkaBroker.MissingAsync(CancellationToken.None) is { } missing) return await NotMeasuredAsync(missing, output);
        await using var broker = await OwnBroker.StartAsync(CancellationToken.None);
        return await RunAsync(Deployment.OverKafka(broker.Bootstrap), [new("broker", broker.Process, IsGateway: false)], LoadPlan.For(arguments, main: false), arguments, output);
    }

    /// <summary>One process on the SQL Server that the environment names.</summary>
    public static async Task<object> RunOnSqlServerAsync(BenchArguments arguments, TextWriter output)
    {
        if (Environment.GetEnvironmentVariable(SqlServer) is not { Length: > 0 } connection) return await NotMeasuredAsync($"{SqlServer} holds no connection string of an empty database", output);
        var deployment = Deployment.Embedded with { Settings = [new("Storage:Kind", "sql-server"), new("Storage:SqlServer:ConnectionString", connection)] };
        return await RunAsync(deployment, [], LoadPlan.For(arguments, main: false), arguments, output);
    }

    static async Task<object> NotMeasuredAsync(string why, TextWriter output)
    {
        await output.WriteLineAsync($"not measured: {why}");
        return new { notMeasured = why };
    }

    static async Task<Result> RunAsync(Deployment deployment, IReadOnlyList<BenchProcess> others, LoadPlan plan, BenchArguments arguments, TextWriter output)
    {
        var rate = Rate.For(arguments.Quick);
        var before = CryptoFloor.Measure(rate);
        var (rows, syncs) = (new List<LoadRow>(), new List<Syncs>());
        await using (var service = await BenchService.StartAsync(deployment))
        {
            await service.InFlight.ClosedAsync(service.Orders.Make(LoadKind.Mix, plan.WarmUps), WarmUpsAtOnce);
            foreach (var kind in plan.Kinds)
            {
                foreach (var (inFlight, count) in plan.Loops) await AddAsync($"closed {inFlight}", kind, count, orders => service.InFlight.ClosedAsync(orders, inFlight));
                // Half of what the closed loop reached.
                var half = rows[^1].PerSecond / 2;
                await AddAsync($"open {half:F0}/s", kind, (int)(half * plan.OpenSeconds), orders => service.InFlight.OpenAsync(orders, half));
            }

            syncs.AddRange(await CountSyncsAsync(service, plan, output));

            async Task AddAsync(string loop, LoadKind kind, int count, Func<IReadOnlyList<Order>, Task<IReadOnlyList<TimeSpan>>> send)
            {
                rows.Add(await RowAsync(service, others, loop, kind, service.Orders.Make(kind, count), send));
                await output.WriteLineAsync(rows[^1].ToProgress());
            }
        }

        var floors = new Floors(before, CryptoFloor.Measure(rate), CryptoFloor.Measure(rate, bothBusy: true));
        var result = new Result([.. rows.Select(r => r with { FloorMicroseconds = floors.Before.MeanWith(floors.After).MicrosecondsOf(r.Need) })], syncs, floors);
        await WriteAsync(result, deployment, output);
        return result;
    }

    static async Task<IReadOnlyList<Syncs>> CountSyncsAsync(BenchService service, LoadPlan plan, TextWriter output)
    {
        var syncs = new List<Syncs>();
        foreach (var (inFlight, kind) in plan.Kinds.Select(k => (LoadPlan.Saturating, k)).Prepend((1, LoadKind.Mix)))
        {
            var orders = service.Orders.Make(kind, inFlight == 1 ? plan.SyncedAlone : plan.Synced);
            var counted = await SyncCount.WhileAsync([.. service.Gateway], () => service.InFlight.ClosedAsync(orders, inFlight));
            syncs.Add(new Syncs(Name(kind), inFlight, (double?)counted / orders.Count));
            await output.WriteLineAsync(Invariant($"{Name(kind),-8} {inFlight} in flight: {(counted is null ? "syncs are not counted: strace is not here, or may not look at other processes" : Invariant($"{syncs[^1].AnOrder:F2} syncs an order"))}"));
            if (counted is null) break;
        }

        return syncs;
    }

    static async Task WriteAsync(Result result, Deployment deployment, TextWriter output)
    {
        foreach (var line in LoadRow.Table(result.Rows).Prepend("")) await output.WriteLineAsync(line);
        if (deployment.Workers > 0)
            foreach (var line in LoadRow.TableOfProcesses(result.Rows).Prepend("")) await output.WriteLineAsync(line);
        await output.WriteLineAsync("\n| Floor | SM2 verification µs | SM2 signature µs | SM3 µs a MiB |\n|---|---|---|---|");
        foreach (var (when, floor) in new[] { ("before", result.Floors.Before), ("after", result.Floors.After), ("after, both processors busy", result.Floors.BothBusy) })
            await output.WriteLineAsync(Invariant($"| {when} | {floor.Verification:F0} | {floor.Signature:F0} | {floor.Digest:F0} |"));
    }

    static string Name(LoadKind kind) => kind.ToString().ToLowerInvariant();

    static async Task<LoadRow> RowAsync(
        BenchService service, IReadOnlyList<BenchProcess> others, string loop, LoadKind kind, IReadOnlyList<Order> orders, Func<IReadOnlyList<Order>, Task<IReadOnlyList<TimeSpan>>> send)
    {
        BenchProcess[] processes = [.. service.Processes, .. others];
        var again = service.InFlight.SentAgain;
        var (before, begun) = (Costs(), Stopwatch.GetTimestamp());
        var times = await send(orders);
        var (took, after) = (Stopwatch.GetElapsedTime(begun), Costs());

        var each = processes.Zip(after.Zip(before)).ToDictionary(p => p.First.Name, p => (p.Second.First.Processor - p.Second.Second.Processor).TotalMicroseconds / orders.Count);
        return new LoadRow(
            Name(kind), loop, orders.Count / took.TotalSeconds, Percentile(0.5), Percentile(0.99), Percentile(0.999), processes.Where(p => p.IsGateway).Sum(p => each[p.Name]),
            CryptoFloor.NeedOf(orders, await service.ReceiptBytesAsync(orders[0])), each, (OfGateway(after, c => c.WrittenBytes) - OfGateway(before, c => c.WrittenBytes)) / orders.Count,
            OfGateway(after, c => c.ResidentBytes) >> 20, service.InFlight.SentAgain - again);

        List<ProcessCost> Costs() => [.. processes.Select(p => ProcessCost.Of(p.Id))];
        long OfGateway(List<ProcessCost> costs, Func<ProcessCost, long> figure) => costs.Zip(processes).Where(c => c.Second.IsGateway).Sum(c => figure(c.First));
        double Percentile(double share) => times[Math.Min(times.Count - 1, (int)(times.Count * share))].TotalMilliseconds;
    }
}
