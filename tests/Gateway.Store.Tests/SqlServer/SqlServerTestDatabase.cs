using Dapper;
using Microsoft.Data.SqlClient;

namespace Gateway.Store.Tests.SqlServer;

/// <summary>
/// The database that the tests of this run work in: one of its own on the server that GATEWAY_TEST_SQLSERVER names, dropped at the end;
/// where the user may make none, the database that the connection string names, which must then have no tables of these names.
/// </summary>
[SetUpFixture]
public sealed class SqlServerTestDatabase
{
    const string Variable = "GATEWAY_TEST_SQLSERVER";
    const string Missing = $"no SQL Server: set {Variable} to a connection string to run this";

    static string? s_name;

    /// <summary>Where the tests' tables are.</summary>
    public static string ConnectionString { get; private set; } = "";

    static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>Skips the tests of a fixture where no server is named.</summary>
    public static void RequireServer()
    {
        if (Given is null) Assert.Ignore(Missing);
    }

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        if (Given is not { } given) return;
        var name = $"gateway_test_{Guid.NewGuid():N}";
        ConnectionString = given;
        try
        {
            await using var connection = new SqlConnection(given);
            await connection.ExecuteAsync($"CREATE DATABASE {name}");
            ConnectionString = new SqlConnectionStringBuilder(given) { InitialCatalog = name }.ConnectionString;
            s_name = name;
        }
        catch (SqlException refused)
        {
            await TestContext.Progress.WriteLineAsync($"No database of their own for the tests ({refused.Message}); they use the one of {Variable}.");
        }
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        if (s_name is null) return;
        SqlConnection.ClearAllPools();
        await using var connection = new SqlConnection(Given);
        await connection.ExecuteAsync($"DROP DATABASE {s_name}");
    }
}
