using System.Text.Json;
using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.HubFiles;

/// <summary>
/// The hub's complaints about answers. The first about an answer lets it be made anew from its receipt and sent again; one about what was sent again stops it for people: a third sending
/// would say the same. The hub's words stand with the answer.
/// </summary>
sealed class ComplaintDesk(HubFilesSettings settings, OrderKind kind, IStore store, IHubStore feeds, IHubBatches batches, TimeProvider time, ILogger log)
{
    string Channel => settings.Channel;

    /// <param name="seenAt">When this very packet was dealt with last; null: never.</param>
    public async Task RunAsync(Packet packet, DateTimeOffset? seenAt, CancellationToken cancel)
    {
        foreach (var complaint in packet.Complaints)
        {
            var named = complaint.OrderNo.Length > 0 ? complaint.OrderNo : packet.Name.PaddedOrder;
            if (named.Length > 0)
            {
                await RunAsync(packet.Name, await NumberAsync(named, cancel).ConfigureAwait(false), complaint.Words, seenAt, cancel).ConfigureAwait(false);
                continue;
            }

            // About all that was answered of the batch.
            var batch = await batches.FindBatchAsync(Channel, kind, packet.Name.Batch, cancel).ConfigureAwait(false);
            if (batch is null) log.ComplaintUnknown(Channel, packet.Name.Batch);
            foreach (var order in batch?.Orders.Where(order => order.Answered) ?? []) await RunAsync(packet.Name, order.OrderNo, complaint.Words, seenAt, cancel).ConfigureAwait(false);
        }
    }

    async Task RunAsync(HubPacketName packet, string orderNo, string words, DateTimeOffset? seenAt, CancellationToken cancel)
    {
        if (await FindAsync(packet, orderNo, cancel).ConfigureAwait(false) is not { } feed)
        {
            log.ComplaintUnknown(Channel, PacketFolders.Plain(orderNo));
            await AuditAsync(orderNo, 0, "unknown", cancel).ConfigureAwait(false);
            return;
        }

        // The same packet once more, and nothing was sent since.
        if (seenAt is { } seen && feed.SentAt < seen) return;
        var next = Next(feed, words.Length > 0 ? words : "（未说明原因）");
        if (!await feeds.ChangeFeedAsync(feed, next, cancel).ConfigureAwait(false)) throw new InvalidOperationException($"the answer to {orderNo} changed while its complaint was read");
        await AuditAsync(orderNo, feed.Sequence, next.State.ToString(), cancel).ConfigureAwait(false);
        if (next.State == HubFeedState.Refused && feed.State != HubFeedState.Refused) log.ComplaintRepeated(Channel, orderNo, feed.Sequence);
        else log.ComplaintTaken(Channel, orderNo, feed.Sequence, next.State);
    }

    HubFeed Next(HubFeed feed, string words)
    {
        var now = time.GetUtcNow();
        var said = feed with { Words = feed.Words with { Message = words } };
        return feed switch
        {
            // To be sent again already, or with people: only the words are new.
            { State: HubFeedState.Due or HubFeedState.Refused or HubFeedState.ByHand } => said,
            { Words.Message.Length: > 0 } => said with { State = HubFeedState.Refused, EndedAt = now },
            _ => said with { State = HubFeedState.Due, Parts = 0, DueAt = now },
        };
    }

    // As it stands or, where there is no such order, without the zeros that a name has on its left.
    async Task<string> NumberAsync(string named, CancellationToken cancel) =>
        named[0] == '0' && (await batches.FindOrdersAsync(Channel, [named], cancel).ConfigureAwait(false)).Count == 0 ? named.TrimStart('0') : named;

    // What was sent last for the order: the answer to its newest version, a correction, or a return.
    async Task<HubFeed?> FindAsync(HubPacketName packet, string orderNo, CancellationToken cancel)
    {
        if (OrderReader.NumberFault(orderNo) is not null) return null;
        var sent = new List<HubFeed?> { await feeds.FindFeedAsync(Channel, orderNo, 0, cancel).ConfigureAwait(false) };
        if (await store.FindOrderAsync(Channel, orderNo, cancel).ConfigureAwait(false) is { } known) sent.Add(await feeds.FindAnswerAsync(known.Key, cancel).ConfigureAwait(false));
        if (kind == OrderKind.Control) sent.AddRange(await feeds.ReadPacketAsync(Channel, HubPacketName.ControlAnswer(packet.Bank, packet.Batch, orderNo), cancel).ConfigureAwait(false));
        return sent.Where(feed => feed?.SentAt is not null).MaxBy(feed => feed!.SentAt);
    }

    Task AuditAsync(string orderNo, long sequence, string state, CancellationToken cancel) =>
        store.AuditAsync(new AuditEntry($"channel:{Channel}", "hub.complaint", $"{Channel}:{PacketFolders.Plain(orderNo)}", JsonSerializer.Serialize(new { sequence, state })), cancel);
}
