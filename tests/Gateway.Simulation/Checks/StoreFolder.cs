using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Simulation.Checks;

/// <summary>
/// The folder of the run's store, in memory where the machine has a file system there. It begins as a copy of one that was migrated once, with tell-tales for what must never be written.
/// One run after another uses the same path: Dapper compiles its mapping anew for each connection string.
/// </summary>
internal static class StoreFolder
{
    /// <summary>A run from a seed has no random keys: they would order parties' work otherwise each time.</summary>
    public static readonly PrivacyOptions Plain = new() { Encryption = PrivacyOptions.Off };

    private const string InMemory = "/dev/shm";

    /// <summary>What a commit must never have done shows in the table sim_faults at once.</summary>
    private const string TellTales =
        """
        CREATE TABLE sim_faults (what TEXT NOT NULL) STRICT;
        -- I4. A line that came earlier and was served earlier is taken up earlier, unless it waits for people or the end of a pause.
        CREATE TRIGGER sim_order_of_service AFTER UPDATE OF state ON lines WHEN OLD.state = 1 AND NEW.state IN (2, 3, 4, 5, 6)
        BEGIN
            INSERT INTO sim_faults SELECT 'line ' || NEW.line_id || ' of account ' || NEW.account || ' was taken up before line ' || l.line_id FROM lines l
            WHERE l.account = NEW.account AND l.line_id < NEW.line_id AND l.service_time <= NEW.service_time AND l.state < 3;
        END;
        -- One line of an account at a time.
        CREATE TRIGGER sim_one_at_a_time AFTER UPDATE OF state ON lines WHEN OLD.state = 1 AND NEW.state IN (2, 3)
        BEGIN
            INSERT INTO sim_faults SELECT 'line ' || NEW.line_id || ' of account ' || NEW.account || ' was taken up while line ' || l.line_id || ' is in hand' FROM lines l
            WHERE l.account = NEW.account AND l.line_id <> NEW.line_id AND l.state = 2;
        END;
        CREATE TRIGGER sim_final_is_final AFTER UPDATE ON lines WHEN OLD.state = 3 AND (NEW.state <> 3 OR NEW.answer_json IS NOT OLD.answer_json)
        BEGIN
            INSERT INTO sim_faults VALUES ('line ' || NEW.line_id || ' was final and changed');
        END;
        CREATE TRIGGER sim_answered_when_complete AFTER INSERT ON receipts WHEN NEW.kind = 1
        BEGIN
            INSERT INTO sim_faults SELECT 'order ' || o.order_no || ' has its FINAL receipt while lines are open' FROM orders o
            WHERE o.order_id = NEW.order_id AND (o.complete = 0 OR EXISTS (SELECT 1 FROM lines l WHERE l.order_id = o.order_id AND l.state <> 3));
        END;
        CREATE TRIGGER sim_receipts_without_gap AFTER INSERT ON receipts
        BEGIN
            INSERT INTO sim_faults SELECT 'receipt ' || NEW.sequence || ' of channel ' || NEW.channel_id || ' leaves a gap'
            WHERE NEW.sequence <> (SELECT COUNT(*) FROM receipts r WHERE r.channel_id = NEW.channel_id);
        END;
        """;

    private static string? _template;

    public static async Task PrepareAsync()
    {
        var folder = New("template");
        var options = new StorageOptions { Directory = folder };
        await using (var store = new SqliteStore(options, TimeProvider.System, NullLogger<SqliteStore>.Instance, Plain)) await store.MigrateAsync(CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteStore.FileName)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = TellTales;
        await command.ExecuteNonQueryAsync();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        _template = folder;
    }

    /// <summary>An empty store of its own.</summary>
    public static string Make()
    {
        var folder = New("store");
        File.Copy(Path.Combine(_template ?? throw new InvalidOperationException("PrepareAsync comes first."), SqliteStore.FileName), Path.Combine(folder, SqliteStore.FileName));
        return folder;
    }

    public static void Remove(string folder)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public static void RemoveTemplate()
    {
        if (_template is { } folder) Remove(folder);
    }

    private static string New(string name)
    {
        var parent = Directory.Exists(InMemory) ? InMemory : Path.GetTempPath();
        var folder = Path.Combine(parent, $"gateway-simulation-{Environment.ProcessId}-{name}");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
