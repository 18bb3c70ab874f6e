using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>
/// Tells courts how remittances to other banks stand: an INTERIM receipt of the order as soon as the account is debited and the money is on its way, a CORRECTION when it came back,
/// whatever was told before. The store keeps one of each for a remittance.
/// </summary>
internal sealed class PaymentStage(
    IStore store, ReceiptMaker maker, ReceiptRests rests, ReceiptSignal receipts, NoticeSignal notices, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<PaymentStage> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("payments", RunAsync, time, log, stoppingToken);

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
            (after, limit) => store.ReadUntoldPaymentsAsync(after, limit, cancel), p => p.PaymentId, p => new ReceiptName(p.Order, p.Kind, p.PaymentId), p => MakeAsync(p, cancel), metrics, log).ConfigureAwait(false) > 0;

    private async Task<bool> MakeAsync(UntoldPayment payment, CancellationToken cancel)
    {
        var file = await store.ReadOrderAsync(payment.Order, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("A remittance names an order that the store has.");
        var receipt = payment.Kind == ReceiptKind.Interim
            ? await maker.MakeInterimAsync(file, time.GetUtcNow(), cancel).ConfigureAwait(false)
            : await maker.MakeCorrectionAsync(file, payment.Answer, time.GetUtcNow(), cancel).ConfigureAwait(false);
        // Null: it was told by another process, or is not so any more.
        if (await store.StorePaymentReceiptAsync(receipt, payment.PaymentId, cancel).ConfigureAwait(false) is not { } stored) return false;
        Log.PaymentTold(log, payment.Order, payment.Kind, stored.Sequence);
        receipts.Pulse();
        return true;
    }
}
