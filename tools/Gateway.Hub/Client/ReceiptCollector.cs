using Gateway.Contracts.V1;
using Grpc.Core;

namespace Gateway.Hub.Client;

/// <summary>Gathers the receipts of a channel, those that nobody expects too.</summary>
internal static class ReceiptCollector
{
    // Notices and doubles may stand behind the last order's receipt.
    static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    /// <summary>All receipts from the first on, until each order has its FINAL one and nothing follows for a while.</summary>
    /// <param name="hub">The channel's connection.</param>
    /// <param name="orders">Numbers of the orders that must be answered.</param>
    /// <param name="limit">After it, those that are there: what did not come is for the caller to miss.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<IReadOnlyList<Receipt>> CollectAsync(HubClient hub, IEnumerable<string> orders, TimeSpan limit, CancellationToken cancel)
    {
        var receipts = new List<Receipt>();
        var open = orders.ToHashSet();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(limit);
        try
        {
            await foreach (var receipt in hub.WatchReceiptsAsync(1, acknowledgedToo: true, late.Token))
            {
                receipts.Add(receipt);
                if (receipt.Kind == ReceiptKind.Final) open.Remove(receipt.OrderNo);
                if (open.Count == 0) late.CancelAfter(Afterwards);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return receipts; // the time is up
        }
        catch (RpcException ended) when (ended.StatusCode == StatusCode.Cancelled && !cancel.IsCancellationRequested)
        {
            return receipts; // the same, as the client says it
        }

        return receipts;
    }
}
