using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Gateway.Register.Orders;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>
/// Makes the FINAL receipt of every order whose last line is final. Offers are a short cut; what decides is the store, which is asked for unanswered orders
/// at start and every few seconds, so that none is forgotten and, since the store keeps one FINAL receipt for an order, none is answered twice (I1).
/// </summary>
internal sealed class ReceiptStage(
    IStore store, ReceiptMaker maker, ReceiptSignal signal, NoticeSignal notices, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<ReceiptStage> log) : BackgroundService
{
    private const int Places = 10_000;

    private readonly Channel<OrderKey> _waiting = Channel.CreateBounded<OrderKey>(Places);
    private readonly ConcurrentDictionary<OrderKey, bool> _inHand = [];

    /// <summary>This order is complete. With no place left it is found again by the next look into the store.</summary>
    public void Offer(OrderKey order)
    {
        if (_inHand.TryAdd(order, true) && !_waiting.Writer.TryWrite(order)) _inHand.TryRemove(order, out _);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [Loop.KeepAsync("search for unanswered orders", SearchAsync, time, log, stoppingToken),
        .. Enumerable.Range(0, options.ReceiptConcurrency).Select(_ => Loop.KeepAsync("receipts", MakeWaitingAsync, time, log, stoppingToken))]);

    private async Task SearchAsync(CancellationToken cancel)
    {
        while (true)
        {
            foreach (var order in await store.ReadUnansweredAsync(Places, cancel).ConfigureAwait(false)) Offer(order);
            await Task.Delay(TimeSpan.FromSeconds(options.ReceiptScanSeconds), time, cancel).ConfigureAwait(false);
        }
    }

    private async Task MakeWaitingAsync(CancellationToken cancel)
    {
        await foreach (var order in _waiting.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            try
            {
                await MakeAsync(order, cancel).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not OperationCanceledException) // the edge of one receipt: the others go on, this one is tried again by the next search
            {
                metrics.ReceiptFailed();
                Log.ReceiptFailed(log, problem, order);
            }
            finally
            {
                _inHand.TryRemove(order, out _);
            }
        }
    }

    /// <summary>Makes and stores one order's receipt, if it is complete and has none.</summary>
    internal async Task MakeAsync(OrderKey order, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        if (await store.ReadOrderAsync(order, cancel).ConfigureAwait(false) is not { OpenLines: 0, State: OrderState.Accepted } file) return; // answered meanwhile
        var receipt = await maker.MakeAsync(file, time.GetUtcNow(), cancel).ConfigureAwait(false);
        var stored = await store.StoreReceiptAsync(receipt, cancel).ConfigureAwait(false);
        metrics.ReceiptStored(Stopwatch.GetElapsedTime(begun));
        Log.ReceiptStored(log, order, stored.Sequence);
        signal.Pulse();
        notices.Pulse();
    }
}
