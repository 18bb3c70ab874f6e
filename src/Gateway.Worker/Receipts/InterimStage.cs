using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>
/// Tells courts what is known so far of controls some of whose lines still wait after a while (DOMAIN 6): an INTERIM receipt, sealed and in the channel's sequence like any other.
/// The store keeps one for each number of open lines, so that a court hears of an order again only when another of its lines came to its outcome.
/// </summary>
public sealed class InterimStage : BackgroundService
{
    private readonly IStore _store;
    private readonly ReceiptMaker _maker;
    private readonly ReceiptRests _rests;
    private readonly ReceiptSignal _receipts;
    private readonly WorkerOptions _options;
    private readonly WorkerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<InterimStage> _log;
    private readonly SemaphoreSlim _one = new(1);

    internal InterimStage(IStore store, ReceiptMaker maker, ReceiptRests rests, ReceiptSignal receipts, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<InterimStage> log) =>
        (_store, _maker, _rests, _receipts, _options, _metrics, _time, _log) = (store, maker, rests, receipts, options, metrics, time, log);

    /// <summary>Makes what is due now, and returns how many receipts that were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        if (_options.InterimAfterMinutes == 0) return 0;
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var before = _time.GetUtcNow() - TimeSpan.FromMinutes(_options.InterimAfterMinutes);
            return await _rests.MakeAllAsync(
                (after, limit) => _store.ReadInterimDueAsync(before, after, limit, cancel), o => o.OrderId, o => new ReceiptName(o.Key, ReceiptKind.Interim), o => MakeAsync(o, cancel), _metrics, _log).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("interim receipts", RunAsync, _time, _log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await RunDueAsync(cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(_options.InterimScanSeconds), _time, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> MakeAsync(UnansweredOrder order, CancellationToken cancel)
    {
        if (await _store.ReadOrderAsync(order.Key, cancel).ConfigureAwait(false) is not { OpenLines: > 0 } file) return false;
        var receipt = await _maker.MakeInterimAsync(file, _time.GetUtcNow(), cancel).ConfigureAwait(false);
        // Null: a line came to its outcome meanwhile. The next look finds the order as it is then, or complete.
        if (await _store.StoreInterimAsync(receipt, file.OpenLines, cancel).ConfigureAwait(false) is not { } stored) return false;
        _metrics.InterimStored();
        Log.InterimStored(_log, order.Key, stored.Sequence, file.OpenLines);
        _receipts.Pulse();
        return true;
    }
}
