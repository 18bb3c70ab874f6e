using Dapper;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MigrationTests : IAsyncDisposable
{
    readonly SqliteFixture _fixture = new();

    static IEnumerable<int> EarlierVersions => Enumerable.Range(0, SqliteMigrations.Embedded.Count);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [TestCaseSource(nameof(EarlierVersions))]
    public async Task A_store_of_an_earlier_version_comes_to_the_same_schema_as_a_new_one(int version)
    {
        await MigrateAsync(SqliteMigrations.Embedded);
        var fresh = await SchemaAsync();
        foreach (var file in Directory.GetFiles(_fixture.Options.Directory)) File.Delete(file);
        await MigrateAsync([.. SqliteMigrations.Embedded.Take(version)]);

        Assert.That(await MigrateAsync(SqliteMigrations.Embedded), Is.EqualTo(SqliteMigrations.Embedded.Count));
        Assert.That(await SchemaAsync(), Is.EqualTo(fresh));
    }

    [Test]
    public async Task Migrating_again_changes_nothing()
    {
        await MigrateAsync(SqliteMigrations.Embedded);
        await _fixture.ExecuteAsync("UPDATE schema_version SET applied_at = 7");

        await MigrateAsync(SqliteMigrations.Embedded);

        await using var connection = Connection();
        Assert.That(await connection.QueryAsync<long>("SELECT applied_at FROM schema_version"), Is.All.EqualTo(7));
    }

    [Test]
    public async Task Two_processes_that_start_at_once_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(SqliteMigrations.Embedded))));

        await using var connection = Connection();
        Assert.That(await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM schema_version"), Is.EqualTo(SqliteMigrations.Embedded.Count));
    }

    [Test]
    public async Task The_next_version_keeps_what_is_there_and_this_build_then_refuses_the_store()
    {
        await using (var store = await _fixture.OpenAsync(TimeProvider.System))
            await store.AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), default);
        var next = new Migration(SqliteMigrations.Embedded.Count + 1, "next", "ALTER TABLE orders ADD COLUMN note TEXT NULL; UPDATE orders SET note = 'n';");
        await MigrateAsync([.. SqliteMigrations.Embedded, next]);

        await using (var connection = Connection()) Assert.That(await connection.QueryAsync<string>("SELECT order_no || note FROM orders"), Is.EqualTo(new[] { "A1n" }));
        Assert.That(() => _fixture.OpenAsync(TimeProvider.System), Throws.TypeOf<StoreTooNewException>());
    }

    [Test]
    public async Task Freezes_of_a_store_from_before_notices_are_kept_and_their_courts_count_as_told_nothing()
    {
        await MigrateAsync([.. SqliteMigrations.Embedded.Take(1)]);
        await _fixture.ExecuteAsync(
            """
            INSERT INTO orders VALUES (1, 'zdz', 'A1', 1, 2, 'p', 'c', 'd', NULL, '', 100, 100, 2, 0, 1, 0, '{}');
            INSERT INTO accounts (account, version, last_sequence, last_executed_service_time) VALUES ('6001', 2, 1, 100);
            INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, line_json) VALUES (1, 1, '1', '6001', '', 1, 3, 100, '{}');
            INSERT INTO freezes VALUES ('zdz:A1:1:1', 1, 'zdz', 'A1', 1, '1', '6001', '', 'F10', '甲市人民法院', '案', '裁', 1, 100, 1, 100, 600000, '2026-07-01', '2027-06-30', 1, '2027-06-30');
            UPDATE store_head SET last_order_id = 1, last_line_id = 1, last_arrival = 100;
            """);

        await using var store = await _fixture.OpenAsync(TimeProvider.System);
        var register = new RegisterKey("6001", "");
        Assert.That((await store.ReadBookAsync(register, default)).Freezes.Single().LimitMinor, Is.EqualTo(600000));
        Assert.That(await store.LeaseFeedAsync("me", TimeSpan.FromMinutes(1), default), Is.Empty, "the feed is read from its beginning");
        Assert.That(await store.RecordFeedAsync("", "7", [register, new RegisterKey("6002", "")], default), Is.EqualTo(1), "only what is frozen matters");
        var turn = (await store.OpenTurnAsync("6001", default))!;
        Assert.That((turn.Line.Measure, turn.Seen), Is.EqualTo((Measure.ClaimsChanged, (SeenEntries?)null)));
        Assert.That(await store.LeaseFeedAsync("me", TimeSpan.FromMinutes(1), default), Is.EqualTo("7"));
        Assert.That(await store.RecordFeedAsync("", "8", [register], default), Is.Zero, "another reader has moved the cursor");
    }

    [Test]
    public async Task A_migration_that_fails_leaves_the_store_as_it_was()
    {
        await MigrateAsync(SqliteMigrations.Embedded);
        var before = await SchemaAsync();
        var broken = new Migration(SqliteMigrations.Embedded.Count + 1, "broken", "ALTER TABLE orders ADD COLUMN note TEXT NULL; UPDATE no_such_table SET x = 1;");

        Assert.That(() => MigrateAsync([.. SqliteMigrations.Embedded, broken]), Throws.TypeOf<SqliteException>());
        Assert.That(await SchemaAsync(), Is.EqualTo(before));
        Assert.That(await MigrateAsync(SqliteMigrations.Embedded), Is.EqualTo(SqliteMigrations.Embedded.Count));
    }

    [Test]
    public async Task Commits_are_synced_in_full_and_the_log_is_written_ahead()
    {
        await using var database = new SqliteDatabase(_fixture.Options, SqliteMigrations.Embedded, TimeProvider.System, NullLogger.Instance);
        await database.MigrateAsync(default);
        await using var session = await database.BeginWriteAsync();

        Assert.That(await session.FirstAsync<string>("PRAGMA journal_mode"), Is.EqualTo("wal"));
        Assert.That(await session.FirstAsync<long>("PRAGMA synchronous"), Is.EqualTo(2), "FULL");
        Assert.That(await session.FirstAsync<long>("PRAGMA foreign_keys"), Is.EqualTo(1));
    }

    async Task<int> MigrateAsync(IReadOnlyList<Migration> migrations)
    {
        await using var database = new SqliteDatabase(_fixture.Options, migrations, TimeProvider.System, NullLogger.Instance);
        return await database.MigrateAsync(default);
    }

    async Task<IReadOnlyList<string>> SchemaAsync()
    {
        await using var connection = Connection();
        return (await connection.QueryAsync<string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")).AsList();
    }

    SqliteConnection Connection() => new($"Data Source={Path.Combine(_fixture.Options.Directory, SqliteStore.FileName)};Pooling=False");
}
