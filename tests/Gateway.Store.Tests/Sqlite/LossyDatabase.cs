using System.Data.Common;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>A database whose connection is lost, or whose transactions are undone, when the test says so.</summary>
internal sealed class LossyDatabase(StorageOptions options) : SqliteDatabase(options, SqliteMigrations.Embedded, TimeProvider.System, NullLogger.Instance)
{
    /// <summary>It does not answer at all.</summary>
    public bool Away { get; set; }

    /// <summary>So many commits lose their answer, after they were carried out.</summary>
    public int LosesAnswers { get; set; }

    /// <summary>So many commits get lost before they are carried out.</summary>
    public int LosesCommits { get; set; }

    /// <summary>So many transactions are a deadlock's victims.</summary>
    public int Undoes { get; set; }

    /// <summary>Transactions begun.</summary>
    public int Begun { get; private set; }

    /// <summary>The database goes away with the next lost commit.</summary>
    public bool GoesAway { get; set; }

    public override async Task<WriteSession> BeginWriteAsync()
    {
        if (Away) throw new ConnectionLostException();
        Begun++;
        return await base.BeginWriteAsync();
    }

    public override DatabaseFault FaultOf(Exception error) => error switch
    {
        ConnectionLostException => DatabaseFault.Unreachable,
        DeadlockException => DatabaseFault.Undone,
        _ => base.FaultOf(error),
    };

    /// <summary>Called within a step: the victim learns of its deadlock at some statement.</summary>
    public void Meet()
    {
        if (Undoes-- > 0) throw new DeadlockException();
    }

    protected override WriteSession NewSession(SqliteConnection connection, SqliteTransaction transaction, StoreHead head, TimeProvider clock) =>
        new LossySession(this, connection, transaction, head, clock);

    sealed class LossySession(LossyDatabase database, SqliteConnection connection, SqliteTransaction transaction, StoreHead head, TimeProvider clock)
        : WriteSession(connection, transaction, database.Limit, head, clock)
    {
        protected override async Task CommitTransactionAsync()
        {
            if (database.LosesCommits-- > 0) Lose();
            await base.CommitTransactionAsync();
            if (database.LosesAnswers-- > 0) Lose();
        }

        void Lose()
        {
            database.Away = database.GoesAway;
            throw new ConnectionLostException();
        }
    }

    internal sealed class ConnectionLostException() : DbException("lost");

    internal sealed class DeadlockException() : DbException("deadlock");
}
