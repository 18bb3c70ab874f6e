using Gateway.Store.Auditing;

namespace Gateway.Store.Relational;

// The audit chain for people.
public abstract partial class RelationalStore : IAuditLog
{
    /// <inheritdoc/>
    public Task<AuditPage> ReadAuditAsync(AuditFilter filter, long before, int max, CancellationToken cancel) => ReadAsync(s => AuditQueries.PageAsync(s, filter, before, max), cancel);

    /// <inheritdoc/>
    public Task<AuditRecord?> FindAuditAsync(long number, CancellationToken cancel) => ReadAsync(s => AuditQueries.FindAsync(s, number), cancel);

    /// <inheritdoc/>
    public Task<long?> VerifyAuditAsync(IProgress<AuditProgress> progress, CancellationToken cancel) => AuditChain.VerifyAsync(_database, progress, cancel);
}
