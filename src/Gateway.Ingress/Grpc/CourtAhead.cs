using Gateway.Store;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Grpc;

/// <summary>
/// Notices when a channel's side has seen receipts that the store never gave out. It may err; or the store is older than what courts were told, because somebody put a copy of it in place,
/// which nothing else shows while the core stands still.
/// </summary>
sealed class CourtAhead(IStore store, IngressMetrics metrics, ILogger<CourtAhead> log)
{
    /// <param name="seen">A number that the channel's side claims to have got.</param>
    public async Task LookAsync(string channelId, long seen, CancellationToken cancel)
    {
        var last = await store.ReadLastReceiptAsync(channelId, cancel).ConfigureAwait(false);
        if (seen > last && metrics.Ahead(channelId, seen - last)) log.CourtAhead(channelId, seen, last);
    }
}
