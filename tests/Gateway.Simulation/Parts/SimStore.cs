using Gateway.Simulation.Checks;
using Gateway.Simulation.Faults;
using Gateway.Store;
using Gateway.Store.Archive;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Simulation.Parts;

/// <summary>The real store over a real SQLite file, as one process has it open.</summary>
internal sealed class SimStore : RelationalStore
{
    private readonly SimDatabase _database;

    private SimStore(SimDatabase database, StorageOptions options, TimeProvider time, ILogger log, BeginSegment segments)
        : base(database, options, StoreFolder.Plain, traffic: null, time, log, segments) => _database = database;

    public static SimStore Open(World world, SimProcess process)
    {
        var options = new StorageOptions { Directory = world.Folder, BusyTimeoutSeconds = 1 };
        var database = new SimDatabase(world, process, new SqliteDatabase(options, SqliteMigrations.Embedded, process.Time, NullLogger.Instance));
        // Where its files lie is told at start, and differs from run to run.
        var log = new TraceLog(world.Agenda, process, LogLevel.Warning).CreateLogger(nameof(SimStore));
        var segments = 0;
        return new SimStore(database, options, process.Time, log, (directory, _) => new SimSegment(process, directory, $"{process.Name}-{++segments}.seg"));
    }

    /// <summary>Its process died: its connection is gone, and with it a transaction that was not committed.</summary>
    public void Abandon() => _database.Abandon();
}
