namespace Gateway.Register.Orders;

/// <summary>The time of service (16).</summary>
public static class ServiceTimes
{
    /// <summary>How old a stated sent time may be to count [D].</summary>
    public static readonly TimeSpan TrustedAge = TimeSpan.FromMinutes(10);

    /// <summary>The stated sent time, if the channel's is trusted and it lies within the 10 minutes before arrival; else the arrival.</summary>
    public static DateTimeOffset Of(DateTimeOffset? sent, bool trusted, DateTimeOffset arrival) =>
        trusted && sent is { } at && at <= arrival && at >= arrival - TrustedAge ? at : arrival;
}
