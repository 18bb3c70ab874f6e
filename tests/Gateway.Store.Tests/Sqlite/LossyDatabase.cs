using System.Data.Common;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>A database whose connection is lost, or whose transactions are undone, when the test says so.</summary>
internal sealed class LossyDatabase(StorageOptions options) : StoreDatabase
{
    const int ForeignKey = 787;

    readonly SqliteDatabase _inner = new(options, SqliteMigrations.Embedded, TimeProvider.System, NullLogger.Instance);

    /// <summary>It does not answer at all.</summary>
    public bool Away { get; set; }

    /// <summary>So many commits lose their answer, after they were carried out.</summary>
    public int LosesAnswers { get; set; }

    /// <summary>So many commits get lost on their way.</summary>
    public int LosesCommits { get; set; }

    /// <summary>The database goes away with a lost commit.</summary>
    public bool GoesAway { get; set; }

    /// <summary>So many transactions are a deadlock's victims.</summary>
    public int Undoes { get; set; }

    /// <summary>Transactions begun.</summary>
    public int Begun { get; private set; }

    public override string Place => _inner.Place;

    public override string Limit => _inner.Limit;

    /// <summary>Called within a step: the victim learns of its deadlock at some statement.</summary>
    public void Meet()
    {
        if (Undoes-- > 0) throw new DeadlockException();
    }

    public override int KnownVersion => _inner.KnownVersion;

    public override Task<int?> FindVersionAsync(CancellationToken cancel) => _inner.FindVersionAsync(cancel);

    public override Task<int> MigrateAsync(CancellationToken cancel) => _inner.MigrateAsync(cancel);

    public override async Task<WriteSession> BeginWriteAsync()
    {
        if (Away) throw new ConnectionLostException();
        Begun++;
        return await _inner.BeginWriteAsync();
    }

    public override async Task<bool> CommitAsync(WriteSession session, BatchMark mark)
    {
        if (LosesCommits-- > 0)
        {
            Away = GoesAway;
            // The check of foreign keys is put off to the commit, which then fails when it has begun.
            await session.FirstAsync<object>("PRAGMA defer_foreign_keys = ON");
            await session.ExecuteAsync("INSERT INTO intents (line_id, stage, recorded_at, decision_json) VALUES (99, 1, 0, '')", null);
        }

        var written = await base.CommitAsync(session, mark);
        if (LosesAnswers-- <= 0) return written;
        Away = GoesAway;
        throw new ConnectionLostException();
    }

    public override Task ResetWriterAsync() => _inner.ResetWriterAsync();

    public override Task<ReadSession> BeginReadAsync(CancellationToken cancel) => _inner.BeginReadAsync(cancel);

    public override DatabaseFault FaultOf(Exception error) => error switch
    {
        ConnectionLostException or SqliteException { SqliteExtendedErrorCode: ForeignKey } => DatabaseFault.Unreachable,
        DeadlockException => DatabaseFault.Undone,
        _ => _inner.FaultOf(error),
    };

    public override Exception? TranslationOf(DbException error) => _inner.TranslationOf(error);

    public override ValueTask DisposeAsync() => _inner.DisposeAsync();

    internal sealed class ConnectionLostException() : DbException("lost");

    internal sealed class DeadlockException() : DbException("deadlock");
}
