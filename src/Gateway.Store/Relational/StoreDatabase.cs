using System.Data.Common;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>What one database product does in its own way. Everything else in this folder is plain SQL that all of them take.</summary>
internal abstract class StoreDatabase : IAsyncDisposable
{
    /// <summary>What its sessions seal and open values with.</summary>
    public RowCipher Cipher { get; set; } = new(file: null);

    /// <summary>Where it is, for people; without secrets.</summary>
    public abstract string Place { get; }

    /// <summary>Ends a SELECT … ORDER BY so that it gives the first @max rows.</summary>
    public abstract string Limit { get; }

    /// <summary>Brings the schema up to date and returns its version.</summary>
    /// <exception cref="StoreTooNewException">A later build has migrated this store.</exception>
    public abstract Task<int> MigrateAsync(CancellationToken cancel);

    /// <summary>What is wrong with the database's files; null: nothing, or the product looks after that itself.</summary>
    public virtual Task<string?> FindDamageAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>The schema's version that this build brings a database to.</summary>
    public abstract int KnownVersion { get; }

    /// <summary>The schema's version that the database has; null: nothing was made there yet. Makes and changes nothing.</summary>
    public abstract Task<int?> FindVersionAsync(CancellationToken cancel);

    /// <summary>Begins a write transaction that no other writer of any process can be beside, with the head as it stands in it.</summary>
    public abstract Task<WriteSession> BeginWriteAsync();

    /// <summary>Ends a write transaction: what its steps wrote is durable when this returns.</summary>
    /// <returns>Whether there was something to commit.</returns>
    public virtual Task<bool> CommitAsync(WriteSession session, BatchMark mark) => session.CommitAsync(mark);

    /// <summary>Called after a transaction failed: whatever state the writer's connection is in, the next transaction gets a sound one.</summary>
    public abstract Task ResetWriterAsync();

    /// <summary>Begins to read. Each query sees committed rows alone; whether all of them see the same moment is the product's.</summary>
    public abstract Task<ReadSession> BeginReadAsync(CancellationToken cancel);

    /// <summary>The database server's own clock; null where it has none but the machine's.</summary>
    public virtual Task<DateTimeOffset?> ReadClockAsync(ReadSession session) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>What an error of a transaction says about the database.</summary>
    public abstract DatabaseFault FaultOf(Exception error);

    /// <summary>The error that a step's caller gets for one of the product's: a violated constraint under its domain name, and no row's values in a message. Null: as it is.</summary>
    public abstract Exception? TranslationOf(DbException error);

    /// <summary>Whether nobody else can be at work under this name, because its lock is this holder's, by now or from before; false: another's, or the product has no locks that end with their process.</summary>
    public virtual Task<bool> LockSessionAsync(string name, string holder, CancellationToken cancel) => Task.FromResult(false);

    /// <summary>Gives back what <see cref="LockSessionAsync"/> took for this holder.</summary>
    public virtual Task UnlockSessionAsync(string name, string holder) => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();
}
