using System.Diagnostics;

namespace Gateway.Bench;

/// <summary>
/// How often something can be done in a second: by the quickest of many batches, each so short that some are not interrupted even on a machine that is busy
/// with other things.
/// </summary>
internal static class Rate
{
    static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(2);

    /// <summary>Times a second, after a warm-up.</summary>
    public static double Of(Action once) => Of(once, 1, Measured);

    /// <summary>Times a second on two threads together: both begin a batch at the same moment, and the later one ends it.</summary>
    public static double OfTwoThreads(Action once) => Of(once, 2, 2 * Measured);

    static double Of(Action once, int threads, TimeSpan limit)
    {
        var size = BatchOf(once);
        var begun = Stopwatch.GetTimestamp();
        var (started, quickest, stop) = (0L, long.MaxValue, false);
        using var start = new Barrier(threads, _ => started = Stopwatch.GetTimestamp());
        using var end = new Barrier(threads, _ =>
        {
            quickest = Math.Min(quickest, Stopwatch.GetTimestamp() - started);
            stop = Stopwatch.GetElapsedTime(begun) > limit;
        });
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            while (!stop)
            {
                start.SignalAndWait();
                for (var i = 0; i < size; i++) once();
                end.SignalAndWait();
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return (double)threads * size * Stopwatch.Frequency / quickest;
    }

    /// <summary>How many make a batch, by the quickest one of the warm-up.</summary>
    static int BatchOf(Action once)
    {
        var begun = Stopwatch.GetTimestamp();
        var quickest = TimeSpan.MaxValue;
        while (Stopwatch.GetElapsedTime(begun) < WarmUp)
        {
            var one = Stopwatch.GetTimestamp();
            once();
            var took = Stopwatch.GetElapsedTime(one);
            if (took < quickest) quickest = took;
        }

        return (int)Math.Max(1, Batch / quickest);
    }
}
