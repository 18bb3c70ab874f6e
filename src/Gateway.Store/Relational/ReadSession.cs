using System.Data.Common;
using Dapper;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>The queries of one read, or of a write transaction.</summary>
/// <param name="limit"><see cref="StoreDatabase.Limit"/>.</param>
/// <param name="keepConnection">The connection is another's and stays open.</param>
internal class ReadSession(DbConnection connection, DbTransaction? transaction, string limit, bool keepConnection = false) : IAsyncDisposable
{
    protected DbConnection Connection { get; } = connection;

    /// <summary>Seals and opens what rows say of customers.</summary>
    public RowCipher Cipher { get; init; } = new(file: null);

    /// <summary>The first row or null.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryFirstOrDefaultAsync<T>(sql, parameters, transaction);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(sql, parameters, transaction).ConfigureAwait(false)).AsList();

    /// <summary>The first @max rows of an ordered SELECT.</summary>
    public Task<IReadOnlyList<T>> PageAsync<T>(string orderedSelect, object parameters) => ListAsync<T>(orderedSelect + limit, parameters);

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.DisposeAsync().ConfigureAwait(false);
        if (!keepConnection) await Connection.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
