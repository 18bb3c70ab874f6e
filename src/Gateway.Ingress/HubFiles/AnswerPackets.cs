using System.Globalization;
using Gateway.Contracts.HubForms;
using Gateway.Register.Orders;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.HubFiles;

/// <summary>
/// Hands answers over. What goes into a packet is written down before the packet is, and that it is there afterwards: a crash in between writes the same packet again, never another. An answer
/// counts as delivered when it was fetched, or has lain there for a while; the hub complains where it lacks something. For one loop.
/// </summary>
sealed class AnswerPackets(HubFilesSettings settings, OrderKind kind, PacketFolders folders, AnswerWriter writer, IHubStore feeds, IHubBatches batches, HubFilesMetrics metrics, TimeProvider time, ILogger log)
{
    /// <summary>What an answer waits with that belongs to no batch.</summary>
    public const string NoBatch = "该请求不是由文件数据包收到的，没有批次号，无法按文件方式反馈";

    const int PageLength = 200;

    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(15);

    // At the start, and whenever a step did not come to its end: there may be packets that were begun.
    bool begun = true;
    bool failed;

    string Channel => settings.Channel;

    /// <summary>Hands over what is due now. False: some of it could not be written.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        failed = false;
        if (begun) await FinishAsync(cancel).ConfigureAwait(false);
        begun = true;
        await DeliverAsync(cancel).ConfigureAwait(false);
        if (kind == OrderKind.Inquiry) await AnswerInquiriesAsync(cancel).ConfigureAwait(false);
        else await AnswerControlsAsync(cancel).ConfigureAwait(false);
        begun = failed;
        return !failed;
    }

    async Task AnswerControlsAsync(CancellationToken cancel)
    {
        await foreach (var page in PagesAsync(HubFeedState.Due, time.GetUtcNow(), cancel).ConfigureAwait(false))
        {
            foreach (var (feed, batch) in await WithBatchesAsync(page, cancel).ConfigureAwait(false))
            {
                var name = writer.NameOf(batch, kind, feed.OrderNo);
                // One that lies there was not fetched: it is replaced only if the hub complained about it.
                if (folders.IsWaiting(name) && !(feed.Words.Message.Length > 0 && feed.Packet == name)) continue;
                await WriteNewAsync(new AnswerPacket(batch, 0, time.GetUtcNow(), [feed]), name, name, cancel).ConfigureAwait(false);
            }
        }
    }

    async Task AnswerInquiriesAsync(CancellationToken cancel)
    {
        var due = new List<(HubFeed Feed, string Batch)>();
        await foreach (var page in PagesAsync(HubFeedState.Due, time.GetUtcNow(), cancel).ConfigureAwait(false)) due.AddRange(await WithBatchesAsync(page, cancel).ConfigureAwait(false));
        foreach (var group in due.GroupBy(d => d.Batch, d => d.Feed, StringComparer.Ordinal))
        {
            var answered = group.ToList();
            if (await batches.FindBatchAsync(Channel, kind, group.Key, cancel).ConfigureAwait(false) is not { } batch || !IsReady(batch.Batch, batch.Orders, answered)) continue;
            var name = writer.NameOf(group.Key, kind, "");
            if (folders.IsWaiting(name) && !answered.Any(feed => feed.Words.Message.Length > 0 && feed.Packet.Length > 0 && folders.Holds(name, $"{feed.Packet}.xml"))) continue;
            var serial = batch.Batch.LastSerial + 1;
            await WriteNewAsync(new AnswerPacket(group.Key, serial, time.GetUtcNow(), answered), name, PacketOf(group.Key, serial), cancel).ConfigureAwait(false);
        }
    }

    // All of it is answered, or it waited long enough, or what is due was answered before: nothing else waits for that.
    bool IsReady(HubBatch batch, IReadOnlyList<HubBatchOrder> orders, List<HubFeed> due)
    {
        if (time.GetUtcNow() - batch.TakenAt >= TimeSpan.FromMinutes(settings.BatchMinutes)) return true;
        var now = due.Select(feed => feed.OrderNo).ToHashSet(StringComparer.Ordinal);
        return orders.All(order => order.Answered || now.Contains(order.OrderNo)) || orders.Any(order => order.Answered && now.Contains(order.OrderNo));
    }

    async Task WriteNewAsync(AnswerPacket packet, string name, string key, CancellationToken cancel)
    {
        var sent = new List<HubFeed>();
        foreach (var feed in packet.Feeds)
        {
            var next = feed with { State = HubFeedState.Sent, Attempts = feed.Attempts + 1, SentAt = packet.At, EndedAt = null, DueAt = packet.At, Packet = key };
            if (await feeds.ChangeFeedAsync(feed, next, cancel).ConfigureAwait(false)) sent.Add(next);
        }

        if (sent.Count > 0) await WriteAsync(packet with { Feeds = sent }, name, cancel).ConfigureAwait(false);
    }

    // One packet that cannot be written keeps no other from it: it is begun, and tried again.
    async Task WriteAsync(AnswerPacket packet, string name, CancellationToken cancel)
    {
        try
        {
            await WriteAndBookAsync(packet, name, cancel).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.AnswerFailed(problem, Channel, name);
            failed = true;
        }
    }

    async Task WriteAndBookAsync(AnswerPacket packet, string name, CancellationToken cancel)
    {
        var lastSerial = 0;
        await folders.WriteAsync(name, async zip => lastSerial = await writer.FillAsync(zip, packet, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        await batches.RecordAnswersAsync(Channel, kind, packet.Batch, [.. packet.Feeds.Select(feed => feed.OrderNo)], lastSerial, cancel).ConfigureAwait(false);
        var now = time.GetUtcNow();
        foreach (var feed in packet.Feeds) await feeds.ChangeFeedAsync(feed, feed with { EndedAt = now, DueAt = now + FirstLook }, cancel).ConfigureAwait(false);
        metrics.Written(Channel);
        log.AnswerWritten(Channel, name, packet.Feeds.Count);
    }

    // Packets that were begun when a process, or a step, ended: written again, the same.
    async Task FinishAsync(CancellationToken cancel)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var page in PagesAsync(HubFeedState.Sent, DateTimeOffset.MaxValue, cancel).ConfigureAwait(false)) keys.UnionWith(page.Where(feed => feed.EndedAt is null).Select(feed => feed.Packet));
        foreach (var key in keys)
        {
            var own = (await feeds.ReadPacketAsync(Channel, key, cancel).ConfigureAwait(false)).Where(feed => feed.State == HubFeedState.Sent && feed.Kind == kind).ToList();
            // Of a control the packet of that name may have been written before, for an earlier answer.
            if (kind == OrderKind.Control) own = [.. own.Where(feed => feed.EndedAt is null)];
            await WriteAsync(new AnswerPacket(BatchOf(key), SerialOf(key), own[0].SentAt!.Value, own), FileOf(key), cancel).ConfigureAwait(false);
        }
    }

    // What was fetched, or lay there long enough, is delivered: the receipt is acknowledged.
    async Task DeliverAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await foreach (var page in PagesAsync(HubFeedState.Sent, now, cancel).ConfigureAwait(false))
        {
            foreach (var feed in page.Where(feed => feed.EndedAt is not null))
            {
                var lain = now - feed.EndedAt!.Value;
                var delivered = lain >= TimeSpan.FromMinutes(settings.DeliveredMinutes) || !folders.IsWaiting(FileOf(feed.Packet));
                var next = delivered ? feed with { State = HubFeedState.Taken, EndedAt = now } : feed with { DueAt = now + Clamp(lain) };
                await feeds.ChangeFeedAsync(feed, next, cancel).ConfigureAwait(false);
            }
        }
    }

    async Task<IReadOnlyList<(HubFeed Feed, string Batch)>> WithBatchesAsync(IReadOnlyList<HubFeed> page, CancellationToken cancel)
    {
        if (page.Count == 0) return [];
        var known = (await batches.FindOrdersAsync(Channel, [.. page.Select(feed => feed.OrderNo)], cancel).ConfigureAwait(false)).ToDictionary(order => order.OrderNo, order => order.Batch, StringComparer.Ordinal);
        var found = new List<(HubFeed, string)>();
        foreach (var feed in page)
        {
            if (known.TryGetValue(feed.OrderNo, out var batch))
            {
                found.Add((feed, batch));
            }
            else if (await feeds.ChangeFeedAsync(feed, feed with { State = HubFeedState.Refused, EndedAt = time.GetUtcNow(), Words = feed.Words with { Message = NoBatch } }, cancel).ConfigureAwait(false))
            {
                log.AnswerWithoutBatch(Channel, feed.OrderNo, feed.Sequence);
            }
        }

        return found;
    }

    async IAsyncEnumerable<IReadOnlyList<HubFeed>> PagesAsync(HubFeedState state, DateTimeOffset dueBefore, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        while (await feeds.ReadFeedsAsync(Channel, kind, state, dueBefore, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            yield return page;
            after = page[^1].FeedId;
        }
    }

    static TimeSpan Clamp(TimeSpan lain) => lain < FirstLook ? FirstLook : lain > LongestLook ? LongestLook : lain;

    // Packets of inquiries are known by their first file of answers, those of controls by their own name. Orders may have moved to other batches since.
    string PacketOf(string batch, int serial) => Path.GetFileNameWithoutExtension(HubPacketName.Answers(settings.BankCode, batch, serial));

    string FileOf(string key) => kind == OrderKind.Inquiry ? HubPacketName.InquiryAnswer(key.Substring(Prefix, HubPacketName.BankLength), BatchOf(key)) : key;

    string BatchOf(string key) => key.Substring(Prefix + HubPacketName.BankLength, HubPacketName.BatchLength);

    int SerialOf(string key) => kind == OrderKind.Inquiry ? int.Parse(key[(Prefix + HubPacketName.BankLength + HubPacketName.BatchLength)..], CultureInfo.InvariantCulture) : 0;

    int Prefix => kind == OrderKind.Inquiry ? "QR".Length : "KZFK".Length;
}
