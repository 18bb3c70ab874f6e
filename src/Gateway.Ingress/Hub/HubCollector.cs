using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;
using ReceiptKind = Gateway.Store.ReceiptKind;

namespace Gateway.Ingress.Hub;

/// <summary>A hub's channel's receipts in their sequence, as feeds. What was collected already is left as it is, so that any process may, at any time.</summary>
sealed class HubCollector(IStore store, IHubStore feeds, HubSignal signal, TimeProvider time, ILogger<HubCollector> log)
{
    /// <summary>What an objection waits with until people say that it went by paper.</summary>
    public const string NoForm = "异议书在现行总对总报文中没有对应格式，请线下送达法院后登记";

    const int PageLength = 50;

    // Where each channel's next receipt is. Behind a restart only those that are not acknowledged are looked at again.
    readonly ConcurrentDictionary<string, long> next = new(StringComparer.Ordinal);

    /// <summary>All that is there now; returns how many were new.</summary>
    public async Task<int> CollectAsync(string channelId, CancellationToken cancel)
    {
        var added = 0;
        while (true)
        {
            var page = await store.ReadReceiptsAsync(channelId, next.GetValueOrDefault(channelId, 1), PageLength, acknowledgedToo: false, cancel).ConfigureAwait(false);
            if (page.Count == 0) break;
            foreach (var receipt in page) added += await CollectAsync(receipt, cancel).ConfigureAwait(false);
            next[channelId] = page[^1].Sequence + 1;
        }

        if (added > 0) signal.Pulse();
        return added;
    }

    async Task<int> CollectAsync(StoredReceipt receipt, CancellationToken cancel)
    {
        if (receipt.Kind is ReceiptKind.Interim or ReceiptKind.Advance)
        {
            // What lines still wait, and what a freeze came to take, this hub has no form for: nothing could ever acknowledge it.
            await AuditAsync(receipt, cancel).ConfigureAwait(false);
            await store.AcknowledgeAsync(receipt.ChannelId, [receipt.Sequence], cancel).ConfigureAwait(false);
            log.HubHasNoForm(receipt.ChannelId, receipt.Sequence, receipt.Kind);
            return 0;
        }

        var kind = ReceiptBody.Parser.ParseFrom(receipt.Body).Inquiry is null ? OrderKind.Control : OrderKind.Inquiry;
        var feed = new HubFeed(0, receipt.ChannelId, receipt.Order.OrderNo, receipt.Order.Version, receipt.Sequence, kind) { DueAt = time.GetUtcNow() };
        if (receipt.Kind == ReceiptKind.Objection) feed = feed with { State = HubFeedState.Refused, Words = new HubFeedWords(NoForm) };
        var added = await feeds.AddFeedsAsync([feed], cancel).ConfigureAwait(false);
        if (added == 0 || receipt.Kind != ReceiptKind.Objection) return added;
        await AuditAsync(receipt, cancel).ConfigureAwait(false);
        log.HubByPaper(receipt.ChannelId, receipt.Sequence);
        return 0;
    }

    Task AuditAsync(StoredReceipt receipt, CancellationToken cancel) => store.AuditAsync(
        new AuditEntry("gateway", "hub.no-form", receipt.Order.ToString(), JsonSerializer.Serialize(new { sequence = receipt.Sequence, kind = receipt.Kind.ToString() })), cancel);
}
