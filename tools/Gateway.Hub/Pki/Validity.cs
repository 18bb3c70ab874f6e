namespace Gateway.Hub.Pki;

/// <summary>From when to when a certificate or seal may be used.</summary>
internal sealed record Validity(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Long enough for every date that a scenario plays on.</summary>
    public static readonly Validity Development =
        new(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2045, 12, 31, 23, 59, 59, TimeSpan.Zero));
}
