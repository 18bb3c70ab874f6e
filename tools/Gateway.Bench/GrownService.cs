using Gateway.Bench.Load;
using Gateway.Hub.Processes;
using static System.FormattableString;

namespace Gateway.Bench;

/// <summary>The real service on a store that holds much, beside another on an empty one: each is started, looked at and sent orders in turns with the other, so that whatever else the machine does meets both.</summary>
internal static class GrownService
{
    const int WarmUpsAtOnce = 32;
    const double QuietShare = 0.1;

    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Starts that are timed, orders that are not, and rounds of orders one by one that are.</summary>
    sealed record Plan(int Starts, int WarmUps, int Rounds, int OrdersOfRound)
    {
        public static Plan For(bool quick) => quick ? new(1, 60, 2, 10) : new(3, 300, 6, 20);
    }

    /// <summary>Numbers that one measurement's orders take, and more.</summary>
    public const int Numbers = 1_000;

    /// <summary>What one of the two took: the middle of its starts in seconds and of its orders in milliseconds, processor time in microseconds an order.</summary>
    internal sealed record Figures(double StartSeconds, long StartedMebibytes, long LoadedMebibytes, double FreezeMilliseconds, double InquiryMilliseconds, double FreezeProcessor, double InquiryProcessor);

    internal sealed record Row(string Holds, long Number, long FileMebibytes, Figures Grown, Figures Empty);

    /// <param name="holds">What the store holds much of.</param>
    /// <param name="number">How much.</param>
    /// <param name="store">Nobody else works on it meanwhile.</param>
    /// <param name="firstOrder">See <see cref="BenchService.StartAsync"/>.</param>
    /// <param name="quick">Less of everything.</param>
    public static async Task<Row> MeasureAsync(string holds, long number, StoreFolder store, int firstOrder, bool quick)
    {
        var plan = Plan.For(quick);
        await using var empty = new Side(await BenchService.StartAsync(Deployment.Embedded, null, firstOrder));
        await using var grown = new Side(await BenchService.StartAsync(Deployment.Embedded, store, firstOrder));
        Side[] sides = [empty, grown];
        for (var i = 0; i < plan.Starts; i++)
            foreach (var side in sides) await side.StartAsync();
        foreach (var side in sides) side.BeginLoad();
        foreach (var side in sides) await side.WarmUpAsync(plan.WarmUps);
        foreach (var side in sides) await side.SettleAsync();
        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var kind in (LoadKind[])[LoadKind.Freeze, LoadKind.Inquiry])
                foreach (var side in round % 2 == 0 ? sides : sides.Reverse()) await side.TimeAsync(kind, plan.OrdersOfRound);
        }

        return new Row(holds, number, store.FileMebibytes, grown.Figures, empty.Figures);
    }

    /// <summary>Each figure, and behind the stroke how often it is that of the empty store.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<Row> rows)
    {
        yield return "| In the store | MiB of file | Start s | × | MiB started | × | MiB after orders | × | Freeze ms | × | its processor ms | × | Inquiry ms | × | its processor ms | × |";
        yield return "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";
        foreach (var row in rows)
        {
            string Cells(Func<Figures, double> figure, string format) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {figure(row.Grown).ToString(format, System.Globalization.CultureInfo.InvariantCulture)} | {figure(row.Grown) / figure(row.Empty):F2} |");
            yield return Invariant($"| {row.Number} {row.Holds} | {row.FileMebibytes} |")
                + Cells(f => f.StartSeconds, "F2") + Cells(f => f.StartedMebibytes, "F0") + Cells(f => f.LoadedMebibytes, "F0")
                + Cells(f => f.FreezeMilliseconds, "F1") + Cells(f => f.FreezeProcessor / 1000, "F1") + Cells(f => f.InquiryMilliseconds, "F1") + Cells(f => f.InquiryProcessor / 1000, "F1");
        }
    }

    /// <summary>One of the two.</summary>
    sealed class Side(BenchService service) : IAsyncDisposable
    {
        readonly List<TimeSpan> _starts = [];
        readonly Dictionary<LoadKind, List<TimeSpan>> _times = new() { [LoadKind.Freeze] = [], [LoadKind.Inquiry] = [] };
        readonly Dictionary<LoadKind, TimeSpan> _processor = [];
        long _started;

        public Figures Figures => new(
            Middle(_starts).TotalSeconds, _started >> 20, Resident >> 20, Middle(_times[LoadKind.Freeze]).TotalMilliseconds, Middle(_times[LoadKind.Inquiry]).TotalMilliseconds,
            ProcessorOf(LoadKind.Freeze), ProcessorOf(LoadKind.Inquiry));

        long Resident => ProcessCost.Of(service.Gateway).ResidentBytes;

        public async Task StartAsync() => _starts.Add(await service.RestartAsync());

        public void BeginLoad() => _started = Resident;

        public async Task WarmUpAsync(int orders) => await service.InFlight.ClosedAsync(service.Orders.Make(LoadKind.Mix, orders), WarmUpsAtOnce);

        /// <summary>Until it takes next to nothing of the processor: the look through the whole file that a start begins is over.</summary>
        public async Task SettleAsync()
        {
            for (var (waited, used) = (TimeSpan.Zero, Look); used > Look * QuietShare && waited < Patience; waited += Look)
            {
                var before = ProcessCost.Of(service.Gateway).Processor;
                await Task.Delay(Look);
                used = ProcessCost.Of(service.Gateway).Processor - before;
            }
        }

        public async Task TimeAsync(LoadKind kind, int count)
        {
            var orders = service.Orders.Make(kind, count);
            var before = ProcessCost.Of(service.Gateway).Processor;
            _times[kind].AddRange(await service.InFlight.ClosedAsync(orders, 1));
            _processor[kind] = _processor.GetValueOrDefault(kind) + ProcessCost.Of(service.Gateway).Processor - before;
        }

        public ValueTask DisposeAsync() => service.DisposeAsync();

        double ProcessorOf(LoadKind kind) => _processor[kind].TotalMicroseconds / _times[kind].Count;

        static TimeSpan Middle(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
    }
}
