using Gateway.Store.Relational;

namespace Gateway.Store.Sqlite;

/// <summary>The SQL files of this folder's Migrations/.</summary>
internal static class SqliteMigrations
{
    public static IReadOnlyList<Migration> Embedded { get; } = Migration.Embedded("Sqlite");
}
