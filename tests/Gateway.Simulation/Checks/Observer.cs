using System.Globalization;
using Gateway.Simulation.Plans;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gateway.Simulation.Checks;

/// <summary>Looks into the store from outside, beside all processes.</summary>
internal sealed class Observer : IDisposable
{
    /// <summary>Everything that may wait, by what it is called.</summary>
    private static readonly (string What, string Count)[] Waiting =
    [
        ("open lines", "SELECT COUNT(*) FROM lines WHERE state < 3"),
        ("lines in review, set aside, behind one, or waiting for a remittance", "SELECT COUNT(*) FROM lines WHERE state > 3"),
        ("remittances to be told of", "SELECT COUNT(*) FROM payments WHERE untold > 0"),
        ("open inquiries", "SELECT COUNT(*) FROM orders WHERE kind = 1 AND complete = 0"),
        ("unanswered orders", "SELECT COUNT(*) FROM orders WHERE state = 1"),
        ("outbox rows", "SELECT COUNT(*) FROM outbox"),
        ("parked accounts", "SELECT COUNT(*) FROM accounts WHERE parked_cause IS NOT NULL"),
        ("notices without a receipt", "SELECT COUNT(*) FROM notices WHERE receipt_sequence IS NULL"),
        ("pauses, or what waited for them", "SELECT COUNT(*) FROM pauses WHERE caught_up = 0"),
        ("objections without a letter", "SELECT COUNT(*) FROM objections WHERE state = 'Open' AND receipt_sequence IS NULL"),
        ("receipts whose document is damaged", "SELECT COUNT(*) FROM receipts WHERE damaged_at IS NOT NULL"),
        ("tasks at the desk", "SELECT COUNT(*) FROM desk_tasks WHERE closed_at IS NULL"),
    ];

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _fault;

    public Observer(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteStore.FileName)};Mode=ReadOnly;Pooling=False");
        _connection.Open();
        _fault = _connection.CreateCommand();
        _fault.CommandText = "SELECT what FROM sim_faults LIMIT 1";
    }

    /// <summary>What a commit should never have written, or null.</summary>
    public string? FindFault() => (string?)_fault.ExecuteScalar();

    /// <summary>What still waits, or null.</summary>
    public string? Open(World world)
    {
        var open = Waiting.Select(w => (w.What, Count: Count(w.Count))).Where(w => w.Count > 0).Select(w => $"{w.Count} {w.What}").ToList();
        var yesterday = world.Scenario.Rules.DateOf(world.Agenda.Now - TimeSpan.FromMinutes(world.Scenario.Worker.ExpiryMinutesAfterMidnight));
        if (Count($"SELECT COUNT(*) FROM freezes WHERE live = 1 AND last_day < '{yesterday:yyyy-MM-dd}'") is > 0 and var ended) open.Add($"{ended} freezes that have ended");
        if (Text("SELECT cursor FROM core_feed") is var cursor && cursor != world.Core.FeedEnd && world.Core.FeedEnd != "0") open.Add($"the core's feed behind '{cursor}'");
        if (world.Courts.Waiting is > 0 and var unsent) open.Add($"{unsent} courts' orders without an acknowledgement");
        foreach (var (channel, last) in world.Courts.Read)
            if (Count($"SELECT COUNT(*) FROM receipts WHERE channel_id = '{channel}' AND sequence > {last.ToString(CultureInfo.InvariantCulture)}") is > 0 and var unread) open.Add($"{unread} receipts that channel {channel} has not read");
        return open.Count == 0 ? null : string.Join(", ", open);
    }

    public long Count(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        _fault.Dispose();
        _connection.Dispose();
    }

    private string Text(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
