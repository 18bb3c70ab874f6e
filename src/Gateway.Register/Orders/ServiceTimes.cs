namespace Gateway.Register.Orders;

/// <summary>The time of service (16).</summary>
public static class ServiceTimes
{
    /// <summary>How old a stated sent time may be to count [D].</summary>
    public static readonly TimeSpan TrustedAge = TimeSpan.FromMinutes(10);

    /// <summary>The stated sent time, if the channel's is trusted and it lies within the 10 minutes before arrival; else the arrival.</summary>
    public static DateTimeOffset Of(DateTimeOffset? sent, bool trusted, DateTimeOffset arrival) =>
        trusted && sent is { } at && at <= arrival && at >= arrival - TrustedAge ? at : arrival;

    /// <summary>
    /// Where a line ranks: at its time of service; where a line that was served later has been executed on the account already, at its arrival (C28).
    /// Never before that one: an order that people looked at meanwhile may have arrived before it.
    /// </summary>
    /// <param name="service">Time of service.</param>
    /// <param name="arrival">When the order reached the bank.</param>
    /// <param name="lastExecuted">The latest rank that a line executed on the account has taken.</param>
    public static DateTimeOffset RankOf(DateTimeOffset service, DateTimeOffset arrival, DateTimeOffset lastExecuted) =>
        service >= lastExecuted ? service : arrival > lastExecuted ? arrival : lastExecuted;
}
