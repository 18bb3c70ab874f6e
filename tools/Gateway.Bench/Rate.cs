using System.Diagnostics;

namespace Gateway.Bench;

/// <summary>How often something can be done in a second.</summary>
internal static class Rate
{
    static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    /// <summary>Times a second on so many threads together, after a warm-up.</summary>
    public static long Of(Action once, int threads = 1)
    {
        Count(once, WarmUp);
        var begun = Stopwatch.GetTimestamp();
        var counts = new long[threads];
        var workers = Enumerable.Range(0, threads).Select(i => new Thread(() => counts[i] = Count(once, Measured))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return counts.Sum() * Stopwatch.Frequency / (Stopwatch.GetTimestamp() - begun);
    }

    static long Count(Action once, TimeSpan time)
    {
        var begun = Stopwatch.GetTimestamp();
        var count = 0L;
        for (; Stopwatch.GetElapsedTime(begun) < time; count++) once();
        return count;
    }
}
