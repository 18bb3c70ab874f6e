using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Inquiries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>
/// Makes the FINAL receipt of every order whose last line is final. Offers are a short cut; what decides is the store, which is asked for unanswered orders
/// at start and every few seconds, so that none is forgotten and, since the store keeps one FINAL receipt for an order, none is answered twice (I1).
/// Inquiries have a lane of their own: a flood of long answers must not hold back the receipt of a freeze.
/// </summary>
internal sealed class ReceiptStage(
    IStore store, ReceiptMaker maker, ReceiptRests rests, ReceiptSignal signal, NoticeSignal notices, OrderTraffic traffic, InquiryYield yielding, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<ReceiptStage> log)
    : BackgroundService
{
    private const int Places = 2_000;
    private const int PageLength = 500;

    /// <summary>Receipts that may wait at the store, for each that is being made: what is written together costs one sync.</summary>
    private const int StoringToMaking = 32;

    private readonly SemaphoreSlim _controlsMade = new(options.ReceiptConcurrency);
    private readonly SemaphoreSlim _inquiriesMade = new(options.InquiryReceiptConcurrency);
    private readonly Channel<OrderKey> _controls = Channel.CreateBounded<OrderKey>(Places);
    private readonly Channel<OrderKey> _inquiries = Channel.CreateBounded<OrderKey>(Places);
    // As many as wait in the lanes or are being made.
    private readonly ConcurrentDictionary<OrderKey, IDisposable> _inHand = [];

    /// <summary>This order is complete. With no place left it is found again by the next look into the store.</summary>
    /// <returns>Whether it waits now, or did already.</returns>
    public bool Offer(OrderKey order, OrderKind kind)
    {
        var hand = traffic.Enter(kind);
        if (!_inHand.TryAdd(order, hand))
        {
            hand.Dispose();
            return true;
        }

        if (LaneOf(kind).Writer.TryWrite(order)) return true;
        Leave(order);
        return false;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [Loop.KeepAsync("search for unanswered controls", c => SearchAsync(OrderKind.Control, c), time, log, stoppingToken),
        Loop.KeepAsync("search for unanswered inquiries", c => SearchAsync(OrderKind.Inquiry, c), time, log, stoppingToken),
        .. Lanes(OrderKind.Control, options.ReceiptConcurrency, stoppingToken),
        .. Lanes(OrderKind.Inquiry, options.InquiryReceiptConcurrency, stoppingToken)]);

    private IEnumerable<Task> Lanes(OrderKind kind, int count, CancellationToken cancel) =>
        Enumerable.Range(0, count * StoringToMaking).Select(_ => Loop.KeepAsync($"receipts of {kind} orders", c => MakeWaitingAsync(kind, c), time, log, cancel));

    private async Task SearchAsync(OrderKind kind, CancellationToken cancel)
    {
        while (true)
        {
            await OfferUnansweredAsync(kind, cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.ReceiptScanSeconds), time, cancel).ConfigureAwait(false);
        }
    }

    // Page by page until the lane is full: however many cannot be made at present, those behind them are found.
    private async Task OfferUnansweredAsync(OrderKind kind, CancellationToken cancel)
    {
        long after = 0;
        while (await store.ReadUnansweredAsync(kind, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            if (page.Any(order => !rests.IsResting(NameOf(order.Key)) && !Offer(order.Key, kind))) return;
            after = page[^1].OrderId;
        }
    }

    private async Task MakeWaitingAsync(OrderKind kind, CancellationToken cancel)
    {
        await foreach (var order in LaneOf(kind).Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            try
            {
                // One that failed is found again by a later search.
                await rests.TryAsync(NameOf(order), metrics, log, () => MakeAsync(order, kind, cancel)).ConfigureAwait(false);
            }
            finally
            {
                Leave(order);
            }
        }
    }

    private void Leave(OrderKey order)
    {
        if (_inHand.TryRemove(order, out var hand)) hand.Dispose();
    }

    /// <summary>Makes and stores one order's receipt, if it is complete and has none.</summary>
    /// <returns>Whether there is such an order.</returns>
    internal async Task<bool> MakeAsync(OrderKey order, OrderKind kind, CancellationToken cancel)
    {
        var making = kind == OrderKind.Inquiry ? _inquiriesMade : _controlsMade;
        await making.WaitAsync(cancel).ConfigureAwait(false);
        var isMaking = true;
        try
        {
            if (kind == OrderKind.Inquiry) await yielding.GiveWayAsync(cancel).ConfigureAwait(false);
            var begun = Stopwatch.GetTimestamp();
            if (await store.ReadOrderAsync(order, cancel).ConfigureAwait(false) is not { } file) return false;
            if (file is not { OpenLines: 0, State: OrderState.Accepted }) return true; // answered meanwhile
            using var span = WorkerTrace.Receipt(file);
            var receipt = file.Inquiry?.Statement is { } statement
                ? await maker.MakeWithStatementAsync(file, statement, store, time.GetUtcNow(), cancel).ConfigureAwait(false)
                : await maker.MakeAsync(file, time.GetUtcNow(), cancel).ConfigureAwait(false);
            making.Release();
            isMaking = false;
            var stored = await store.StoreReceiptAsync(receipt, cancel).ConfigureAwait(false);
            metrics.ReceiptStored(file, Stopwatch.GetElapsedTime(begun), time.GetUtcNow());
            Log.ReceiptStored(log, file.Key, stored.Sequence);
            signal.Pulse();
            notices.Pulse();
            return true;
        }
        finally
        {
            if (isMaking) making.Release();
        }
    }

    private static ReceiptName NameOf(OrderKey order) => new(order, ReceiptKind.Final);

    public override void Dispose()
    {
        _controlsMade.Dispose();
        _inquiriesMade.Dispose();
        base.Dispose();
    }

    private Channel<OrderKey> LaneOf(OrderKind kind) => kind == OrderKind.Inquiry ? _inquiries : _controls;
}
