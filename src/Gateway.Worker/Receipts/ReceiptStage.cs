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
/// Inquiries have a lane of their own: a flood of long answers must not hold back the receipt of a freeze.
/// </summary>
internal sealed class ReceiptStage(
    IStore store, ReceiptMaker maker, ReceiptSignal signal, NoticeSignal notices, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<ReceiptStage> log) : BackgroundService
{
    private const int Places = 10_000;

    private readonly Channel<OrderKey> _controls = Channel.CreateBounded<OrderKey>(Places);
    private readonly Channel<OrderKey> _inquiries = Channel.CreateBounded<OrderKey>(Places);
    private readonly ConcurrentDictionary<OrderKey, bool> _inHand = [];

    /// <summary>This order is complete. With no place left it is found again by the next look into the store.</summary>
    public void Offer(OrderKey order, OrderKind kind)
    {
        if (_inHand.TryAdd(order, true) && !LaneOf(kind).Writer.TryWrite(order)) _inHand.TryRemove(order, out _);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [Loop.KeepAsync("search for unanswered orders", SearchAsync, time, log, stoppingToken),
        .. Lanes(OrderKind.Control, options.ReceiptConcurrency, stoppingToken),
        .. Lanes(OrderKind.Inquiry, options.InquiryReceiptConcurrency, stoppingToken)]);

    private IEnumerable<Task> Lanes(OrderKind kind, int count, CancellationToken cancel) =>
        Enumerable.Range(0, count).Select(_ => Loop.KeepAsync($"receipts of {kind} orders", c => MakeWaitingAsync(kind, c), time, log, cancel));

    private async Task SearchAsync(CancellationToken cancel)
    {
        while (true)
        {
            // Of what kind an order is shows when it is read: a freeze must not be taken for an inquiry.
            foreach (var order in await store.ReadUnansweredAsync(Places, cancel).ConfigureAwait(false)) Offer(order, OrderKind.Control);
            await Task.Delay(TimeSpan.FromSeconds(options.ReceiptScanSeconds), time, cancel).ConfigureAwait(false);
        }
    }

    private async Task MakeWaitingAsync(OrderKind kind, CancellationToken cancel)
    {
        await foreach (var order in LaneOf(kind).Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            var moved = false;
            try
            {
                var file = await store.ReadOrderAsync(order, cancel).ConfigureAwait(false);
                moved = file is not null && file.Order.Kind != kind && LaneOf(file.Order.Kind).Writer.TryWrite(order);
                if (file is not null && !moved) await MakeAsync(file, cancel).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not OperationCanceledException) // the edge of one receipt: the others go on, this one is tried again by the next search
            {
                metrics.ReceiptFailed();
                Log.ReceiptFailed(log, problem, order);
            }
            finally
            {
                if (!moved) _inHand.TryRemove(order, out _);
            }
        }
    }

    /// <summary>Makes and stores one order's receipt, if it is complete and has none.</summary>
    internal async Task MakeAsync(OrderFile file, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        if (file is not { OpenLines: 0, State: OrderState.Accepted }) return; // answered meanwhile
        var receipt = await maker.MakeAsync(file, time.GetUtcNow(), cancel).ConfigureAwait(false);
        var stored = await store.StoreReceiptAsync(receipt, cancel).ConfigureAwait(false);
        metrics.ReceiptStored(Stopwatch.GetElapsedTime(begun));
        Log.ReceiptStored(log, file.Key, stored.Sequence);
        signal.Pulse();
        notices.Pulse();
    }

    private Channel<OrderKey> LaneOf(OrderKind kind) => kind == OrderKind.Inquiry ? _inquiries : _controls;
}
