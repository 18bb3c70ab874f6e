using System.Diagnostics;
using Gateway.Bench.Load;
using Gateway.Hub.Processes;
using static System.FormattableString;

namespace Gateway.Bench;

/// <summary>
/// How long a freeze takes, from its sending to its sealed receipt, with nothing else to do and while inquiries wait by the thousand and are being answered. The quiet time is taken before and after, in case the
/// machine has become faster or slower meanwhile.
/// </summary>
internal static class FloodSection
{
    /// <summary>The promise: with a flood waiting a freeze takes at most so many times its usual time.</summary>
    const double Promise = 2;
    const int WarmUps = 10;

    /// <summary>Times in milliseconds.</summary>
    internal sealed record Measured(int Waiting, long WaitingAfter, double Median, double NinthDecile);

    internal sealed record Result(Measured Before, Measured Flooded, Measured After, double Ratio) : IVerdict
    {
        public bool Kept => Ratio <= Promise;
    }

    public static async Task<Result> RunAsync(BenchArguments arguments, TextWriter output)
    {
        await output.WriteLineAsync("| Waiting | Median ms | 9 of 10 within ms | Waiting afterwards |\n|---|---|---|---|");
        var before = await MeasureAsync(0, arguments.Freezes, output);
        var flooded = await MeasureAsync(arguments.Waiting, arguments.Freezes, output);
        var after = await MeasureAsync(0, arguments.Freezes, output);
        var result = new Result(before, flooded, after, 2 * flooded.Median / (before.Median + after.Median));
        await output.WriteLineAsync(Invariant($"\na freeze with {arguments.Waiting} inquiries waiting takes {result.Ratio:F2} times its usual time (median; promised: at most {Promise})"));
        if (flooded.WaitingAfter == 0) await output.WriteLineAsync("the flood was over before the last freeze: more must wait for this to mean anything");
        return result;
    }

    static async Task<Measured> MeasureAsync(int waiting, int freezes, TextWriter output)
    {
        using var store = new StoreFolder();
        var filling = Stopwatch.GetTimestamp();
        if (waiting > 0) await FloodFill.RunAsync(store, waiting, BenchService.Court);
        var filled = Stopwatch.GetElapsedTime(filling);
        await using var service = await BenchService.StartAsync(Deployment.Embedded, store);
        // Not from the channel's stream: there its receipt comes behind those of inquiries that the court has not taken yet.
        var times = new List<TimeSpan>();
        foreach (var order in service.Orders.Make(LoadKind.Freeze, WarmUps + freezes)) times.Add(await service.AnswerAsync(order));
        times = [.. times.Skip(WarmUps).Order()];
        var measured = new Measured(waiting, await service.GaugeAsync("gateway_open_inquiries"), times[times.Count / 2].TotalMilliseconds, times[times.Count * 9 / 10].TotalMilliseconds);
        await output.WriteLineAsync(Invariant($"| {waiting} | {measured.Median:F0} | {measured.NinthDecile:F0} | {measured.WaitingAfter} |{(waiting > 0 ? Invariant($" filled in {filled.TotalSeconds:F0} s") : "")}"));
        return measured;
    }
}
