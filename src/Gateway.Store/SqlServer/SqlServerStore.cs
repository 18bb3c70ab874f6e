using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.SqlServer;

/// <summary>The store of several machines: a SQL Server database, and the archive in a folder that all of them share.</summary>
public sealed class SqlServerStore(StorageOptions options, TimeProvider clock, ILogger<SqlServerStore> log, PrivacyOptions? privacy = null, OrderTraffic? traffic = null)
    : RelationalStore(new SqlServerDatabase(options, SqlServerMigrations.Embedded, clock, log), options, privacy, traffic, clock, log);
