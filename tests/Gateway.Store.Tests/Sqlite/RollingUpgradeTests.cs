using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Gateway.Store.SqlServer;
using Gateway.Store.Tests.Compliance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>Processes of one version and of the next work on one store, while the schema moves on beneath the older ones.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class RollingUpgradeTests : IAsyncDisposable
{
    /// <summary>Before this version nobody had the program.</summary>
    const int FirstInUse = 21;

    const int Writers = 4, OrdersOfEach = 20;

    static readonly Migration Next = new(
        SqliteMigrations.Embedded.Count + 1, "next",
        "ALTER TABLE orders ADD COLUMN note TEXT NOT NULL DEFAULT ''; ALTER TABLE receipts ADD COLUMN told INTEGER NULL; CREATE TABLE notes (note_id INTEGER NOT NULL PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (order_id)) STRICT; CREATE INDEX ix_orders_note ON orders (note);");

    readonly SqliteFixture _fixture = new();

    static IEnumerable<int> Versions => Enumerable.Range(FirstInUse, SqliteMigrations.Embedded.Count - FirstInUse + 1);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Test]
    public async Task While_the_schema_moves_on_under_load_old_and_new_processes_work_side_by_side_and_nothing_is_lost()
    {
        var old = await _fixture.OpenAsync(TimeProvider.System);
        var told = new ConcurrentDictionary<string, long>();
        var half = new TaskCompletionSource();
        // Orders come in at the old process; from the middle on the new one carries every other out.
        var newer = OpenNextAsync(half.Task);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(old, newer, $"{w}", told, half))));
        await using var latest = await newer;

        Assert.That(latest.Commits, Is.GreaterThan(1), "the new one has written too");
        Assert.That(told, Has.Count.EqualTo(Writers * OrdersOfEach));
        foreach (var (order, sequence) in told) Assert.That((await latest.FindReceiptAsync("zdz", order, 1, default))?.Sequence, Is.EqualTo(sequence), order);
        Assert.That(told.Values.Order(), Is.EqualTo(Enumerable.Range(1, told.Count)));
        Assert.That(await latest.VerifyAuditAsync(default), Is.Null);
        Assert.That(await old.VerifyAuditAsync(default), Is.Null, "the old process reads what the new one wrote");
        await old.DisposeAsync();
        Assert.That(() => _fixture.OpenAsync(TimeProvider.System), Throws.TypeOf<StoreTooNewException>(), "once it has ended it does not come back");
    }

    [TestCaseSource(nameof(Versions))]
    public async Task What_a_version_writes_fits_the_schema_of_the_next(int version)
    {
        if (version == SqliteMigrations.Embedded.Count) Assert.Pass("there is no next one yet");
        for (var v = 1; v < version; v++)
        {
            await MigrateAsync(v);
            await _fixture.ExecuteAsync(StoreOfVersion.RowsOf(v));
        }

        await MigrateAsync(version + 1);

        Assert.That(() => _fixture.ExecuteAsync(StoreOfVersion.RowsOf(version)), Throws.Nothing);
    }

    [TestCaseSource(nameof(Versions))]
    public void A_migration_takes_nothing_away_that_the_version_before_works_with(int version)
    {
        foreach (var migration in new[] { SqliteMigrations.Embedded[version - 1], SqlServerMigrations.Embedded[version - 1] })
        {
            var statements = Comment().Replace(migration.Sql, "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Assert.That(statements.Where(s => Taking().IsMatch(s)), Is.Empty, $"{migration.Name}: an older process beside it still uses that; take it away one version later");
            Assert.That(statements.Where(s => AddedColumn().IsMatch(s) && s.Contains("NOT NULL", StringComparison.Ordinal) && !s.Contains("DEFAULT", StringComparison.Ordinal)), Is.Empty, $"{migration.Name}: an older process writes rows without it");
        }
    }

    async Task<RelationalStore> OpenNextAsync(Task when)
    {
        await when;
        var store = new StoreOfNext(_fixture.Options);
        await store.MigrateAsync(default);
        return store;
    }

    /// <summary>Takes orders through to their receipts.</summary>
    static async Task WriteAsync(RelationalStore old, Task<RelationalStore> newer, string account, ConcurrentDictionary<string, long> told, TaskCompletionSource half)
    {
        for (var i = 0; i < OrdersOfEach; i++)
        {
            if (i == OrdersOfEach / 2) half.TrySetResult();
            var order = string.Create(CultureInfo.InvariantCulture, $"{account}-{i}");
            await old.AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", account)), blobs: Make.Blobs(order)), default);
            var worker = newer.IsCompletedSuccessfully && i % 2 == 0 ? await newer : old;
            var turn = (await worker.OpenTurnAsync(account, default))!;
            turn = (await worker.RecordIntentAsync(turn, new TurnIntent(1, Make.PutHold(turn)), default))!;
            var other = newer.IsCompletedSuccessfully && i % 3 == 0 ? await newer : old;
            Assert.That((await other.RecordOutcomeAsync(turn, Make.Frozen(turn), default)).Written, Is.True);
            told[order] = (await worker.StoreReceiptAsync(Make.Receipt(turn.Order!), default)).Sequence;
        }
    }

    async Task MigrateAsync(int version)
    {
        await using var database = new SqliteDatabase(_fixture.Options, [.. SqliteMigrations.Embedded.Take(version)], TimeProvider.System, NullLogger.Instance);
        await database.MigrateAsync(default);
    }

    [GeneratedRegex("^--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bDROP\s+(TABLE|COLUMN)\b|\bRENAME\b|\bALTER\s+COLUMN\b|\bsp_rename\b|^\s*DELETE\b", RegexOptions.Multiline)]
    private static partial Regex Taking();

    [GeneratedRegex(@"\bALTER\s+TABLE\s+\w+\s+ADD\b")]
    private static partial Regex AddedColumn();

    /// <summary>The program of the next version.</summary>
    sealed class StoreOfNext(StorageOptions options)
        : RelationalStore(new SqliteDatabase(options, [.. SqliteMigrations.Embedded, Next], TimeProvider.System, NullLogger.Instance), options, null, traffic: null, TimeProvider.System, NullLogger.Instance);
}
