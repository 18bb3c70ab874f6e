using System.Data.Common;
using Dapper;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>The queries of one read, or of a write transaction.</summary>
/// <param name="limit"><see cref="StoreDatabase.Limit"/>.</param>
internal class ReadSession(DbConnection connection, DbTransaction? transaction, string limit) : IAsyncDisposable
{
    /// <summary>Told of each statement before it runs.</summary>
    public Action<string>? Expect { get; init; }

    /// <summary>Takes the connection back at the end; null: it is closed.</summary>
    public Func<ValueTask>? GiveBack { get; init; }

    /// <summary>Seals and opens what rows say of customers.</summary>
    public RowCipher Cipher { get; init; } = new(file: null);

    /// <summary>The first row or null.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) =>
        For(sql).QueryFirstOrDefaultAsync<T>(sql, parameters, transaction);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null) =>
        (await For(sql).QueryAsync<T>(sql, parameters, transaction).ConfigureAwait(false)).AsList();

    /// <summary>Reads texts that come again and again, by row and column, faster than the product's reader does; null: there is nothing faster.</summary>
    public Func<Func<DbDataReader, int, string>>? NewTexts { get; init; }

    /// <summary>Shows each row as it is read, so that none is kept: for millions of them.</summary>
    /// <param name="see">The row, and what reads its texts.</param>
    public async Task EachAsync(string sql, object parameters, Action<DbDataReader, Func<DbDataReader, int, string>> see)
    {
        var texts = NewTexts?.Invoke() ?? (static (row, column) => row.GetString(column));
        await using var reader = await For(sql).ExecuteReaderAsync(sql, parameters, transaction).ConfigureAwait(false);
        var row = (reader as IWrappedDataReader)?.Reader as DbDataReader ?? reader;
        while (await row.ReadAsync().ConfigureAwait(false)) see(row, texts);
    }

    /// <summary>The first @max rows of an ordered SELECT.</summary>
    public Task<IReadOnlyList<T>> PageAsync<T>(string orderedSelect, object parameters) => ListAsync<T>(orderedSelect + limit, parameters);

    /// <summary>The connection, to run this statement on.</summary>
    protected DbConnection For(string sql)
    {
        Expect?.Invoke(sql);
        return connection;
    }

    /// <summary>What becomes of the connection.</summary>
    protected virtual ValueTask LeaveAsync() => GiveBack?.Invoke() ?? connection.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.DisposeAsync().ConfigureAwait(false);
        await LeaveAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
