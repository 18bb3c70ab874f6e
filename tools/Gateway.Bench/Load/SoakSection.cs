using System.Diagnostics;
using Gateway.Contracts.V1;
using Gateway.Hub.Processes;
using static System.FormattableString;

namespace Gateway.Bench.Load;

/// <summary>A long time at half the saturated rate: memory, handles and the write-ahead log must level off, and each order must add as much to the files as those before it.</summary>
internal static class SoakSection
{
    const int WarmUps = 2000, QuickWarmUps = 300, Probed = 1000, QuickProbed = 400, WarmUpsAtOnce = 32;
    const int LeastSamples = 20;
    const double MostSeconds = 15;

    /// <summary>So many times as fast as they are sent the next orders are made, so that they are there in time.</summary>
    const double Ahead = 1.2;

    /// <summary>What the gateway held at a moment.</summary>
    /// <param name="Minutes">Since the beginning.</param>
    /// <param name="Orders">Answered until then.</param>
    /// <param name="ResidentBytes">Its memory.</param>
    /// <param name="Handles">Open files and connections.</param>
    /// <param name="LogBytes">The write-ahead log.</param>
    /// <param name="StoredBytes">Database and archive.</param>
    /// <param name="P99Milliseconds">Of the orders since the moment before.</param>
    internal sealed record Sample(double Minutes, long Orders, long ResidentBytes, int Handles, long LogBytes, long StoredBytes, double P99Milliseconds);

    internal sealed record Result(double PerSecond, IReadOnlyList<Sample> Samples, IReadOnlyList<Trend> Trends) : IVerdict
    {
        public bool Kept => Trends.All(t => t.Level);
    }

    public static async Task<Result> RunAsync(BenchArguments arguments, TextWriter output)
    {
        await using var service = await BenchService.StartAsync(Deployment.Embedded);
        await service.InFlight.ClosedAsync(service.Orders.Make(LoadKind.Mix, arguments.Quick ? QuickWarmUps : WarmUps), WarmUpsAtOnce);
        var probe = service.Orders.Make(LoadKind.Mix, arguments.Quick ? QuickProbed : Probed);
        var probing = Stopwatch.GetTimestamp();
        await service.InFlight.ClosedAsync(probe, LoadPlan.Saturating);
        var rate = probe.Count / Stopwatch.GetElapsedTime(probing).TotalSeconds / 2;
        await output.WriteLineAsync(Invariant($"{rate:F0} orders a second, half of what it can do, for {arguments.Minutes} minutes\n"));

        var samples = await SampleAsync(service, rate, arguments.Minutes, output);
        var result = new Result(rate, samples, Trends(samples));
        await output.WriteLineAsync();
        foreach (var trend in result.Trends) await output.WriteLineAsync(Invariant($"{trend.What}: {trend.RisePercent:+0.0;-0.0} % over the last two thirds: {(trend.Level ? "level" : "RISES")}"));
        return result;
    }

    static async Task<IReadOnlyList<Sample>> SampleAsync(BenchService service, double rate, double minutes, TextWriter output)
    {
        var seconds = Math.Min(MostSeconds, minutes * 60 / LeastSamples);
        var (pieces, piece) = ((int)(minutes * 60 / seconds), (int)(rate * seconds));
        var samples = new List<Sample>();
        await output.WriteLineAsync("| Minutes | Orders | MiB resident | Handles | MiB log | MiB database and archive | p99 ms |\n|---|---|---|---|---|---|---|");
        var begun = Stopwatch.GetTimestamp();
        // The next orders are sealed while those before are under way: the load has no gaps. One at a time, as they will be sent, for a heap of them at once would be a load of its own.
        var making = Task.Run(() => MakeAsync(service, piece, rate));
        for (var i = 1; i <= pieces; i++)
        {
            var orders = await making;
            if (i < pieces) making = Task.Run(() => MakeAsync(service, piece, rate));
            var times = await service.InFlight.OpenAsync(orders, rate);
            var now = ProcessCost.Of(service.Gateway);
            var (log, stored) = (0L, 0L);
            foreach (var file in service.Files)
            {
                if (file.Name.EndsWith("-wal", StringComparison.Ordinal)) log += file.Length;
                else stored += file.Length;
            }

            samples.Add(new Sample(Stopwatch.GetElapsedTime(begun).TotalMinutes, (long)i * piece, now.ResidentBytes, now.Handles, log, stored, times[times.Count * 99 / 100].TotalMilliseconds));
            if (i == 1 || (int)samples[^1].Minutes > (int)samples[^2].Minutes || i == pieces) await output.WriteLineAsync(Line(samples[^1]));
        }

        return samples;
    }

    static async Task<IReadOnlyList<Order>> MakeAsync(BenchService service, int count, double perSecond)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1 / (perSecond * Ahead)));
        var orders = new List<Order>(count);
        while (orders.Count < count && await clock.WaitForNextTickAsync()) orders.AddRange(service.Orders.Make(LoadKind.Mix, 1));
        return orders;
    }

    static string Line(Sample sample) => Invariant(
        $"| {sample.Minutes:F1} | {sample.Orders} | {sample.ResidentBytes >> 20} | {sample.Handles} | {sample.LogBytes >> 20} | {sample.StoredBytes >> 20} | {sample.P99Milliseconds:F0} |");

    static IReadOnlyList<Trend> Trends(IReadOnlyList<Sample> samples) =>
    [
        Trend.Of("memory", [.. samples.Select(s => (double)s.ResidentBytes)]),
        Trend.Of("handles", [.. samples.Select(s => (double)s.Handles)]),
        Trend.Of("write-ahead log", [.. samples.Select(s => (double)s.LogBytes)]),
        Trend.Of("bytes that an order adds to database and archive", [.. samples.Zip(samples.Skip(1), (before, after) => (double)(after.StoredBytes - before.StoredBytes) / (after.Orders - before.Orders))]),
    ];
}
