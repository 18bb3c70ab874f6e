using Gateway.Store.Registers;

namespace Gateway.Store.Relational;

// The registers that people keep.
public abstract partial class RelationalStore : IRegisterStore
{
    /// <inheritdoc/>
    public Task<long> ReadRegisterVersionAsync(IReadOnlyList<RegisterKind> kinds, CancellationToken cancel) => ReadAsync(s => RegisterEntrySteps.VersionAsync(s, kinds), cancel);

    /// <inheritdoc/>
    public Task<RegisterContents> ReadRegistersAsync(IReadOnlyList<RegisterKind> kinds, CancellationToken cancel) => ReadAsync(s => RegisterEntrySteps.ReadAsync(s, kinds), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisterEntry>> ReadEntriesAsync(RegisterKind kind, string after, int max, CancellationToken cancel) => ReadAsync(s => RegisterEntrySteps.PageAsync(s, kind, after, max), cancel);

    /// <inheritdoc/>
    public Task<RegisterEntry?> FindEntryAsync(RegisterKind kind, string key, CancellationToken cancel) => ReadAsync(s => RegisterEntrySteps.FindAsync(s, kind, key), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisterLogEntry>> ReadLogAsync(RegisterKind kind, string key, CancellationToken cancel) => ReadAsync(s => RegisterEntrySteps.LogAsync(s, kind, key), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisterEntry>> EnterConfiguredAsync(IReadOnlyList<RegisterEntry> configured, CancellationToken cancel) =>
        WriteAsync(s => RegisterEntrySteps.EnterConfiguredAsync(s, configured), cancel);
}
