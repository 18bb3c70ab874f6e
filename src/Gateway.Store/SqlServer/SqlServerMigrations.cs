using Gateway.Store.Relational;

namespace Gateway.Store.SqlServer;

/// <summary>The SQL files of this folder's Migrations/: the same numbers, tables and columns as SQLite's.</summary>
internal static class SqlServerMigrations
{
    public static IReadOnlyList<Migration> Embedded { get; } = Migration.Embedded("SqlServer");
}
