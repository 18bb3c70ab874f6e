namespace Gateway.Ingress.Hub;

/// <summary>When a list is asked for next: after its period, and after failures each time twice as late, up to a bound, with jitter. For one loop.</summary>
/// <param name="jitterPercent">How much of each wait may be added or taken off: banks that lost the hub together must not come back together.</param>
sealed class PollPace(TimeSpan period, TimeSpan maximum, int jitterPercent, Random random)
{
    TimeSpan wait = period;

    // Never shorter than the period.
    TimeSpan Longest => maximum > period ? maximum : period;

    /// <summary>The list came.</summary>
    public TimeSpan Succeeded() => Jittered(wait = period);

    /// <summary>It did not.</summary>
    public TimeSpan Failed() => Jittered(wait = wait >= maximum / 2 ? Longest : wait * 2);

    TimeSpan Jittered(TimeSpan length) => length * (1 + ((random.NextDouble() * 2) - 1) * jitterPercent / 100);
}
