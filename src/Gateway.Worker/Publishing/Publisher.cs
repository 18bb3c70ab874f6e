using Gateway.Bus;
using Gateway.Store;
using Gateway.Store.Publishing;
using Gateway.Worker.Relaying;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Publishing;

/// <summary>
/// Tells the bank's own consumers of receipts and events, where the bus has topics for them. One process does it at a time, behind a cursor in the store: each number at least once and in order,
/// for the cursor moves only once the bus has a page safely.
/// </summary>
internal sealed class Publisher(IPublishing store, ILeases leases, IWorkBus bus, WorkerOptions options, TimeProvider time, ILogger<Publisher> log) : BackgroundService
{
    private const string Events = "events", Receipts = "receipts";
    private const int PageLength = 200;

    // Nobody waits for it as a court waits for its receipt.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        bus.Announces ? Loop.KeepAsync("publishing", RunAsync, time, log, stoppingToken) : Task.CompletedTask;

    private async Task RunAsync(CancellationToken cancel)
    {
        var turn = new RelayLease(leases, "publishing", options, time);
        try
        {
            while (true)
            {
                if (await turn.TakeAsync(cancel).ConfigureAwait(false) is not { } lease || !await StepAsync(lease, cancel).ConfigureAwait(false))
                    await Task.Delay(Rest, time, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            await turn.GiveUpAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A page of each stream.</summary>
    /// <returns>Whether there was any.</returns>
    internal async Task<bool> StepAsync(Lease lease, CancellationToken cancel)
    {
        var any = await PageAsync(
            lease, BulletinTopic.Events, Events, "", async after =>
                [.. (await store.ReadEntriesAsync(after, PageLength, cancel).ConfigureAwait(false)).Select(e => (e.No, PublicJson.Of(e)))], cancel).ConfigureAwait(false);
        foreach (var channel in await store.ReadChannelsAsync(cancel).ConfigureAwait(false))
        {
            any |= await PageAsync(
                lease, BulletinTopic.Receipts, Receipts, channel, async after =>
                    [.. (await store.ReadReceiptHeadsAsync(channel, after, PageLength, cancel).ConfigureAwait(false)).Select(r => (r.Sequence, PublicJson.Of(r)))], cancel).ConfigureAwait(false);
        }

        return any;
    }

    private async Task<bool> PageAsync(
        Lease lease, BulletinTopic topic, string stream, string channel, Func<long, Task<IReadOnlyList<(long No, Bulletin Message)>>> read, CancellationToken cancel)
    {
        var page = await read(await store.ReadPublishedAsync(stream, channel, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        if (page.Count == 0) return false;
        await bus.AnnounceAsync(topic, [.. page.Select(p => p.Message)], cancel).ConfigureAwait(false);
        await store.MarkPublishedAsync(lease, stream, channel, page[^1].No, cancel).ConfigureAwait(false);
        return true;
    }
}
