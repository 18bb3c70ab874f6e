using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>The simulator's one connection, used by one request at a time: what is read together belongs together.</summary>
internal sealed class SimDatabase : IDisposable
{
    readonly Lock _gate = new();
    readonly SqliteConnection _connection;

    public SimDatabase(string directory)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Directory.CreateDirectory(directory);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "core.db"), Pooling = false }.ToString());
        _connection.Open();
        // NORMAL with WAL survives the death of the process, not that of the machine: enough for a simulator.
        _connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY");
        using var schema = new StreamReader(typeof(SimDatabase).Assembly.GetManifestResourceStream("schema.sql")!);
        _connection.Execute(schema.ReadToEnd());
    }

    public T Read<T>(Func<SqliteConnection, T> read)
    {
        lock (_gate) return read(_connection);
    }

    /// <summary>Everything that <paramref name="write"/> does, or nothing of it.</summary>
    public T Write<T>(Func<SqliteConnection, T> write)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            var result = write(_connection);
            transaction.Commit();
            return result;
        }
    }

    public void Dispose() => _connection.Dispose();
}
