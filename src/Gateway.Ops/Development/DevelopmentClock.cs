namespace Gateway.Ops.Development;

/// <summary>The settable clock, and what is to be done at once when it was set.</summary>
/// <param name="RunDueAsync">Queues what fell due, such as expiries.</param>
public sealed record DevelopmentClock(OffsetTimeProvider Time, Func<CancellationToken, Task> RunDueAsync);
