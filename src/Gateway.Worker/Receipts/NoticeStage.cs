using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>A notice was recorded, or an order that notices wait for has its FINAL receipt.</summary>
internal sealed class NoticeSignal : Signal;

/// <summary>Makes the ADVANCE receipt of every notice, oldest first and behind its order's FINAL receipt. The store keeps one receipt for a notice, so none is told twice.</summary>
internal sealed class NoticeStage(
    IStore store, ReceiptMaker maker, ReceiptRests rests, ReceiptSignal receipts, NoticeSignal notices, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<NoticeStage> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("notices", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var next = notices.Next;
            if (!await MakeWaitingAsync(cancel).ConfigureAwait(false))
                await Signal.WaitAsync(next, TimeSpan.FromSeconds(options.ReceiptScanSeconds), time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Makes those that wait; whether any was made.</summary>
    internal async Task<bool> MakeWaitingAsync(CancellationToken cancel) =>
        await rests.MakeAllAsync(
            (after, limit) => store.ReadNoticesAsync(after, limit, cancel), n => n.NoticeId, n => new ReceiptName(n.Order, ReceiptKind.Advance, n.NoticeId), n => MakeAsync(n, cancel), metrics, log).ConfigureAwait(false) > 0;

    private async Task<bool> MakeAsync(WaitingNotice notice, CancellationToken cancel)
    {
        var file = await store.ReadOrderAsync(notice.Order, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("A notice names an order that the store has.");
        var receipt = await maker.MakeNoticeAsync(file, notice, time.GetUtcNow(), cancel).ConfigureAwait(false);
        var stored = await store.StoreReceiptAsync(receipt, cancel).ConfigureAwait(false);
        metrics.NoticeStored();
        Log.NoticeStored(log, notice.Order, stored.Sequence);
        receipts.Pulse();
        return true;
    }
}
