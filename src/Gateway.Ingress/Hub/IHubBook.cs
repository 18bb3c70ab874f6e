using Gateway.Store;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Hub;

/// <summary>What the bank knows of the orders of one hub.</summary>
interface IHubBook
{
    /// <summary>The newest version of an order, or null.</summary>
    Task<KnownOrder?> FindAsync(string orderNo, CancellationToken cancel);

    /// <summary>When the hub took the answer to it; null: it has not.</summary>
    Task<DateTimeOffset?> TakenAtAsync(KnownOrder order, CancellationToken cancel);

    /// <summary>What goes, or went, back under a number that was never taken in; null: nothing.</summary>
    Task<HubFeed?> ReturnAsync(string orderNo, CancellationToken cancel);
}
