using Gateway.Store.Sqlite;
using Gateway.Store.SqlServer;

namespace Gateway.Store.Tests.SqlServer;

[TestFixture]
public sealed class SchemaTests
{
    [Test]
    public void Both_products_have_the_same_migrations()
    {
        Assert.That(SqlServerMigrations.Embedded.Select(m => (m.Version, m.Name)), Is.EqualTo(SqliteMigrations.Embedded.Select(m => (m.Version, m.Name))));
    }

    [Test]
    public void After_each_migration_both_products_have_the_same_tables_columns_constraints_and_indexes()
    {
        for (var version = 1; version <= SqliteMigrations.Embedded.Count; version++)
        {
            var sqlite = SchemaText.Of(SqliteMigrations.Embedded.Take(version));
            Assert.That(SchemaText.Of(SqlServerMigrations.Embedded.Take(version)), Is.EqualTo(sqlite), $"at version {version}");
            Assert.That(sqlite, Has.Member("orders.order_no NOT NULL").And.Member("lines.order_id NULL").And.Member("orders: CONSTRAINT uq_orders_key UNIQUE (channel_id, order_no, version)"));
        }
    }
}
