using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Gateway.Store.Relational;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.SqlServer;

/// <summary>
/// SQL Server as the store's database. Writers of all processes queue up at the head's row, which each transaction raises before anything else; should a server not keep them apart,
/// the head's version and the unique numbers that come from it do. Reads are plain READ COMMITTED, with or without row versioning.
/// </summary>
internal sealed partial class SqlServerDatabase : StoreDatabase
{
    const string MigrationLock = "migration";
    const string Collation = " COLLATE Latin1_General_100_BIN2";

    static readonly TimeSpan MigrationPatience = TimeSpan.FromMinutes(5);

    readonly IReadOnlyList<Migration> _migrations;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly SqlServerConnections _connections;
    readonly SqlServerSessionLocks _locks;
    SqlConnection? _writer;

    public SqlServerDatabase(StorageOptions options, IReadOnlyList<Migration> migrations, TimeProvider clock, ILogger log)
    {
        (_migrations, _clock, _log) = (migrations, clock, log);
        _connections = new SqlServerConnections(options.SqlServer, options.BusyTimeoutSeconds);
        _locks = new SqlServerSessionLocks(_connections);
    }

    public override string Place => _connections.Place;

    public override string Limit => " OFFSET 0 ROWS FETCH NEXT @max ROWS ONLY";

    public override async Task<int> MigrateAsync(CancellationToken cancel)
    {
        try
        {
            // Not from the pool: its lock ends with it.
            await using var connection = _connections.Alone();
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            if (!await SqlServerSessionLocks.TakeAsync(connection, MigrationLock, MigrationPatience).ConfigureAwait(false))
                throw new StoreUnavailableException("Another process has been migrating the store for long.");
            var found = await FoundVersionAsync(connection).ConfigureAwait(false);
            if (found > _migrations.Count) throw new StoreTooNewException(found, _migrations.Count);
            foreach (var migration in _migrations.Skip(found)) await MigrateAsync(connection, migration).ConfigureAwait(false);
            return _migrations.Count;
        }
        catch (SqlException error) when (FaultOf(error) == DatabaseFault.Unreachable)
        {
            throw new StoreUnavailableException($"{Place} does not answer.", error);
        }
    }

    public override int KnownVersion => _migrations.Count;

    public override async Task<int?> FindVersionAsync(CancellationToken cancel)
    {
        try
        {
            await using var session = await BeginReadAsync(cancel).ConfigureAwait(false);
            return await session.FirstAsync<int?>("SELECT MAX(version) FROM schema_version").ConfigureAwait(false);
        }
        catch (SqlException error) when (SqlServerErrors.IsNoSuchObject(error))
        {
            return null;
        }
    }

    public override async Task<WriteSession> BeginWriteAsync()
    {
        if (_writer is null)
        {
            _writer = _connections.Alone();
            await _writer.OpenAsync().ConfigureAwait(false);
        }

        var transaction = (SqlTransaction)await _writer.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
        // The row stays locked to the end: no other process writes from here on, and the head cannot change any more.
        var head = await _writer.QueryFirstAsync<StoreHead>(
            """
            UPDATE store_head SET version = version + 1
            OUTPUT inserted.last_arrival AS LastArrival, inserted.last_order_id AS LastOrderId, inserted.last_line_id AS LastLineId,
                   inserted.last_outbox_id AS LastOutboxId, inserted.last_audit_no AS LastAuditNo, inserted.last_audit_hash AS LastAuditHash, inserted.version AS Version
            WHERE head_id = 1
            """,
            transaction: transaction).ConfigureAwait(false);
        return new SqlServerWriteSession(_writer, transaction, Limit, head, _clock) { Cipher = Cipher };
    }

    public override async Task ResetWriterAsync()
    {
        if (_writer is not { } broken) return;
        _writer = null;
        await broken.DisposeAsync().ConfigureAwait(false);
    }

