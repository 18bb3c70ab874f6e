namespace Gateway.Ingress.Hub;

/// <summary>When a list is asked for next: after its period, and after failures each time twice as late, up to a bound, with jitter. For one loop.</summary>
/// <param name="jitterPercent">How much of each wait may be added or taken off: banks that lost the hub together must not come back together.</param>
sealed class PollPace(TimeSpan period, TimeSpan maximum, int jitterPercent, Random random)
{
    // Beyond so many doublings every wait is the longest.
    const int MaximumDoublings = 30;

    int failures;

    /// <summary>The list came.</summary>
    public TimeSpan Succeeded()
    {
        failures = 0;
        return Jittered(period);
    }

    /// <summary>It did not.</summary>
    public TimeSpan Failed()
    {
        failures = Math.Min(failures + 1, MaximumDoublings);
        var wait = period * (1L << failures);
        return Jittered(wait < maximum ? wait : maximum > period ? maximum : period);
    }

    TimeSpan Jittered(TimeSpan wait) => wait * (1 + ((random.NextDouble() * 2) - 1) * jitterPercent / 100);
}
