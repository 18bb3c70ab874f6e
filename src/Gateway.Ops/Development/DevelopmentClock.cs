namespace Gateway.Ops.Development;

/// <summary>The settable clock, and what is to be done at once when it was set.</summary>
/// <param name="RunDueAsync">Queues what fell due, such as expiries.</param>
/// <param name="CatchUpAsync">Reads what happened in the core up to now; false: not possible at present.</param>
public sealed record DevelopmentClock(OffsetTimeProvider Time, Func<CancellationToken, Task> RunDueAsync, Func<CancellationToken, Task<bool>> CatchUpAsync);
