using System.Data.Common;
using Dapper;

namespace Gateway.Store.Relational;

/// <summary>A transaction's queries. All of them see the same moment.</summary>
/// <param name="limit"><see cref="StoreDatabase.Limit"/>.</param>
/// <param name="keepConnection">The connection is another's and stays open.</param>
internal class ReadSession(DbConnection connection, DbTransaction transaction, string limit, bool keepConnection = false) : IAsyncDisposable
{
    protected DbConnection Connection { get; } = connection;
    protected DbTransaction Transaction { get; } = transaction;

    /// <summary>The first row or null.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryFirstOrDefaultAsync<T>(sql, parameters, Transaction);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(sql, parameters, Transaction).ConfigureAwait(false)).AsList();

    /// <summary>The first @max rows of an ordered SELECT.</summary>
    public Task<IReadOnlyList<T>> PageAsync<T>(string orderedSelect, object parameters) => ListAsync<T>(orderedSelect + limit, parameters);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync().ConfigureAwait(false);
        if (!keepConnection) await Connection.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
