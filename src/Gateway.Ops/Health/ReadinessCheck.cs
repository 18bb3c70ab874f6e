namespace Gateway.Ops.Health;

/// <summary>One part that must work for the service to be ready.</summary>
/// <param name="Name">Short, as it stands in the answer.</param>
/// <param name="ProblemAsync">What is wrong; null: nothing.</param>
public sealed record ReadinessCheck(string Name, Func<CancellationToken, Task<string?>> ProblemAsync);
