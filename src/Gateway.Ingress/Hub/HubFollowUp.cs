using System.Text.Json;
using Gateway.Contracts.HubForms;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Hub;

/// <summary>What follows from what became of a hub's order, by whichever door it came.</summary>
sealed class HubFollowUp(IStore store, IHubStore feeds, HubMetrics metrics, HubSignal signal, TimeProvider time, ILogger<HubFollowUp> log)
{
    public async Task RunAsync(string channelId, HubOrder entry, HubTaken taken, CancellationToken cancel)
    {
        switch (taken)
        {
            case HubTaken.Durable { Repeat: false } accepted:
                // It was damaged when it came first, and is whole now.
                await feeds.DropReturnAsync(channelId, accepted.Order.Key.OrderNo, cancel).ConfigureAwait(false);
                break;
            case HubTaken.Durable repeat:
                await FeedAgainAsync(repeat.Order, cancel).ConfigureAwait(false);
                break;
            case HubTaken.Back(var back):
                await ReturnAsync(channelId, entry, back, cancel).ConfigureAwait(false);
                break;
            case HubTaken.Conflict:
                log.HubConflict(channelId, entry.Order.OrderNo);
                await AuditAsync(channelId, entry, "hub.conflict", cancel).ConfigureAwait(false);
                break;
            case HubTaken.Nameless:
                log.HubNameless(channelId, entry.Faults.Count);
                await AuditAsync(channelId, entry, "hub.nameless", cancel).ConfigureAwait(false);
                break;
        }
    }

    // The hub handed out an order whose answer it had taken, with the same content: it lost the answer.
    async Task FeedAgainAsync(KnownOrder order, CancellationToken cancel)
    {
        if (await feeds.FindAnswerAsync(order.Key, cancel).ConfigureAwait(false) is not { } feed)
        {
            await FeedAnewAsync(order, cancel).ConfigureAwait(false);
            return;
        }

        if (feed.State is not (HubFeedState.Taken or HubFeedState.ByHand)) return;
        if (await feeds.ChangeFeedAsync(feed, feed with { State = HubFeedState.Due, Parts = 0, DueAt = time.GetUtcNow() }, cancel).ConfigureAwait(false)) signal.Pulse();
    }

    // It was taken so long ago that the feed is kept no more; the receipt is.
    async Task FeedAnewAsync(KnownOrder order, CancellationToken cancel)
    {
        if (order.State != OrderState.Acknowledged || await store.FindReceiptAsync(order.Key.ChannelId, order.Key.OrderNo, order.Key.Version, cancel).ConfigureAwait(false) is not { } receipt) return;
        var kind = Contracts.V1.ReceiptBody.Parser.ParseFrom(receipt.Body).Inquiry is null ? OrderKind.Control : OrderKind.Inquiry;
        var feed = new HubFeed(0, order.Key.ChannelId, order.Key.OrderNo, order.Key.Version, receipt.Sequence, kind) { DueAt = time.GetUtcNow() };
        if (await feeds.AddFeedsAsync([feed], cancel).ConfigureAwait(false) > 0) signal.Pulse();
    }

    async Task ReturnAsync(string channelId, HubOrder entry, HubReturn back, CancellationToken cancel)
    {
        var kind = entry.Order.Inquiry is null ? OrderKind.Control : OrderKind.Inquiry;
        var words = new HubFeedWords("", back.Reason, back.Note, back.Contact, back.Phone, HubSift.DigestOf(entry));
        if (await feeds.AddFeedsAsync([new HubFeed(0, channelId, back.OrderNo, 0, 0, kind) { DueAt = time.GetUtcNow(), Words = words }], cancel).ConfigureAwait(false) == 0) return;
        log.HubReturned(channelId, back.OrderNo, entry.Faults.Count);
        metrics.Returned(channelId);
        signal.Pulse();
    }

    Task AuditAsync(string channelId, HubOrder entry, string action, CancellationToken cancel) => store.AuditAsync(
        new AuditEntry($"channel:{channelId}", action, $"{channelId}:{entry.Order.OrderNo}", JsonSerializer.Serialize(new { digest = HubSift.DigestOf(entry), faults = entry.Faults.Take(50).Select(f => $"{f.Field} {f.Description}") })), cancel);
}

/// <summary>Something is to be sent to a hub.</summary>
sealed class HubSignal : Signal;
