namespace Gateway.Bench.Load;

/// <summary>A process that takes part in a load.</summary>
/// <param name="Name">gateway, or ingress-1, worker-1 and so on; core, broker, load.</param>
/// <param name="Id">Its number.</param>
/// <param name="IsGateway">It is the product's; the others only play along.</param>
internal sealed record BenchProcess(string Name, int Id, bool IsGateway);
