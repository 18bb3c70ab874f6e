using Dapper;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>A SQLite store in a folder of its own.</summary>
public sealed class SqliteFixture : IStoreFixture
{
    public StorageOptions Options { get; } = new() { Directory = Directory.CreateTempSubdirectory("gateway-store-").FullName };

    public bool CommitsSync => true;

    public string ArchiveDirectory => Path.Combine(Options.Directory, "archive");

    public OrderTraffic Traffic { get; } = new(TimeProvider.System);

    public async Task<RelationalStore> OpenAsync(TimeProvider clock)
    {
        var store = new SqliteStore(Options, clock, NullLogger<SqliteStore>.Instance, traffic: Traffic);
        await store.MigrateAsync(CancellationToken.None);
        return store;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Options.Directory, SqliteStore.FileName)};Pooling=False");
        await connection.ExecuteAsync(sql);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Options.Directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
