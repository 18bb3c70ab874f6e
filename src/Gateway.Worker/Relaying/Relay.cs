using Gateway.Bus;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Relaying;

/// <summary>
/// Brings the outbox to the bus, each topic by itself, so that a full inquiry topic never holds back a freeze. Woken by the store's signal for this process' own rows, and by polling
/// for those of other processes. Where several processes have workers, one of them relays a topic at a time. A row may go out twice (a crash between publishing and marking), never not at all.
/// </summary>
internal sealed class Relay(IStore store, ILeases leases, IWorkBus bus, WorkSignal signal, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<Relay> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Loop.KeepAsync("relay of controls", cancel => RelayAsync(WorkTopic.Control, cancel), time, log, stoppingToken),
        Loop.KeepAsync("relay of inquiries", cancel => RelayAsync(WorkTopic.Inquiry, cancel), time, log, stoppingToken));

    /// <summary>The name of a topic in the outbox.</summary>
    public static string NameOf(WorkTopic topic) => topic == WorkTopic.Control ? "control" : "inquiry";

    private async Task RelayAsync(WorkTopic topic, CancellationToken cancel)
    {
        await RefillAsync(topic, cancel).ConfigureAwait(false);
        var lease = new RelayLease(leases, NameOf(topic), options, time);
        var swept = time.GetTimestamp();
        try
        {
            while (true)
            {
                // A bus in this process' memory is relayed to by this process.
                if (bus.Durable && !await lease.IsMineAsync(cancel).ConfigureAwait(false)) await Task.Delay(Poll, time, cancel).ConfigureAwait(false);
                else await StepAsync(topic, cancel).ConfigureAwait(false);
                if (!bus.Durable || time.GetElapsedTime(swept) < Sweep || !await lease.IsMineAsync(cancel).ConfigureAwait(false)) continue;
                swept = time.GetTimestamp();
                await SweepAsync(topic, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            await lease.GiveUpAsync().ConfigureAwait(false);
        }
    }

    private TimeSpan Sweep => TimeSpan.FromMinutes(options.SweepMinutes);

    private TimeSpan Poll => TimeSpan.FromMilliseconds(options.RelayPollMilliseconds);

    private async Task StepAsync(WorkTopic topic, CancellationToken cancel)
    {
        var next = signal.Next;
        var rows = await store.ReadOutboxAsync(NameOf(topic), options.RelayBatch, cancel).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            await Signal.WaitAsync(next, Poll, time, cancel).ConfigureAwait(false);
            return;
        }

        var begun = TimeProvider.System.GetUtcNow();
        await bus.PublishAsync(
            [.. rows.GroupBy(r => r.Key, StringComparer.Ordinal).Select(g => new WorkMessage(topic, g.Key) { TraceParent = g.Select(r => r.TraceParent).FirstOrDefault(t => t is not null) })], cancel).ConfigureAwait(false);
        WorkerTrace.Published(topic, rows.Select(r => r.TraceParent), begun);
        metrics.Relayed(topic, rows, time.GetUtcNow());
        await store.MarkSentAsync([.. rows.Select(r => r.Id)], cancel).ConfigureAwait(false);
    }

    /// <summary>What an in-process bus forgot when its process ended. A durable one forgets nothing; parked accounts are an alarm, and called for all the same. In pages, as fast as the bus takes them.</summary>
    private async Task RefillAsync(WorkTopic topic, CancellationToken cancel)
    {
        if (bus.Durable && topic != WorkTopic.Control) return;
        var after = "";
        while (await ReadPageAsync(topic, after, cancel).ConfigureAwait(false) is { Count: > 0 } keys)
        {
            await bus.PublishAsync([.. keys.Select(key => new WorkMessage(topic, key))], cancel).ConfigureAwait(false);
            after = keys[^1];
        }
    }

    /// <summary>What should long be finished. A message more than is needed harms nobody: its key is found idle, or waits already.</summary>
    private async Task SweepAsync(WorkTopic topic, CancellationToken cancel)
    {
        var (after, sent) = ("", 0);
        while (await store.ReadStalledAsync(NameOf(topic), time.GetUtcNow() - Sweep, after, options.RelayBatch, cancel).ConfigureAwait(false) is { Count: > 0 } keys)
        {
            await bus.PublishAsync([.. keys.Select(key => new WorkMessage(topic, key))], cancel).ConfigureAwait(false);
            (after, sent) = (keys[^1], sent + keys.Count);
        }

        if (sent > 0) Log.SentAgain(log, sent, NameOf(topic));
    }

    private async Task<IReadOnlyList<string>> ReadPageAsync(WorkTopic topic, string after, CancellationToken cancel) => bus.Durable
        ? [.. (await store.ReadParkedAsync(after, options.RelayBatch, cancel).ConfigureAwait(false)).Select(p => p.Account)]
        : await store.ReadUnfinishedAsync(NameOf(topic), after, options.RelayBatch, cancel).ConfigureAwait(false);
}
