using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Gateway.Store.Relational;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Gateway.Store.Sqlite;

/// <summary>SQLite as the store's database: one writer connection that is kept, read-only connections beside it, each with its prepared statements.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    const int ConstraintUnique = 2067;
    const int ConstraintPrimaryKey = 1555;
    const int ReadOnly = 8;
    const int Interrupted = 9;
    const int InputOutput = 10;
    const int Corrupt = 11;
    const int Full = 13;
    const int CannotOpen = 14;
    const int NotADatabase = 26;

    /// <summary>So many faults are named; one is enough to know.</summary>
    const int FaultsNamed = 3;
    const int MostIdleReaders = 64;

    /// <summary>SQLite names the columns of a violated unique constraint, not the constraint.</summary>
    static readonly Dictionary<string, StoreConstraint> Constraints = new(StringComparer.Ordinal)
    {
        ["orders.channel_id, orders.order_no, orders.version"] = StoreConstraint.OrderKey,
        ["lines.order_id, lines.line_no"] = StoreConstraint.OrderLine,
        ["lines.expiring_freeze_id, lines.expiring_last_day"] = StoreConstraint.Expiry,
        ["intents.line_id, intents.stage"] = StoreConstraint.Intent,
        ["freezes.freeze_id"] = StoreConstraint.Freeze,
        ["inquiry_answers.order_id"] = StoreConstraint.InquiryAnswer,
        ["receipts.order_id"] = StoreConstraint.FinalReceipt,
        ["receipts.channel_id, receipts.sequence"] = StoreConstraint.ReceiptSequence,
    };

    readonly IReadOnlyList<Migration> _migrations;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly int _busyTimeoutSeconds;
    readonly string _place;
    readonly string _writerString;
    readonly string _readerString;
    readonly ConcurrentBag<StatementConnection> _idleReaders = [];
    StatementConnection? _writer;
    volatile bool _disposed;

    public SqliteDatabase(StorageOptions options, IReadOnlyList<Migration> migrations, TimeProvider clock, ILogger log)
    {
        Directory.CreateDirectory(options.Directory);
        (_migrations, _clock, _log) = (migrations, clock, log);
        _busyTimeoutSeconds = options.BusyTimeoutSeconds;
        var path = _place = Path.Combine(options.Directory, SqliteStore.FileName);
        _writerString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = options.BusyTimeoutSeconds,
        }.ToString();
        _readerString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = options.BusyTimeoutSeconds }.ToString();
    }

    public override string Limit => " LIMIT @max";

    public override async Task<int> MigrateAsync(CancellationToken cancel)
    {
        try
        {
            return await MigrateFileAsync(cancel).ConfigureAwait(false);
        }
        catch (SqliteException error) when (FaultOf(error) == DatabaseFault.Unreachable)
        {
            throw new StoreUnavailableException($"{Place} cannot be opened for writing: {error.Message}", error);
        }
        catch (SqliteException error) when (FaultOf(error) == DatabaseFault.Damaged)
        {
            throw new StoreDamagedException($"{Place} is damaged: {error.Message}", error);
        }
    }

    /// <summary>Every page, every row's form, every constraint of a column; not what values say. Reads the whole file; no writer waits for it.</summary>
    public override async Task<string?> FindDamageAsync(CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(_readerString);
        await connection.OpenAsync(cancel).ConfigureAwait(false);
        // Of a large file it takes minutes, and is one step of SQLite's.
        await using var stop = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle)).ConfigureAwait(false);
        try
        {
            var said = (await connection.QueryAsync<string>($"PRAGMA quick_check({FaultsNamed})").ConfigureAwait(false)).AsList();
            return said is ["ok"] ? null : string.Join("; ", said.Select(line => line.ReplaceLineEndings(" ")));
        }
        catch (SqliteException error) when (FaultOf(error) == DatabaseFault.Damaged)
        {
            return error.Message;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException("The process ends.", error, cancel);
        }
    }

    async Task<int> MigrateFileAsync(CancellationToken cancel)
    {
        // A connection of its own: the writer's may be in use already.
        await using var connection = await OpenWriterAsync(cancel).ConfigureAwait(false);
        await using var transaction = connection.BeginTransaction(deferred: false);
        await connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL CONSTRAINT pk_schema_version PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT
            """,
            transaction: transaction).ConfigureAwait(false);
        var found = await connection.ExecuteScalarAsync<int>("SELECT COALESCE(MAX(version), 0) FROM schema_version", transaction: transaction).ConfigureAwait(false);
        if (found > _migrations.Count) throw new StoreTooNewException(found, _migrations.Count);
        foreach (var migration in _migrations.Skip(found))
        {
            await RunScriptAsync(connection, transaction, migration.Sql).ConfigureAwait(false);
            await connection.ExecuteAsync(
                "INSERT INTO schema_version (version, name, applied_at) VALUES (@Version, @Name, @at)",
                new { migration.Version, migration.Name, at = _clock.GetUtcNow().UtcTicks }, transaction).ConfigureAwait(false);
            _log.Migrated(migration.Version, migration.Name);
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return _migrations.Count;
    }

    public override int KnownVersion => _migrations.Count;

    public override async Task<int?> FindVersionAsync(CancellationToken cancel)
    {
        if (!File.Exists(_place)) return null;
        await using var session = await BeginReadAsync(cancel).ConfigureAwait(false);
        return await session.FirstAsync<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_version'").ConfigureAwait(false) == 0
            ? null
            : await session.FirstAsync<int?>("SELECT MAX(version) FROM schema_version").ConfigureAwait(false);
    }

    public override async Task<WriteSession> BeginWriteAsync()
    {
        _writer ??= await OpenWriterAsync(CancellationToken.None).ConfigureAwait(false);
        // BEGIN IMMEDIATE: no other process writes from here on, and the head cannot change any more.
        var transaction = _writer.BeginTransaction(deferred: false);
        _writer.Expect(StoreHead.Select);
        var head = await _writer.QueryFirstAsync<StoreHead>(StoreHead.Select, transaction: transaction).ConfigureAwait(false);
        return new WriteSession(_writer, transaction, Limit, head, _clock) { Cipher = Cipher, Expect = _writer.Expect };
    }

    public override async Task ResetWriterAsync()
    {
        if (_writer is not { } broken) return;
        _writer = null;
        await broken.DisposeAsync().ConfigureAwait(false);
    }

    public override async Task<ReadSession> BeginReadAsync(CancellationToken cancel)
    {
        if (!_idleReaders.TryTake(out var connection))
        {
            connection = new StatementConnection(_readerString);
            await connection.OpenAsync(cancel).ConfigureAwait(false);
        }

        await RunAsync(connection.BeginRead).ConfigureAwait(false);
        return new ReadSession(connection, transaction: null, Limit) { Cipher = Cipher, Expect = connection.Expect, GiveBack = GiveBackAsync, NewTexts = static () => new SqliteTexts().Read };

        async ValueTask GiveBackAsync()
        {
            await RunAsync(connection.EndRead).ConfigureAwait(false);
            if (_idleReaders.Count < MostIdleReaders && !_disposed) _idleReaders.Add(connection);
            else await connection.DisposeAsync().ConfigureAwait(false);
        }

        async ValueTask RunAsync(Action step)
        {
            try
            {
                step();
            }
            catch (SqliteException)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    public override string Place => _place;

    /// <summary>A lock that another process keeps too long is told as it is; only where the files themselves fail nobody knows what became of a commit.</summary>
    public override DatabaseFault FaultOf(Exception error) => error switch
    {
        HeadMovedException => DatabaseFault.Undone,
        SqliteException { SqliteErrorCode: InputOutput or CannotOpen or Full or ReadOnly } => DatabaseFault.Unreachable,
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => DatabaseFault.Damaged,
        _ => DatabaseFault.None,
    };

    public override Exception? TranslationOf(DbException error) => ConstraintOf(error) is { } constraint ? new StoreConstraintException(constraint) : null;

    static StoreConstraint? ConstraintOf(DbException error)
    {
        if (error is not SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey } violation) return null;
        const string Before = "constraint failed: ";
        var message = violation.Message;
        var start = message.IndexOf(Before, StringComparison.Ordinal);
        if (start < 0) return null;
        var columns = message[(start + Before.Length)..].TrimEnd('\'', '.');
        return Constraints.TryGetValue(columns, out var constraint) ? constraint : null;
    }

    public override async ValueTask DisposeAsync()
    {
        await ResetWriterAsync().ConfigureAwait(false);
        _disposed = true;
        while (_idleReaders.TryTake(out var reader)) await reader.DisposeAsync().ConfigureAwait(false);
    }

    async Task<StatementConnection> OpenWriterAsync(CancellationToken cancel)
    {
        var connection = new StatementConnection(_writerString);
        await connection.OpenAsync(cancel).ConfigureAwait(false);
        // What may only be read SQLite opens for reading, and says so with the first write: too late for whoever asks whether the store works.
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1) throw new StoreUnavailableException($"{Place} can only be read: a read-only file system, or no right to write");
        // WAL: readers never wait for the writer. FULL: every commit is synced, so what was acknowledged survives a power cut (I1).
        await connection.ExecuteScalarAsync($"PRAGMA busy_timeout = {_busyTimeoutSeconds * 1000}").ConfigureAwait(false);
        var mode = await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode = WAL").ConfigureAwait(false);
        if (mode != "wal") throw new InvalidOperationException($"{connection.DataSource} cannot keep a write-ahead log (journal mode {mode}): is it on a network share?");
        await connection.ExecuteScalarAsync("PRAGMA synchronous = FULL").ConfigureAwait(false);
        // Folding the log in syncs both files: with 32 MB of it, not 4, that is rare.
        await connection.ExecuteScalarAsync("PRAGMA wal_autocheckpoint = 8000").ConfigureAwait(false);
        return connection;
    }

    /// <summary>Runs every statement. Not ExecuteNonQuery: after a statement that returns rows (ALTER TABLE on a STRICT table does) it swallows the errors of those behind it.</summary>
    static async Task RunScriptAsync(SqliteConnection connection, SqliteTransaction transaction, string script)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (script, transaction);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await reader.NextResultAsync().ConfigureAwait(false))
        {
        }
    }
}
