using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Hub;

/// <summary>Brings the receipts of all hubs' channels among what is to be sent, as they are made, and counts now and then what is not taken. One process at a time.</summary>
sealed class HubReceipts(CourtBook courts, HubCollector collector, IHubStore feeds, ILeases leases, ReceiptSignal receipts, HubMetrics metrics, TimeProvider time, ILogger<HubReceipts> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Count = TimeSpan.FromSeconds(15);

    readonly HubLease lease = new(leases, "hub-receipts", time);
    long? counted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await HubLoop.KeepAsync("*", "receipts", RunAsync, time, log, stoppingToken).ConfigureAwait(false);
        await lease.GiveUpAsync().ConfigureAwait(false);
    }

    async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var next = receipts.Next;
            if (await lease.IsMineAsync(cancel).ConfigureAwait(false)) await CollectAsync(cancel).ConfigureAwait(false);
            await Signal.WaitAsync(next, Poll, time, cancel).ConfigureAwait(false);
        }
    }

    async Task CollectAsync(CancellationToken cancel)
    {
        foreach (var channel in courts.Now.Channels.Where(c => c.Door != ChannelDoor.Grpc)) await collector.CollectAsync(channel.Id, cancel).ConfigureAwait(false);
        if (counted is { } last && time.GetElapsedTime(last) < Count) return;
        counted = time.GetTimestamp();
        metrics.Counted(await feeds.CountFeedsAsync(cancel).ConfigureAwait(false));
    }
}
