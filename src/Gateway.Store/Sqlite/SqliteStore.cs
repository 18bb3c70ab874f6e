using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Sqlite;

/// <summary>The store on one machine: gateway.db (SQLite, WAL, synchronous=FULL) and the archive beside it. Several processes of the machine may share it.</summary>
public sealed class SqliteStore(StorageOptions options, TimeProvider clock, ILogger<SqliteStore> log, PrivacyOptions? privacy = null, OrderTraffic? traffic = null)
    : RelationalStore(new SqliteDatabase(options, SqliteMigrations.Embedded, clock, log), options, privacy, traffic, clock, log)
{
    /// <summary>The database's file in <see cref="StorageOptions.Directory"/>.</summary>
    public const string FileName = "gateway.db";
}
