using Gateway.Store.Objections;

namespace Gateway.Store.Relational;

// The bank's objections.
public abstract partial class RelationalStore : IObjectionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Objection>> ReadObjectionsAsync(bool closedToo, CancellationToken cancel) => ReadAsync(s => ObjectionSteps.ReadAsync(s, closedToo), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Objection>> ReadUnsealedObjectionsAsync(long after, int max, CancellationToken cancel) => ReadAsync(s => ObjectionSteps.UnsealedAsync(s, after, max), cancel);
}
