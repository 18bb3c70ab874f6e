namespace Gateway.Ingress.Tests.HubFiles;

/// <summary>A clock that goes on when it is told to.</summary>
sealed class StepClock : TimeProvider
{
    DateTimeOffset now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Forward(TimeSpan by) => now += by;

    public void Seconds(int seconds) => Forward(TimeSpan.FromSeconds(seconds));
}
