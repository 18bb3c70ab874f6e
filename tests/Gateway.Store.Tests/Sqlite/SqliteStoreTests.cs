using Gateway.Store.Tests.Compliance;

namespace Gateway.Store.Tests.Sqlite;

[TestFixture]
public sealed class SqliteStoreTests : StoreCompliance<SqliteFixture>;
