using Gateway.Register;
using Gateway.Store;
using Gateway.Store.Objections;
using Gateway.Worker.Receipts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Objections;

/// <summary>Seals the letter of each objection that two people raised, into the stream of the order's channel (DOMAIN 7). The store keeps one letter for an objection. The measure stays as it is: only the court changes it.</summary>
internal sealed class ObjectionStage(
    IStore store, IObjectionStore objections, ReceiptMaker maker, ReceiptRests rests, ReceiptSignal receipts, Rules rules, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<ObjectionStage> log)
    : BackgroundService
{
    /// <summary>Makes those that wait; returns how many letters that were.</summary>
    internal Task<int> MakeWaitingAsync(CancellationToken cancel) =>
        rests.MakeAllAsync(
            (after, limit) => objections.ReadUnsealedObjectionsAsync(after, limit, cancel), o => o.ObjectionId, o => new ReceiptName(o.Order, ReceiptKind.Objection, o.ObjectionId), o => MakeAsync(o, cancel), metrics, log);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("objections", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await MakeWaitingAsync(cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.ReceiptScanSeconds), time, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> MakeAsync(Objection objection, CancellationToken cancel)
    {
        var file = await store.ReadOrderAsync(objection.Order, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("An objection names an order that the store has.");
        var now = time.GetUtcNow();
        var letter = await maker.MakeObjectionAsync(file, objection with { ReplyUntil = ObjectionClock.LastDay(now, rules.TimeZone) }, now, cancel).ConfigureAwait(false);
        var stored = await store.StoreReceiptAsync(letter, cancel).ConfigureAwait(false);
        Log.ObjectionStored(log, objection.Order, stored.Sequence);
        receipts.Pulse();
        return true;
    }
}
