namespace Gateway.Ops.Metrics;

/// <summary>The buckets of every duration.</summary>
public static class DurationBuckets
{
    /// <summary>Upper bounds in seconds: from a commit to the patience of a court, and on to what people take.</summary>
    public static readonly IReadOnlyList<double> Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600, 3600, 86400];
}
