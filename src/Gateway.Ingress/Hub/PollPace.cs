namespace Gateway.Ingress.Hub;

/// <summary>When a list is asked for next: after its period, and after failures each time twice as late, up to a bound, with jitter. For one loop.</summary>
/// <param name="jitterPercent">How much of each wait may be added or taken off: banks that lost the hub together must not come back together.</param>
sealed class PollPace(TimeSpan period, TimeSpan maximum, int jitterPercent, Random random)
{
    // The wait after the last failure; null: there was none since the last success.
    TimeSpan? failed;

    // Never shorter than the period.
    TimeSpan Longest => maximum > period ? maximum : period;

    /// <summary>The list came.</summary>
    public TimeSpan Succeeded()
    {
        failed = null;
        return Jittered(period);
    }

    /// <summary>It did not.</summary>
    public TimeSpan Failed()
    {
        var before = failed ?? period;
        failed = before >= maximum / 2 ? Longest : before * 2;
        return Jittered(failed.Value);
    }

    TimeSpan Jittered(TimeSpan length) => length * (1 + ((random.NextDouble() * 2) - 1) * jitterPercent / 100);
}
