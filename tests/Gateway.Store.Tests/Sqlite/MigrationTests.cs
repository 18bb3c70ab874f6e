using Dapper;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
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
    public void Each_version_says_what_a_store_of_it_can_hold() => Assert.That(StoreOfVersion.Versions, Is.EqualTo(SqliteMigrations.Embedded.Count));

    [TestCaseSource(nameof(EarlierVersions))]
    public async Task What_a_store_of_an_earlier_version_holds_is_kept_and_read(int version)
    {
        for (var v = 1; v <= version; v++)
        {
            await MigrateAsync([.. SqliteMigrations.Embedded.Take(v)]);
            await _fixture.ExecuteAsync(StoreOfVersion.RowsOf(v));
        }

        var before = version == 0 ? [] : await CountsAsync();
        await using var store = await _fixture.OpenAsync(TimeProvider.System);
        var after = await CountsAsync();
        // Opening notes this process among the writers and its key among the keys.
        Assert.That(after.Where(Kept), Is.EquivalentTo(before.Where(Kept)), "no row comes or goes");
        await using (var connection = Connection()) Assert.That(await connection.QueryAsync("PRAGMA foreign_key_check"), Is.Empty);
        if (version == 0) return;

        await ReadsOrdersAndRegisterAsync(store);
        if (version > 1) Assert.That((await store.ReadNoticesAsync(0, 10, default)).Single().ChannelId, Is.EqualTo(version < 8 ? "zdz" : "prov"), "a notice from before goes into its order's channel");
        if (version < 3) return;
        await ReadsTheDeskAsync(store);

        bool Kept(KeyValuePair<string, long> table) => before.ContainsKey(table.Key) && table.Key is not ("writers" or "store_keys");
    }

    static async Task ReadsOrdersAndRegisterAsync(RelationalStore store)
    {
        var book = await store.ReadBookAsync(new RegisterKey("6001", ""), default);
        Assert.That((book.Freezes.Single().LimitMinor, book.Freezes[0].PresentCourtCode, book.Deductions.Single().AmountMinor), Is.EqualTo(((long?)500000, "F10", 700L)));
        var turn = (await store.OpenTurnAsync("6001", default))!;
        Assert.That((turn.LineId, turn.First is not null, turn.Review), Is.EqualTo((2L, true, (ReviewOutcome?)null)), "the line whose intent was written goes first");
        Assert.That((await store.ReadParkedAsync("", 10, default)).Single().Account, Is.EqualTo("6002"));
        Assert.That((await store.ReadUnansweredAsync(OrderKind.Inquiry, 0, 10, default)).Select(o => o.Key.OrderNo), Is.EqualTo(new[] { "Q1" }));
        Assert.That((await store.ReadOrderAsync(new OrderKey("zdz", "A1", 1), default))!.Answers.Single().Controlled, Is.True);
        Assert.That((await store.FindOrderAsync("zdz", "A4", default))!.Curable, Is.True);
        Assert.That(await store.AcknowledgeAsync("zdz", [1, 2, 3], default), Is.EqualTo(new[] { 3L }));
    }

    static async Task ReadsTheDeskAsync(RelationalStore store)
    {
        var tasks = await store.ReadTasksAsync(new DeskFilter(null, true), 10, default);
        Assert.That(tasks.Select(t => (t.TaskId, t.State, t.Refusal)), Is.EqualTo(new[] { (1L, DeskTaskState.Proposed, (Reason?)null), (2L, DeskTaskState.Done, null) }));
        Assert.That((await store.ReadOverdueAsync(10, default)).Single().TaskId, Is.EqualTo(1));
        Assert.That(await store.ConfirmAsync(1, "乙", default), Is.Null);
        Assert.That((await store.OpenTurnAsync("6003", default))!.Review!.Verdict, Is.EqualTo(ReviewVerdict.Approved));
        Assert.That(await store.ScheduleExpiriesAsync(new DateOnly(2026, 8, 2), TimeZoneInfo.Utc, default), Is.EqualTo(2), "the hold of the other authority's freeze goes, and the register is looked at");
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

    async Task<Dictionary<string, long>> CountsAsync()
    {
        await using var connection = Connection();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await connection.QueryAsync<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_version'"))
            counts[table] = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
        return counts;
    }

    async Task<IReadOnlyList<string>> SchemaAsync()
    {
        await using var connection = Connection();
        return (await connection.QueryAsync<string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")).AsList();
    }

    SqliteConnection Connection() => new($"Data Source={Path.Combine(_fixture.Options.Directory, SqliteStore.FileName)};Pooling=False");
}
