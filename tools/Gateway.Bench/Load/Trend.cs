namespace Gateway.Bench.Load;

/// <summary>How far something rose over the last two thirds of a long time: the first third fills caches and pools.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="RisePercent">From the beginning of those two thirds to their end along the straight line that fits best, of their mean.</param>
internal sealed record Trend(string What, double RisePercent)
{
    /// <summary>Less is taken for level: memory goes up and down by as much from one collection to the next.</summary>
    public const double LevelPercent = 10;

    public bool Level => RisePercent <= LevelPercent;

    /// <param name="what">What was looked at.</param>
    /// <param name="values">Taken at equal intervals.</param>
    public static Trend Of(string what, IReadOnlyList<double> values)
    {
        var late = values.Skip(values.Count / 3).ToList();
        var (middle, mean) = ((late.Count - 1) / 2.0, late.Average());
        var (up, along) = (late.Select((v, i) => (i - middle) * (v - mean)).Sum(), late.Select((_, i) => (i - middle) * (i - middle)).Sum());
        return new Trend(what, mean == 0 || along == 0 ? 0 : 100 * up / along * (late.Count - 1) / mean);
    }
}
