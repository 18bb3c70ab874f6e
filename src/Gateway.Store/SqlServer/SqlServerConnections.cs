using Microsoft.Data.SqlClient;

namespace Gateway.Store.SqlServer;

/// <summary>How connections are made, out of the settings.</summary>
internal sealed class SqlServerConnections
{
    const int ConnectSeconds = 5;

    /// <summary>How often the password's file is looked at: a password that was changed holds for connections made from then on.</summary>
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    readonly SqlConnectionStringBuilder _settings;
    readonly string _passwordFile;
    readonly TimeProvider _time;
    volatile Strings _strings;
    long _looked;

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="IOException">The password's file cannot be read.</exception>
    public SqlServerConnections(SqlServerOptions options, int busyTimeoutSeconds, TimeProvider? time = null)
    {
        (_passwordFile, _time) = (options.PasswordFile, time ?? TimeProvider.System);
        _settings = new SqlConnectionStringBuilder(options.ConnectionString)
        {
            // After a failure the pool would refuse for up to a minute without asking; the database may be back sooner.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
            // A connection that was lost and silently made anew has lost its session's locks.
            ConnectRetryCount = 0,
            // Transactions that live in two places at once are not what the store was made for.
            Enlist = false,
            MultipleActiveResultSets = false,
        };
        if (!_settings.ShouldSerialize("Application Name")) _settings.ApplicationName = "chakong-gateway";
        if (!_settings.ShouldSerialize("Connect Timeout")) _settings.ConnectTimeout = ConnectSeconds;
        if (!_settings.ShouldSerialize("Command Timeout")) _settings.CommandTimeout = busyTimeoutSeconds;
        _strings = With(PasswordOf(options));
        _looked = _time.GetTimestamp();
        Place = $"{_settings.DataSource}/{_settings.InitialCatalog}";
    }

    /// <summary>Server and database: all of the connection string that is ever shown.</summary>
    public string Place { get; }

    /// <summary>A connection of the pool, for reading.</summary>
    public SqlConnection Pooled() => new(Now().Pooled);

    /// <summary>A connection that is kept: a writer's, or one that carries locks.</summary>
    public SqlConnection Alone() => new(Now().Alone);

    Strings Now()
    {
        if (_passwordFile.Length == 0 || _time.GetElapsedTime(Interlocked.Read(ref _looked)) < LookEvery) return _strings;
        Interlocked.Exchange(ref _looked, _time.GetTimestamp());
        try
        {
            var password = FirstLine(_passwordFile);
            // Empty: it is being written.
            if (password.Length > 0 && password != _strings.Password) _strings = With(password);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // What was read before may still be right; where it is not, the server says so.
        }

        return _strings;
    }

    Strings With(string? password)
    {
        var pooled = new SqlConnectionStringBuilder(_settings.ConnectionString);
        if (password is not null) pooled.Password = password;
        return new Strings(password, pooled.ConnectionString, new SqlConnectionStringBuilder(pooled.ConnectionString) { Pooling = false }.ConnectionString);
    }

    static string? PasswordOf(SqlServerOptions options) =>
        options.PasswordFile.Length > 0 ? FirstLine(options.PasswordFile)
        : options.Password.Length > 0 ? options.Password
        : null;

    static string FirstLine(string file) => File.ReadLines(file).FirstOrDefault("").TrimEnd();

    sealed record Strings(string? Password, string Pooled, string Alone);
}
