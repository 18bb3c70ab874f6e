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
    const int WarmUps = 3000, QuickWarmUps = 400, WarmUpsAtOnce = 32, SyncedOrders = 2000, SyncedAlone = 60;
    const int Saturating = 256;

    static readonly LoadKind[] Kinds = Enum.GetValues<LoadKind>();

    /// <summary>In flight, and of how many orders; of the least so many, that a hundredth of them means something.</summary>
    static readonly (int InFlight, int Orders)[] Thorough = [(1, 300), (16, 1000), (64, 1500), (Saturating, 2000)];
    static readonly (int InFlight, int Orders)[] Quick = [(1, 60), (Saturating, 600)];

    /// <summary>What one row of the table says. Times in milliseconds, processor time in microseconds an order.</summary>
    internal sealed record Row(
        string Deployment, string Orders, string Loop, double PerSecond, double P50, double P99, double P999, double GatewayMicroseconds, double Floor, double TimesFloor,
        double CoreMicroseconds, double LoadMicroseconds, long WrittenBytes, long ResidentMebibytes, int SentAgain);

    /// <summary>Syncs an order while so many are in flight; null: strace is not here.</summary>
    internal sealed record Syncs(string Deployment, string Orders, int InFlight, double? AnOrder);

    internal sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<Syncs> Syncs);

    public static async Task<Result> RunAsync(BenchArguments arguments, TextWriter output)
    {
        var floor = CryptoFloor.Measure();
        var (rows, syncs) = (new List<Row>(), new List<Syncs>());
        await output.WriteLineAsync($"{"over",-8} {"orders",-8} {"loop",-10} {"/s",7} {"p50 ms",8} {"p99",8} {"p99.9",8} {"gateway µs",11} {"× floor",8} {"core µs",8} {"load µs",8} {"KiB wr.",8} {"MiB res.",8}");
        await MeasureAsync("memory", Deployment.Embedded);
        if (arguments.Kafka)
        {
            await using var broker = await OwnBroker.StartAsync(CancellationToken.None);
            await MeasureAsync("kafka", Deployment.OverKafka(broker.Bootstrap));
        }

        return new Result(rows, syncs);

        async Task MeasureAsync(string name, Deployment deployment)
        {
            await using var service = await BenchService.StartAsync(deployment);
            await service.InFlight.ClosedAsync(service.Orders.Make(LoadKind.Mix, arguments.Quick ? QuickWarmUps : WarmUps), WarmUpsAtOnce);
            foreach (var kind in Kinds)
            {
                foreach (var (inFlight, count) in arguments.Quick ? Quick : Thorough)
                    await AddAsync($"closed {inFlight}", kind, count, orders => service.InFlight.ClosedAsync(orders, inFlight));
                // Half of what the closed loop reached.
                var rate = rows[^1].PerSecond / 2;
                await AddAsync($"open {rate:F0}/s", kind, (int)(rate * (arguments.Quick ? 5 : 30)), orders => service.InFlight.OpenAsync(orders, rate));
            }

            foreach (var (inFlight, kind) in Kinds.Select(k => (Saturating, k)).Prepend((1, LoadKind.Mix)))
            {
                var orders = service.Orders.Make(kind, inFlight == 1 ? SyncedAlone : arguments.Quick ? SyncedOrders / 4 : SyncedOrders);
                var counted = await SyncCount.WhileAsync(service.Gateway, () => service.InFlight.ClosedAsync(orders, inFlight));
                syncs.Add(new Syncs(name, Name(kind), inFlight, (double?)counted / orders.Count));
                await output.WriteLineAsync(Invariant($"{name,-8} {Name(kind),-8} {inFlight} in flight: {(counted is null ? "strace is not here, syncs are not counted" : Invariant($"{syncs[^1].AnOrder:F3} syncs an order"))}"));
            }

            async Task AddAsync(string loop, LoadKind kind, int count, Func<IReadOnlyList<Order>, Task<IReadOnlyList<TimeSpan>>> send)
            {
                var orders = service.Orders.Make(kind, count);
                var row = await RowAsync(service, name, loop, kind, orders, send, floor);
                rows.Add(row);
                await output.WriteLineAsync(Invariant($"{row.Deployment,-8} {row.Orders,-8} {row.Loop,-10} {row.PerSecond,7:F0} {row.P50,8:F1} {row.P99,8:F1} {row.P999,8:F1} {row.GatewayMicroseconds,11:F0} {row.TimesFloor,8:F2} {row.CoreMicroseconds,8:F0} {row.LoadMicroseconds,8:F0} {row.WrittenBytes >> 10,8} {row.ResidentMebibytes,8}"));
            }
        }
    }

    static string Name(LoadKind kind) => kind.ToString().ToLowerInvariant();

    static async Task<Row> RowAsync(
        BenchService service, string deployment, string loop, LoadKind kind, IReadOnlyList<Order> orders, Func<IReadOnlyList<Order>, Task<IReadOnlyList<TimeSpan>>> send, CryptoFloor floor)
    {
        var again = service.InFlight.SentAgain;
        var (gateway, core, load, begun) = (ProcessCost.Of(service.Gateway), ProcessCost.Of([service.Core]), ProcessCost.Of([Environment.ProcessId]), Stopwatch.GetTimestamp());
        var times = await send(orders);
        var took = Stopwatch.GetElapsedTime(begun);
        var (gatewayAfter, coreAfter, loadAfter) = (ProcessCost.Of(service.Gateway), ProcessCost.Of([service.Core]), ProcessCost.Of([Environment.ProcessId]));

        double Each(TimeSpan after, TimeSpan before) => (after - before).TotalMicroseconds / orders.Count;
        double Percentile(double share) => times[Math.Min(times.Count - 1, (int)(times.Count * share))].TotalMilliseconds;
        var receiptBytes = await service.ReceiptBytesAsync(orders[0]);
        var bare = orders.Average(o => floor.MicrosecondsOf(o, receiptBytes));
        var micros = Each(gatewayAfter.Processor, gateway.Processor);
        return new Row(
            deployment, Name(kind), loop, orders.Count / took.TotalSeconds, Percentile(0.5), Percentile(0.99), Percentile(0.999), micros, bare, micros / bare,
            Each(coreAfter.Processor, core.Processor), Each(loadAfter.Processor, load.Processor), (gatewayAfter.WrittenBytes - gateway.WrittenBytes) / orders.Count,
            gatewayAfter.ResidentBytes >> 20, service.InFlight.SentAgain - again);
    }
}
