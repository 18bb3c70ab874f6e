using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Store.Sqlite;

/// <summary>A connection that keeps the statements it has prepared: reading and planning one costs more than most of them take to run. Not thread-safe, as any connection.</summary>
internal sealed class StatementConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>The product has fewer; what is made up of lists is not kept.</summary>
    const int MostKept = 512;

    readonly Dictionary<string, Statement> _kept = new(StringComparer.Ordinal);
    string? _expected;
    bool _closing;

    /// <summary>The next command will be this one, and is worth keeping.</summary>
    public void Expect(string sql) => _expected = sql;

    /// <summary>Begins to read one moment of the database, until <see cref="EndRead"/>. Not a <see cref="SqliteTransaction"/>, which reads and plans its statements anew each time.</summary>
    /// <exception cref="SqliteException"/>
    public void BeginRead() => Run("BEGIN");

    /// <inheritdoc cref="BeginRead"/>
    public void EndRead()
    {
        // An error may have ended it.
        if (raw.sqlite3_get_autocommit(Handle) == 0) Run("ROLLBACK");
    }

    /// <inheritdoc/>
    public override SqliteCommand CreateCommand()
    {
        var sql = _expected;
        _expected = null;
        if (sql is not null && _kept.Remove(sql, out var kept)) return kept;
        return new Statement(this, sql) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _closing = true;
        foreach (var statement in _kept.Values) statement.Dispose();
        _kept.Clear();
        base.Close();
        _closing = false;
    }

    void Run(string sql)
    {
        Expect(sql);
        using var command = CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    bool Keep(Statement statement, string sql) => !_closing && _kept.Count < MostKept && _kept.TryAdd(sql, statement);

    sealed class Statement(StatementConnection owner, string? sql) : SqliteCommand
    {
        protected override void Dispose(bool disposing)
        {
            // A list of values changes the text, and would hardly come again.
            if (disposing && sql is not null && CommandText == sql && owner.Keep(this, sql))
            {
                Parameters.Clear();
                Transaction = null;
                return;
            }

            base.Dispose(disposing);
        }
    }
}
