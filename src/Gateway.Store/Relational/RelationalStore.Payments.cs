using Gateway.Store.Batching;

namespace Gateway.Store.Relational;

// Remittances to other banks.
public abstract partial class RelationalStore
{
    /// <inheritdoc/>
    public Task<int> AskPaymentsAsync(IReadOnlyList<string> keys, CancellationToken cancel) => WriteAsync(s => PaymentSteps.AskAsync(s, keys), cancel);

    /// <inheritdoc/>
    public Task<int> AskDuePaymentsAsync(DateTimeOffset before, CancellationToken cancel) => WriteAsync(s => PaymentSteps.AskDueAsync(s, before), cancel);

    /// <inheritdoc/>
    public Task<long> CountPendingPaymentsAsync(DateTimeOffset before, CancellationToken cancel) => ReadAsync(s => PaymentSteps.PendingAsync(s, before), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UntoldPayment>> ReadUntoldPaymentsAsync(long after, int max, CancellationToken cancel) => ReadAsync(s => PaymentSteps.UntoldAsync(s, after, max), cancel);

    /// <inheritdoc/>
    public Task<StoredReceipt?> StorePaymentReceiptAsync(NewReceipt receipt, long paymentId, CancellationToken cancel) => StoreAsync(
        receipt,
        async (session, key, appended) => await PaymentSteps.TellAsync(session, paymentId, receipt.Kind).ConfigureAwait(false)
            ? await ReceiptSteps.StoreAsync(session, receipt, key, appended).ConfigureAwait(false)
            : null,
        cancel);
}
