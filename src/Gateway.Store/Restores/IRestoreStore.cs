namespace Gateway.Store.Restores;

/// <summary>A store that is older than what the core did last: what it does not know, and which accounts stand still until two people have agreed.</summary>
public interface IRestoreStore
{
    /// <summary>Says in the store that it was restored: everything is paused, receipt numbers and the desk's numbers leap, so that none is given out twice.</summary>
    /// <returns>Its number.</returns>
    Task<long> BeginRestoreAsync(NewRestore restore, CancellationToken cancel);

    /// <summary>The last one; null: the store was never restored.</summary>
    Task<Restore?> FindRestoreAsync(CancellationToken cancel);

    /// <summary>Those of the keys under which the store has decided nothing, though they have the form of its keys.</summary>
    Task<IReadOnlyList<string>> UnknownAsync(IReadOnlyList<string> keys, CancellationToken cancel);

    /// <summary>Keeps those of the effects that the store does not know; their accounts stand still from now on.</summary>
    /// <returns>How many were new.</returns>
    Task<int> RecordEffectsAsync(long restoreId, IReadOnlyList<CoreEffect> effects, CancellationToken cancel);

    /// <summary>All of the core's list was gone through.</summary>
    Task EndListingAsync(long restoreId, string person, CancellationToken cancel);

    /// <summary>Effects that the store does not know, in the order in which the core did them.</summary>
    /// <param name="account">Null: of all accounts.</param>
    Task<IReadOnlyList<LostEffect>> ReadLostEffectsAsync(string? account, bool doneToo, CancellationToken cancel);
}
