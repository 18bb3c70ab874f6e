using System.Diagnostics;

namespace Gateway.Bench;

/// <summary>
/// How often something can be done in a second: by the quickest of many batches, each so short that some are not interrupted even on a machine that is busy
/// with other things.
/// </summary>
/// <param name="Measured">How long it is tried.</param>
internal sealed record Rate(TimeSpan Measured)
{
    static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(2);

    /// <param name="quick">Less of it.</param>
    public static Rate For(bool quick) => new(TimeSpan.FromSeconds(quick ? 0.6 : 2));

    TimeSpan WarmUp => Measured / 6;

    /// <summary>Times a second, after a warm-up.</summary>
    public double Of(Action once) => Of(once, 1);

    /// <summary>Times a second on two threads together: both begin a batch at the same moment, and the later one ends it.</summary>
    public double OfTwoThreads(Action once) => Of(once, 2);

    double Of(Action once, int threads)
    {
        var size = BatchOf(once);
        var begun = Stopwatch.GetTimestamp();
        var (started, quickest, stop) = (0L, long.MaxValue, false);
        using var start = new Barrier(threads, _ => started = Stopwatch.GetTimestamp());
        using var end = new Barrier(threads, _ =>
        {
            quickest = Math.Min(quickest, Stopwatch.GetTimestamp() - started);
            stop = Stopwatch.GetElapsedTime(begun) > threads * Measured;
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
    int BatchOf(Action once)
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
