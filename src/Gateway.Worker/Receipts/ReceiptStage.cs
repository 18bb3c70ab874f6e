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

    /// <summary>Receipts of a lane that are being made or wait at the store, where what is written together costs one sync; each is in memory meanwhile.</summary>
    private const int MostAtOnce = 256;

    private readonly Lane _controls = new(options.ReceiptConcurrency);
    private readonly Lane _inquiries = new(options.InquiryReceiptConcurrency);
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

        if (LaneOf(kind).Waiting.Writer.TryWrite(order)) return true;
        Leave(order);
        return false;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Loop.KeepAsync("search for unanswered controls", c => SearchAsync(OrderKind.Control, c), time, log, stoppingToken),
        Loop.KeepAsync("search for unanswered inquiries", c => SearchAsync(OrderKind.Inquiry, c), time, log, stoppingToken),
        Loop.KeepAsync("receipts of controls", c => MakeWaitingAsync(OrderKind.Control, c), time, log, stoppingToken),
        Loop.KeepAsync("receipts of inquiries", c => MakeWaitingAsync(OrderKind.Inquiry, c), time, log, stoppingToken));

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

    private Task MakeWaitingAsync(OrderKind kind, CancellationToken cancel) =>
        Parallel.ForEachAsync(LaneOf(kind).Waiting.Reader.ReadAllAsync(cancel), new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancel }, async (order, stopping) =>
        {
            try
            {
                // One that failed is found again by a later search.
                await rests.TryAsync(NameOf(order), metrics, log, () => MakeAsync(order, kind, stopping)).ConfigureAwait(false);
            }
            finally
            {
                Leave(order);
            }
        });

    private void Leave(OrderKey order)
    {
        if (_inHand.TryRemove(order, out var hand)) hand.Dispose();
    }

    /// <summary>Makes and stores one order's receipt, if it is complete and has none.</summary>
    /// <returns>Whether there is such an order.</returns>
    internal async Task<bool> MakeAsync(OrderKey order, OrderKind kind, CancellationToken cancel)
    {
        var making = LaneOf(kind).Making;
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
            // An inquiry has none.
            if (kind == OrderKind.Control) notices.Pulse();
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
        _controls.Making.Dispose();
        _inquiries.Making.Dispose();
        base.Dispose();
    }

    private Lane LaneOf(OrderKind kind) => kind == OrderKind.Inquiry ? _inquiries : _controls;

    /// <summary>Orders that wait for their receipts, of which so many are composed and sealed at a time; the others wait for their turn or, together, for the store.</summary>
    private sealed class Lane(int atATime)
    {
        public Channel<OrderKey> Waiting { get; } = Channel.CreateBounded<OrderKey>(Places);

        public SemaphoreSlim Making { get; } = new(atATime);
    }
}
