using Gateway.Store.Tests.Compliance;

namespace Gateway.Store.Tests.SqlServer;

[TestFixture]
public sealed class SqlServerStoreTests : StoreCompliance<SqlServerFixture>
{
    [OneTimeSetUp]
    public void RequireServer() => SqlServerTestDatabase.RequireServer();
}
