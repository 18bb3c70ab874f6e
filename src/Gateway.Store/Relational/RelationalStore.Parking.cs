using Gateway.Store.Batching;

namespace Gateway.Store.Relational;

// Accounts that stand still until people have looked.
public abstract partial class RelationalStore
{
    /// <inheritdoc/>
    public Task SetParkedAsync(string account, string? cause, CancellationToken cancel) => WriteAsync(s => AccountSteps.SetParkedAsync(s, account, cause), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ParkedAccount>> ReadParkedAsync(string after, int max, CancellationToken cancel) => ReadAsync(s => AccountSteps.ReadParkedAsync(s, after, max), cancel);
}
