namespace Gateway.Store.Reconciliation;

/// <summary>What a reconciliation reads, and the differences that it finds.</summary>
public interface IReconciliationStore
{
    /// <summary>Accounts behind <paramref name="after"/>, by number, at most <paramref name="max"/>, with a live freeze, or one that changed since <paramref name="changedSince"/>.</summary>
    Task<IReadOnlyList<string>> ReadFrozenAccountsAsync(DateTimeOffset changedSince, string after, int max, CancellationToken cancel);

    Task<AccountBooks> ReadBooksAsync(string account, CancellationToken cancel);

    /// <summary>Begins a run, and returns its number.</summary>
    Task<long> BeginRunAsync(string by, CancellationToken cancel);

    /// <summary>What was found about these accounts, or (none) beside accounts: open differences about them that were not found again are gone.</summary>
    Task RecordDifferencesAsync(IReadOnlyList<string> accounts, IReadOnlyList<FoundDifference> found, CancellationToken cancel);

    Task EndRunAsync(ReconciliationRun run, CancellationToken cancel);

    /// <summary>Differences by number, behind <paramref name="after"/>, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<Difference>> ReadDifferencesAsync(bool closedToo, long after, int max, CancellationToken cancel);

    Task<Difference?> FindDifferenceAsync(long differenceId, CancellationToken cancel);

    /// <summary>The newest runs first.</summary>
    Task<IReadOnlyList<ReconciliationRun>> ReadRunsAsync(int max, CancellationToken cancel);

    /// <summary>A task at the desk mends it.</summary>
    Task LinkDifferenceAsync(long differenceId, long taskId, CancellationToken cancel);

    /// <summary>Receipts stored at or before a moment and not acknowledged, by channel.</summary>
    Task<IReadOnlyList<LateReceipts>> ReadLateReceiptsAsync(DateTimeOffset before, CancellationToken cancel);

    /// <summary>Orders of a channel that arrived in a time, its end not included. Reads all orders: for now and then.</summary>
    Task<long> CountArrivedAsync(string channelId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Deletes closed differences and runs from before a moment.</summary>
    Task ClearDifferencesAsync(DateTimeOffset before, CancellationToken cancel);
}
