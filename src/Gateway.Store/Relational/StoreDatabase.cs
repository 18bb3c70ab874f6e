using System.Data.Common;

namespace Gateway.Store.Relational;

/// <summary>What one database product does in its own way. Everything else in this folder is plain SQL that all of them take.</summary>
internal abstract class StoreDatabase : IAsyncDisposable
{
    /// <summary>Ends a SELECT … ORDER BY so that it gives the first @max rows.</summary>
    public abstract string Limit { get; }

    /// <summary>Brings the schema up to date and returns its version.</summary>
    /// <exception cref="StoreTooNewException">A later build has migrated this store.</exception>
    public abstract Task<int> MigrateAsync(CancellationToken cancel);

    /// <summary>Begins a write transaction that no other writer of any process can be beside, with the head as it stands in it.</summary>
    public abstract Task<WriteSession> BeginWriteAsync();

    /// <summary>Called after a transaction failed: whatever state the writer's connection is in, the next transaction gets a sound one.</summary>
    public abstract Task ResetWriterAsync();

    /// <summary>Begins a read transaction: one snapshot for all its queries.</summary>
    public abstract Task<ReadSession> BeginReadAsync(CancellationToken cancel);

    /// <summary>The database server's own clock; null where it has none but the machine's.</summary>
    public virtual Task<DateTimeOffset?> ReadClockAsync(ReadSession session) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>Which of the schema's unique constraints an error is about; null: it is another error.</summary>
    public abstract StoreConstraint? ConstraintOf(DbException error);

    public abstract ValueTask DisposeAsync();
}
