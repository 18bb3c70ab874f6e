namespace Gateway.Ingress.Tests.Support;

/// <summary>The bank's clock in these tests stands still; its timers run. TLS and deadlines go by the machine's.</summary>
sealed class Clock : TimeProvider
{
    /// <summary>21 November 2026, 10 o'clock at the bank.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
