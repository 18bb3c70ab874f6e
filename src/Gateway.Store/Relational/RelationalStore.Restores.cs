using Gateway.Store.Restores;

namespace Gateway.Store.Relational;

// A store that was restored from a backup.
public abstract partial class RelationalStore : IRestoreStore
{
    /// <inheritdoc/>
    public Task<long> BeginRestoreAsync(NewRestore restore, CancellationToken cancel) => WriteAsync(s => RestoreSteps.BeginAsync(s, restore), cancel);

    /// <inheritdoc/>
    public Task<Restore?> FindRestoreAsync(CancellationToken cancel) => ReadAsync(RestoreSteps.FindAsync, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> UnknownAsync(IReadOnlyList<string> keys, CancellationToken cancel) => ReadAsync(s => RestoreSteps.UnknownAsync(s, keys), cancel);

    /// <inheritdoc/>
    public Task<int> RecordEffectsAsync(long restoreId, IReadOnlyList<CoreEffect> effects, CancellationToken cancel) => WriteAsync(s => RestoreSteps.RecordAsync(s, restoreId, effects), cancel);

    /// <inheritdoc/>
    public Task EndListingAsync(long restoreId, string person, CancellationToken cancel) => WriteAsync(s => RestoreSteps.EndListingAsync(s, restoreId, person), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LostEffect>> ReadLostEffectsAsync(string? account, bool doneToo, CancellationToken cancel) => ReadAsync(s => RestoreSteps.ReadAsync(s, account, doneToo), cancel);
}