    public override async Task<ReadSession> BeginReadAsync(CancellationToken cancel)
    {
        var connection = _connections.Pooled();
        try
        {
            await connection.OpenAsync(cancel).ConfigureAwait(false);
        }
        catch (InvalidOperationException error)
        {
            // The pool says in this way that it had no connection to give for too long.
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new StoreUnavailableException("No connection to the store's database is free.", error);
        }

        return new ReadSession(connection, transaction: null, Limit) { Cipher = Cipher };
    }

    public override async Task<DateTimeOffset?> ReadClockAsync(ReadSession session) =>
        new DateTimeOffset(DateTime.SpecifyKind(await session.FirstAsync<DateTime>("SELECT SYSUTCDATETIME()").ConfigureAwait(false), DateTimeKind.Utc));

    /// <summary>A connection that broke in between says so in many ways.</summary>
    public override DatabaseFault FaultOf(Exception error) =>
        error is InvalidOperationException and not HeadMovedException && _writer is { State: not ConnectionState.Open } ? DatabaseFault.Unreachable : SqlServerErrors.FaultOf(error);

    public override Exception? TranslationOf(DbException error) => SqlServerErrors.TranslationOf(error);

    public override async Task<bool> LockSessionAsync(string name, string holder, CancellationToken cancel)
    {
        try
        {
            return await _locks.TakeAsync(name, holder, cancel).ConfigureAwait(false);
        }
        catch (SqlException error) when (FaultOf(error) != DatabaseFault.None)
        {
            // Without the lock the lease's end decides; and what is written next tells whether the database is there.
            return false;
        }
    }

    public override async Task UnlockSessionAsync(string name, string holder)
    {
        try
        {
            await _locks.GiveBackAsync(name, holder).ConfigureAwait(false);
        }
        catch (SqlException error) when (FaultOf(error) != DatabaseFault.None)
        {
            // The connection is lost, and the lock with it.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await ResetWriterAsync().ConfigureAwait(false);
        await _locks.DisposeAsync().ConfigureAwait(false);
        await using var pooled = _connections.Pooled();
        SqlConnection.ClearPool(pooled);
    }

    /// <summary>0 where the store was never migrated.</summary>
    static async Task<int> FoundVersionAsync(SqlConnection connection)
    {
        try
        {
            return await connection.ExecuteScalarAsync<int>("SELECT COALESCE(MAX(version), 0) FROM schema_version").ConfigureAwait(false);
        }
        catch (SqlException error) when (SqlServerErrors.IsNoSuchObject(error))
        {
            await connection.ExecuteAsync(
                "CREATE TABLE schema_version (version INT NOT NULL CONSTRAINT pk_schema_version PRIMARY KEY, name NVARCHAR(100) NOT NULL, applied_at BIGINT NOT NULL)").ConfigureAwait(false);
            return 0;
        }
    }

    async Task MigrateAsync(SqlConnection connection, Migration migration)
    {
        // A database whose own collation is binary compares in this way by itself.
        var binary = await connection.ExecuteScalarAsync<int>("SELECT CASE WHEN N'a' = N'A' THEN 0 ELSE 1 END").ConfigureAwait(false) == 1;
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
        // One at a time: a batch that names a column it has only just added is not understood.
        foreach (var statement in StatementEnd().Split(Comment().Replace(migration.Sql, "")).Where(s => !string.IsNullOrWhiteSpace(s)))
            await connection.ExecuteAsync(binary ? statement.Replace(Collation, "", StringComparison.Ordinal) : statement, transaction: transaction).ConfigureAwait(false);
        await connection.ExecuteAsync(
            "INSERT INTO schema_version (version, name, applied_at) VALUES (@Version, @Name, @at)",
            new { migration.Version, migration.Name, at = _clock.GetUtcNow().UtcTicks }, transaction).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        _log.Migrated(migration.Version, migration.Name);
    }

    [GeneratedRegex("^--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@";[ \t\r]*$", RegexOptions.Multiline)]
    private static partial Regex StatementEnd();
}
