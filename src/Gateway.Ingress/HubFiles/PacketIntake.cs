using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Contracts.V1;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.HubFiles;

/// <summary>What becomes of an order of a packet at the intake, and what follows from it.</summary>
sealed record PacketDoor(Func<HubOrder, IReadOnlyList<Document>, CancellationToken, Task<HubTaken>> Take, Func<HubOrder, HubTaken, CancellationToken, Task> FollowUp);

/// <summary>
/// Deals with packets: each is taken out of the folder by rename, read whole or refused whole, and its orders go to the intake one by one, each with its own result. A packet stays in work
/// until all of it is durable, went back or was refused; a crash before that deals with it again, and the intake knows each order. For one loop.
/// </summary>
sealed class PacketIntake(
    HubFilesSettings settings, OrderKind kind, PacketFolders folders, PacketWatch watch, IHubBatches batches, IHubStore feeds, ComplaintDesk complaints, PacketDoor door, IStore store, HubFilesMetrics metrics, TimeProvider time, ILogger log)
{
    // What of a packet that waits is done already, so that it is not done again with each look.
    readonly Dictionary<string, ConcurrentDictionary<string, bool>> progress = new(StringComparer.Ordinal);

    string Channel => settings.Channel;

    /// <summary>Deals with what is there now. False: something must wait, for the channel's quota or its opening.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var all = true;
        foreach (var left in folders.Taken().Where(IsOwn)) all &= await AtEdgeAsync(left, () => DealAsync(left, cancel)).ConfigureAwait(false);
        foreach (var sighting in watch.Look()) all &= await AtEdgeAsync(sighting.FileName, () => DealAsync(sighting, cancel)).ConfigureAwait(false);
        return all;
    }

    // One packet that cannot be dealt with keeps no other from it.
    async Task<bool> AtEdgeAsync(string fileName, Func<Task<bool>> deal)
    {
        try
        {
            return await deal().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.PacketFailed(problem, Channel, PacketFolders.Plain(fileName));
            return false;
        }
    }

    async Task<bool> DealAsync(PacketSighting sighting, CancellationToken cancel)
    {
        if (sighting.Refused is { } refused)
        {
            var octets = folders.Octets(sighting.FileName, settings.MaximumPacketMiB * 1024L * 1024);
            await RefuseAsync(sighting.FileName, octets is null ? "" : Sm3.HexHash(octets), refused, cancel).ConfigureAwait(false);
            return true;
        }

        return !folders.Take(sighting.FileName) || await DealAsync(sighting.FileName, cancel).ConfigureAwait(false);
    }

    bool IsOwn(string fileName) => (HubPacketName.Of(fileName)?.IsOfInquiries ?? false) == (kind == OrderKind.Inquiry);

    async Task<bool> DealAsync(string fileName, CancellationToken cancel)
    {
        var digest = "";
        try
        {
            var (name, file) = (HubPacketName.Of(fileName), folders.TakenFile(fileName));
            PacketWatch.Require(file, name, settings);
            // As it is now: whoever still had it open may have written on.
            var octets = await File.ReadAllBytesAsync(file.FullName, cancel).ConfigureAwait(false);
            digest = Sm3.HexHash(octets);
            var packet = PacketReader.Read(name!, octets, settings.HubCoding, settings.Bounds);
            if (!await DealAsync(fileName, packet, await batches.FindPacketAsync(Channel, digest, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false)) return false;
            await batches.RecordPacketAsync(Channel, digest, fileName, cancel).ConfigureAwait(false);
            folders.Finish(fileName, time.GetUtcNow());
            progress.Remove(fileName);
        }
        catch (PacketRefusedException refused)
        {
            await RefuseAsync(fileName, digest, refused, cancel).ConfigureAwait(false);
        }

        return true;
    }

    async Task<bool> DealAsync(string fileName, Packet packet, DateTimeOffset? seenAt, CancellationToken cancel)
    {
        if (packet.Name.IsComplaint)
        {
            await complaints.RunAsync(packet, seenAt, cancel).ConfigureAwait(false);
            metrics.Dealt(Channel, packet.Name.Kind, "complaint");
            return true;
        }

        if (seenAt is not null)
        {
            log.PacketAgain(Channel, fileName);
            metrics.Dealt(Channel, packet.Name.Kind, "again");
            return true;
        }

        if (!await TakeAsync(fileName, packet, cancel).ConfigureAwait(false)) return false;
        if (packet.Unclaimed > 0) log.PacketUnclaimed(Channel, fileName, packet.Unclaimed);
        log.PacketTaken(Channel, fileName, packet.Orders.Count);
        metrics.Dealt(Channel, packet.Name.Kind, "taken");
        return true;
    }

    async Task<bool> TakeAsync(string fileName, Packet packet, CancellationToken cancel)
    {
        var numbers = packet.Orders.Select(order => order.Entry.Order.OrderNo).Where(no => OrderReader.NumberFault(no) is null).Distinct(StringComparer.Ordinal).ToList();
        // Before any of them is taken in: an answer must find its batch, whatever happens in between.
        await batches.EnterOrdersAsync(Channel, kind, packet.Name.Batch, numbers, cancel).ConfigureAwait(false);
        var places = (await batches.FindOrdersAsync(Channel, numbers, cancel).ConfigureAwait(false)).ToDictionary(order => order.OrderNo, StringComparer.Ordinal);
        if (!progress.TryGetValue(fileName, out var handled)) progress[fileName] = handled = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var waiting = 0;
        // Controls in the order of the file: it is their order of service.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = kind == OrderKind.Inquiry ? settings.ConcurrentOrders : 1, CancellationToken = cancel };
        await Parallel.ForEachAsync(packet.Orders.Select((order, index) => (order, Key: index.ToString(CultureInfo.InvariantCulture))), parallel, async (item, stop) =>
        {
            if (handled.ContainsKey(item.Key)) return;
            if (await TakeAsync(packet.Name.Batch, item.order, places.GetValueOrDefault(item.order.Entry.Order.OrderNo), stop).ConfigureAwait(false)) handled[item.Key] = true;
            else Interlocked.Increment(ref waiting);
        }).ConfigureAwait(false);
        return waiting == 0;
    }

    // False: nothing was taken, and nothing is wrong with it.
    async Task<bool> TakeAsync(string batch, PacketOrder order, HubBatchOrder? place, CancellationToken cancel)
    {
        var orderNo = order.Entry.Order.OrderNo;
        var taken = await door.Take(order.Entry, order.Documents, cancel).ConfigureAwait(false);
        if (taken is HubTaken.Later) return false;
        if (order.Damaged.Count > 0) log.PacketDocumentsDamaged(Channel, orderNo, order.Damaged.Count);
        var moves = place is not null && (place.Batch != batch || place.Answered);
        switch (taken)
        {
            // The same batch again, in a zip of other bytes, or after a crash: it is answered once.
            case HubTaken.Durable { Repeat: true } when place?.Batch == batch:
                return true;
            case HubTaken.Durable { Repeat: true } repeat:
                await batches.MoveOrderAsync(Channel, kind, batch, orderNo, cancel).ConfigureAwait(false);
                await AnswerAgainAsync(repeat.Order, cancel).ConfigureAwait(false);
                return true;
            case HubTaken.Durable or HubTaken.Back when moves:
                await batches.MoveOrderAsync(Channel, kind, batch, orderNo, cancel).ConfigureAwait(false);
                break;
            case HubTaken.Conflict:
                // Nothing will answer it: the batch need not wait for it.
                await batches.RecordAnswersAsync(Channel, kind, batch, [orderNo], 0, cancel).ConfigureAwait(false);
                break;
        }

        await door.FollowUp(order.Entry, taken, cancel).ConfigureAwait(false);
        return true;
    }

    // The hub asks once more, in another batch, for what was answered in an earlier one.
    async Task AnswerAgainAsync(KnownOrder order, CancellationToken cancel)
    {
        if (await feeds.FindAnswerAsync(order.Key, cancel).ConfigureAwait(false) is not { State: HubFeedState.Sent or HubFeedState.Taken or HubFeedState.ByHand } feed) return;
        await feeds.ChangeFeedAsync(feed, feed with { State = HubFeedState.Due, Parts = 0, DueAt = time.GetUtcNow(), Words = feed.Words with { Message = "" } }, cancel).ConfigureAwait(false);
    }

    async Task RefuseAsync(string fileName, string digest, PacketRefusedException refused, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var plain = PacketFolders.Plain(fileName);
        await store.AuditAsync(new AuditEntry($"channel:{Channel}", "hub.packet-refused", $"{Channel}:{plain}", JsonSerializer.Serialize(new { reason = refused.Reason.ToString(), why = refused.Message, digest })), cancel).ConfigureAwait(false);
        var kept = folders.Refuse(fileName, $"packet: {plain}\nrefused: {refused.Reason}\nwhy: {refused.Message}\n原因: {PacketWords.Of(refused.Reason)}\nsm3: {digest}\nat: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        progress.Remove(fileName);
        metrics.Refused(Channel, refused.Reason);
        log.PacketRefused(Channel, plain, refused.Reason, refused.Message, kept);
    }
}
