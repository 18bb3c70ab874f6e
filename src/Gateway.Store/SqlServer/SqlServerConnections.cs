using Microsoft.Data.SqlClient;

namespace Gateway.Store.SqlServer;

/// <summary>How connections are made, out of the settings.</summary>
internal sealed class SqlServerConnections
{
    const int ConnectSeconds = 5;

    readonly SqlConnectionStringBuilder _pooled;
    readonly string _alone;

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="IOException">The password's file cannot be read.</exception>
    public SqlServerConnections(SqlServerOptions options, int busyTimeoutSeconds)
    {
        _pooled = new SqlConnectionStringBuilder(options.ConnectionString)
        {
            // After a failure the pool would refuse for up to a minute without asking; the database may be back sooner.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
            // A connection that was lost and silently made anew has lost its session's locks.
            ConnectRetryCount = 0,
            // Transactions that live in two places at once are not what the store was made for.
            Enlist = false,
            MultipleActiveResultSets = false,
        };
        if (!_pooled.ShouldSerialize("Application Name")) _pooled.ApplicationName = "chakong-gateway";
        if (!_pooled.ShouldSerialize("Connect Timeout")) _pooled.ConnectTimeout = ConnectSeconds;
        if (!_pooled.ShouldSerialize("Command Timeout")) _pooled.CommandTimeout = busyTimeoutSeconds;
        if (PasswordOf(options) is { } password) _pooled.Password = password;
        _alone = new SqlConnectionStringBuilder(_pooled.ConnectionString) { Pooling = false }.ConnectionString;
        Place = $"{_pooled.DataSource}/{_pooled.InitialCatalog}";
    }

    /// <summary>Server and database: all of the connection string that is ever shown.</summary>
    public string Place { get; }

    /// <summary>A connection of the pool, for reading.</summary>
    public SqlConnection Pooled() => new(_pooled.ConnectionString);

    /// <summary>A connection that is kept: a writer's, or one that carries locks.</summary>
    public SqlConnection Alone() => new(_alone);

    static string? PasswordOf(SqlServerOptions options) =>
        options.PasswordFile.Length > 0 ? File.ReadLines(options.PasswordFile).FirstOrDefault("").TrimEnd()
        : options.Password.Length > 0 ? options.Password
        : null;
}
