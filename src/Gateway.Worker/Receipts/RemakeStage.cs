using Gateway.Store;
using Gateway.Store.Archive;
using Gateway.Store.Damage;
using Gateway.Store.Privacy;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>
/// Makes the document of a receipt anew that the archive does not hold any more as it was: from what was stored of it, under the number that it has, so that its channel's stream has no gap (I7).
/// Whoever looks after the machines has a while to put the segment back first. What cannot be made anew is an alarm, and the stream goes on without it.
/// </summary>
internal sealed class RemakeStage(
    IStore store, IDamagedReceipts damaged, ReceiptMaker maker, ReceiptRests rests, ReceiptSignal receipts, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<RemakeStage> log)
    : BackgroundService
{
    private const int PageLength = 100;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("damaged receipts", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await RunDueAsync(cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.ReceiptScanSeconds), time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Mends what can be mended now.</summary>
    internal async Task RunDueAsync(CancellationToken cancel)
    {
        while (await MendSomeAsync(cancel).ConfigureAwait(false))
        {
        }
    }

    /// <summary>Whether anything was mended: then there may be more.</summary>
    private async Task<bool> MendSomeAsync(CancellationToken cancel)
    {
        var mended = false;
        foreach (var receipt in await damaged.ReadDamagedAsync(PageLength, cancel).ConfigureAwait(false))
        {
            var name = new ReceiptName(receipt.Order, receipt.Kind, receipt.Sequence);
            if (!await rests.TryAsync(name, metrics, log, () => MendAsync(receipt, cancel)).ConfigureAwait(false)) continue;
            mended = true;
            receipts.Pulse();
            // Those behind it mostly lay in the same segment: they are met now, and not one by one as the stream comes to them.
            await store.ReadReceiptsAsync(receipt.ChannelId, receipt.Sequence, PageLength, acknowledgedToo: false, cancel).ConfigureAwait(false);
        }

        return mended;
    }

    private async Task<bool> MendAsync(DamagedReceipt receipt, CancellationToken cancel)
    {
        if (await damaged.LookAgainAsync(receipt, cancel).ConfigureAwait(false))
        {
            Log.ReceiptWhole(log, receipt.ChannelId, receipt.Sequence);
            return true;
        }

        var now = time.GetUtcNow();
        if (now - receipt.DamagedAt < TimeSpan.FromSeconds(options.ReceiptRemakeSeconds)) return false;
        try
        {
            return await RemakeAsync(receipt, now, cancel).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is ArchiveDamagedException or StoreKeyException)
        {
            if (!await damaged.GiveUpAsync(receipt, cancel).ConfigureAwait(false)) return false;
            Log.ReceiptLost(log, gone, receipt.ChannelId, receipt.Sequence, receipt.Order);
            return true;
        }
    }

    private async Task<bool> RemakeAsync(DamagedReceipt receipt, DateTimeOffset now, CancellationToken cancel)
    {
        var body = await damaged.ReadBodyAsync(receipt, cancel).ConfigureAwait(false);
        var file = await store.ReadOrderAsync(receipt.Order, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("A receipt names an order that the store has.");
        var (ofd, large) = await maker.RemakeAsync(receipt, body, file, store, now, cancel).ConfigureAwait(false);
        if (!await damaged.ReplaceAsync(receipt, ofd, large, cancel).ConfigureAwait(false)) return false;
        Log.ReceiptRemade(log, receipt.ChannelId, receipt.Sequence, receipt.Order);
        return true;
    }
}
