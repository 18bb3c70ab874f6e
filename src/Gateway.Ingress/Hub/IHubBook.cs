using Gateway.Store;

namespace Gateway.Ingress.Hub;

/// <summary>What the bank knows of the orders of one hub.</summary>
interface IHubBook
{
    /// <summary>The newest version of an order, or null.</summary>
    Task<KnownOrder?> FindAsync(string orderNo, CancellationToken cancel);

    /// <summary>When the hub took the answer to the newest version; null: it has not.</summary>
    Task<DateTimeOffset?> TakenAtAsync(string orderNo, CancellationToken cancel);
}
