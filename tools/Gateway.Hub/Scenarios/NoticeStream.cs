using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Grpc.Core;

namespace Gateway.Hub.Scenarios;

/// <summary>The channel's receipts beside the FINAL ones, each given out once.</summary>
internal sealed class NoticeStream
{
    // The service is idle by then: what is to come has come.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly List<Receipt> waiting = [];
    long last;

    /// <summary>The next receipt of an order and kind; null: there is none.</summary>
    public async Task<Receipt?> NextAsync(HubClient hub, string order, string kind, CancellationToken cancel)
    {
        var found = await PeekAsync(hub, order, kind, cancel);
        if (found is not null) waiting.Remove(found);
        return found;
    }

    /// <summary>The same, but it is still there for a step that expects it.</summary>
    public async Task<Receipt?> PeekAsync(HubClient hub, string order, string kind, CancellationToken cancel)
    {
        if (Find(order, kind) is { } there) return there;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await foreach (var receipt in hub.WatchReceiptsAsync(last + 1, acknowledgedToo: true, limit.Token))
            {
                last = receipt.Sequence;
                if (receipt.Kind != ReceiptKind.Final) waiting.Add(receipt);
                if (Find(order, kind) is { } found) return found;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null; // none has come
        }
        catch (RpcException ended) when (ended.StatusCode == StatusCode.Cancelled && !cancel.IsCancellationRequested)
        {
            return null; // the same, as the client says it
        }

        return null;
    }

    Receipt? Find(string order, string kind) => waiting.Find(r => r.OrderNo == order && Word(r.Kind) == kind);

    static string Word(ReceiptKind kind) => kind switch
    {
        ReceiptKind.Interim => "INTERIM",
        ReceiptKind.Advance => "ADVANCE",
        ReceiptKind.Correction => "CORRECTION",
        _ => "",
    };
}
