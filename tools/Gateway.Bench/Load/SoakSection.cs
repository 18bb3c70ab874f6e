using System.Diagnostics;
using Gateway.Hub.Processes;
using static System.FormattableString;

namespace Gateway.Bench.Load;

/// <summary>A long time at half the saturated rate: memory and handles must level off, files must grow by the same for each order.</summary>
internal static class SoakSection
{
    const int WarmUps = 400, Probed = 1000, Saturating = 256, Looks = 10;

    /// <summary>What the gateway held at a moment.</summary>
    internal sealed record Look(double Minutes, long Orders, long ResidentMebibytes, int Handles, long FileMebibytes, double P99Milliseconds);

    public static async Task<IReadOnlyList<Look>> RunAsync(BenchArguments arguments, TextWriter output)
    {
        await using var service = await BenchService.StartAsync(Deployment.Embedded);
        await service.InFlight.ClosedAsync(service.Orders.Make(LoadKind.Mix, WarmUps), Saturating);
        var probe = service.Orders.Make(LoadKind.Mix, Probed);
        var probing = Stopwatch.GetTimestamp();
        await service.InFlight.ClosedAsync(probe, Saturating);
        var rate = probe.Count / Stopwatch.GetElapsedTime(probing).TotalSeconds / 2;

        await output.WriteLineAsync(Invariant($"{rate:F0} orders a second, half of what it can do"));
        await output.WriteLineAsync($"{"minutes",8} {"orders",9} {"MiB res.",9} {"handles",8} {"MiB files",10} {"p99 ms",8}");
        var looks = new List<Look>();
        var (begun, done) = (Stopwatch.GetTimestamp(), 0L);
        var stretch = (int)(rate * arguments.Minutes * 60 / Looks);
        for (var i = 0; i < Looks; i++)
        {
            var times = new List<TimeSpan>();
            // In pieces, so that the load itself keeps no more orders in memory than it must.
            for (var left = stretch; left > 0; left -= Probed) times.AddRange(await service.InFlight.OpenAsync(service.Orders.Make(LoadKind.Mix, Math.Min(left, Probed)), rate));
            done += stretch;
            times.Sort();
            var now = ProcessCost.Of(service.Gateway);
            var files = new DirectoryInfo(service.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
            looks.Add(new Look(Stopwatch.GetElapsedTime(begun).TotalMinutes, done, now.ResidentBytes >> 20, now.Handles, files >> 20, times[times.Count * 99 / 100].TotalMilliseconds));
            await output.WriteLineAsync(Invariant($"{looks[^1].Minutes,8:F1} {done,9} {looks[^1].ResidentMebibytes,9} {now.Handles,8} {looks[^1].FileMebibytes,10} {looks[^1].P99Milliseconds,8:F0}"));
        }

        return looks;
    }
}
