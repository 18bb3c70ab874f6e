namespace Gateway.Store.Tests.Compliance;

/// <summary>Time that moves when the test says so.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
