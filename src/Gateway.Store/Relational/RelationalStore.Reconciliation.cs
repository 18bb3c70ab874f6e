using Gateway.Store.Reconciliation;

namespace Gateway.Store.Relational;

// Reconciliation's side of the store.
public abstract partial class RelationalStore : IReconciliationStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadFrozenAccountsAsync(DateTimeOffset changedSince, string after, int max, CancellationToken cancel) =>
        ReadAsync(s => ReconciliationSteps.FrozenAccountsAsync(s, changedSince, after, max), cancel);

    /// <inheritdoc/>
    public Task<AccountBooks> ReadBooksAsync(string account, CancellationToken cancel) => ReadStillAsync(account, s => ReconciliationSteps.BooksAsync(s, account), cancel);

    /// <inheritdoc/>
    public Task<long> BeginRunAsync(string by, CancellationToken cancel) => WriteAsync(s => ReconciliationSteps.BeginAsync(s, by), cancel);

    /// <inheritdoc/>
    public Task RecordDifferencesAsync(IReadOnlyList<string> accounts, IReadOnlyList<FoundDifference> found, CancellationToken cancel) =>
        WriteAsync(s => ReconciliationSteps.RecordAsync(s, accounts, found), cancel);

    /// <inheritdoc/>
    public Task EndRunAsync(ReconciliationRun run, CancellationToken cancel) => WriteAsync(s => ReconciliationSteps.EndAsync(s, run), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Difference>> ReadDifferencesAsync(bool closedToo, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => ReconciliationSteps.ListAsync(s, closedToo, after, max), cancel);

    /// <inheritdoc/>
    public Task<Difference?> FindDifferenceAsync(long differenceId, CancellationToken cancel) => ReadAsync(s => ReconciliationSteps.FindAsync(s, differenceId), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReconciliationRun>> ReadRunsAsync(int max, CancellationToken cancel) => ReadAsync(s => ReconciliationSteps.RunsAsync(s, max), cancel);

    /// <inheritdoc/>
    public Task LinkDifferenceAsync(long differenceId, long taskId, CancellationToken cancel) => WriteAsync(s => ReconciliationSteps.LinkAsync(s, differenceId, taskId), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LateReceipts>> ReadLateReceiptsAsync(DateTimeOffset before, CancellationToken cancel) => ReadAsync(s => ReconciliationSteps.LateReceiptsAsync(s, before), cancel);

    /// <inheritdoc/>
    public Task<long> CountArrivedAsync(string channelId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) =>
        ReadAsync(s => ReconciliationSteps.ArrivedAsync(s, channelId, from, until), cancel);

    /// <inheritdoc/>
    public Task ClearDifferencesAsync(DateTimeOffset before, CancellationToken cancel) => WriteAsync(s => ReconciliationSteps.ClearAsync(s, before), cancel);
}
