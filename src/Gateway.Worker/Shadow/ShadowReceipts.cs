using System.Data.Common;
using Gateway.Store;
using Gateway.Store.Publishing;
using Gateway.Store.Relational;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Shadow;

/// <summary>No court fetches a shadow's receipts: they are done with as soon as they are stored, so that retention takes them in its time.</summary>
internal sealed class ShadowReceipts(IStore store, IPublishing channels, TimeProvider time, ILogger<ShadowReceipts> log) : BackgroundService
{
    const int PageLength = 100;

    static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(false);
            try
            {
                foreach (var channel in await channels.ReadChannelsAsync(stoppingToken).ConfigureAwait(false)) await TakeAsync(channel, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is DbException or IOException or StoreUnavailableException)
            {
                Log.ShadowReceiptsFailed(log, problem);
            }
        }
    }

    async Task TakeAsync(string channel, CancellationToken cancel)
    {
        while (await store.ReadReceiptsAsync(channel, 1, PageLength, acknowledgedToo: false, cancel).ConfigureAwait(false) is { Count: > 0 } page)
            await store.AcknowledgeAsync(channel, [.. page.Select(r => r.Sequence)], cancel).ConfigureAwait(false);
    }
}
