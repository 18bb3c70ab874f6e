using System.Text.RegularExpressions;
using Dapper;
using Gateway.Store.Relational;
using Gateway.Store.SqlServer;
using Gateway.Store.Tests.Compliance;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.SqlServer;

/// <summary>A SQL Server store without tables, in a database that the whole run shares.</summary>
public sealed partial class SqlServerFixture : IStoreFixture
{
    public SqlServerFixture() => Options = new StorageOptions
    {
        Kind = StoreServices.SqlServer,
        Directory = Directory.CreateTempSubdirectory("gateway-store-").FullName,
        SqlServer = new SqlServerOptions { ConnectionString = SqlServerTestDatabase.ConnectionString },
    };

    public StorageOptions Options { get; }

    public bool CommitsSync => false;

    public string ArchiveDirectory => Path.Combine(Options.Directory, "archive");

    public OrderTraffic Traffic { get; } = new(TimeProvider.System);

    public async Task<RelationalStore> OpenAsync(TimeProvider clock)
    {
        var store = new SqlServerStore(Options, clock, NullLogger<SqlServerStore>.Instance, traffic: Traffic);
        await store.MigrateAsync(CancellationToken.None);
        return store;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(SqlServerTestDatabase.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Options.Directory, recursive: true);
        await using var connection = new SqlConnection(SqlServerTestDatabase.ConnectionString);
        foreach (var table in SqlServerMigrations.Embedded.SelectMany(m => CreatedTable().Matches(m.Sql)).Select(m => m.Groups[1].Value).Reverse().Append("schema_version"))
            await connection.ExecuteAsync($"DROP TABLE {table}");
    }

    [GeneratedRegex(@"^CREATE TABLE (\w+)", RegexOptions.Multiline)]
    private static partial Regex CreatedTable();
}
