using Gateway.Ops.Health;
using Gateway.Ops.Web.Wording;
using Gateway.Register;
using Gateway.Store;
using Gateway.Store.Outcomes;
using Gateway.Store.Views;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Web.Watching;

/// <summary>Feels the service's pulse for all pages at once, and keeps the last hour of it: however many people look, the store is asked once.</summary>
internal sealed class PulseWatch(IStore store, IViewStore views, IContactStore contactStore, IOutcomes outcomes, Rules rules, IEnumerable<ReadinessCheck> checks, PartitionGauge partitions, TimeProvider clock, ILogger<PulseWatch> log) : BackgroundService
{
    private const int LatestOrders = 1000;
    private const int Kept = 720;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const int TodayEvery = 12;

    private readonly Lock _lock = new();
    private readonly Queue<PulsePoint> _points = new();
    private readonly IReadOnlyList<ReadinessCheck> _checks = [.. checks];
    private IReadOnlyList<OutcomeCount> _today = [];
    private int _felt;

    /// <summary>The newest; null: none was felt yet.</summary>
    public Pulse? Now { get; private set; }

    /// <summary>The last hour, oldest first.</summary>
    public IReadOnlyList<PulsePoint> Hour
    {
        get
        {
            lock (_lock) return [.. _points];
        }
    }

    /// <summary>There is a new one. Called outside of any page's own thread.</summary>
    public event Action? Felt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Measured, not read off the service's clock, which may be set.
        using var timer = new PeriodicTimer(Every);
        do
        {
            Now = await FeelAsync(stoppingToken).ConfigureAwait(false);
            Felt?.Invoke();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task<Pulse> FeelAsync(CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var parts = await Task.WhenAll(_checks.Select(async c => (c.Name, await HealthEndpoints.ProblemAsync(c, log, cancel).ConfigureAwait(false)))).ConfigureAwait(false);
        try
        {
            var numbers = await store.ReadStatisticsAsync(cancel).ConfigureAwait(false);
            var pace = await views.ReadPaceAsync(LatestOrders, cancel).ConfigureAwait(false);
            var backlogs = await store.ReadBacklogsAsync(cancel).ConfigureAwait(false);
            var contacts = await contactStore.ReadContactsAsync(cancel).ConfigureAwait(false);
            // A day's sums are counted once a minute.
            if (_felt++ % TodayEvery == 0) _today = await TodayAsync(at, cancel).ConfigureAwait(false);
            var waits = pace.Waits.Order().ToList();
            var (median, slowest) = (Quantile(waits, 50), Quantile(waits, 99));
            return new Pulse(at, numbers, Keep(new PulsePoint(at, pace.Orders, median, slowest)), median, slowest, parts, backlogs, contacts, partitions.Read(), _today);
        }
        catch (Exception away) when (away is not OperationCanceledException) // the edge of the watch: it shows that the store is gone, and must not end the process
        {
            Log.PulseFailed(log, away);
            return new Pulse(at, null, 0, null, null, parts, [], new Dictionary<string, DateTimeOffset>(), [], []);
        }
    }

    private Task<IReadOnlyList<OutcomeCount>> TodayAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var begin = Times.StartOf(rules.DateOf(at), rules);
        return outcomes.CountAsync(new OutcomeQuery(begin, begin.AddDays(1), [], rules.TimeZone.GetUtcOffset(begin)), cancel);
    }

    /// <summary>Keeps the point; how many orders came in the minute before it.</summary>
    private long Keep(PulsePoint point)
    {
        lock (_lock)
        {
            // A development clock that was set back begins a new hour.
            if (_points.Count > 0 && _points.Last().At > point.At) _points.Clear();
            _points.Enqueue(point);
            if (_points.Count > Kept) _points.Dequeue();
            return point.Orders - _points.First(p => p.At >= point.At - Minute).Orders;
        }
    }

    /// <summary>At each point the orders of the minute before it.</summary>
    public static IEnumerable<long> PerMinute(IReadOnlyList<PulsePoint> points)
    {
        var first = 0;
        foreach (var point in points)
        {
            while (points[first].At < point.At - Minute) first++;
            yield return point.Orders - points[first].Orders;
        }
    }

    /// <summary>The wait that so many in a hundred did not exceed (nearest rank).</summary>
    internal static TimeSpan? Quantile(IReadOnlyList<TimeSpan> ordered, int percent) =>
        ordered.Count == 0 ? null : ordered[Math.Max(0, (((ordered.Count * percent) + 99) / 100) - 1)];
}
