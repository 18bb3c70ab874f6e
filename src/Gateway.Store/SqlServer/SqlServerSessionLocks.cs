using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Gateway.Store.SqlServer;

/// <summary>
/// Locks that end with their process (sp_getapplock, owned by a session), all on one connection that is kept for them. They tell that a lease's holder is gone sooner than its end does;
/// whether a lease is held is the row's to say, since a session also outlives a process that is only paused.
/// </summary>
internal sealed class SqlServerSessionLocks(SqlServerConnections connections) : IAsyncDisposable
{
    const string Prefix = "chakong-gateway:";

    readonly SemaphoreSlim _one = new(1);
    readonly Dictionary<string, string> _holders = new(StringComparer.Ordinal);
    SqlConnection? _connection;

    /// <summary>Whether the lock is this holder's. Never waits for another.</summary>
    public async Task<bool> TakeAsync(string name, string holder, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var connection = await ConnectedAsync(cancel).ConfigureAwait(false);
            if (_holders.TryGetValue(name, out var present)) return present == holder;
            if (!await TakeAsync(connection, name, TimeSpan.Zero).ConfigureAwait(false)) return false;
            _holders[name] = holder;
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task GiveBackAsync(string name, string holder)
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_connection is not { } connection || _holders.GetValueOrDefault(name) != holder) return;
            _holders.Remove(name);
            await connection.ExecuteAsync("sp_releaseapplock", new { Resource = Prefix + name, LockOwner = "Session" }, commandType: CommandType.StoredProcedure).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes a lock for the connection's session; it ends with the connection.</summary>
    public static async Task<bool> TakeAsync(SqlConnection connection, string name, TimeSpan wait)
    {
        var parameters = new DynamicParameters(new { Resource = Prefix + name, LockMode = "Exclusive", LockOwner = "Session", LockTimeout = (int)wait.TotalMilliseconds });
        parameters.Add("Result", dbType: DbType.Int32, direction: ParameterDirection.ReturnValue);
        await connection.ExecuteAsync("sp_getapplock", parameters, commandTimeout: (int)wait.TotalSeconds + 30, commandType: CommandType.StoredProcedure).ConfigureAwait(false);
        return parameters.Get<int>("Result") >= 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    /// <summary>The connection, proven to be alive: with a lost one its locks are lost too, whatever this process remembers.</summary>
    async Task<SqlConnection> ConnectedAsync(CancellationToken cancel)
    {
        if (_connection is { State: ConnectionState.Open } kept)
        {
            try
            {
                await kept.ExecuteScalarAsync<int>("SELECT 1").ConfigureAwait(false);
                return kept;
            }
            catch (SqlException)
            {
                // Lost; the next one is new.
            }
        }

        _holders.Clear();
        if (_connection is { } lost) await lost.DisposeAsync().ConfigureAwait(false);
        _connection = connections.Alone();
        await _connection.OpenAsync(cancel).ConfigureAwait(false);
        return _connection;
    }
}
