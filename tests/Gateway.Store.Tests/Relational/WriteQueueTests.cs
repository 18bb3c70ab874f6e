using Gateway.Store.Batching;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Relational;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WriteQueueTests : IAsyncDisposable
{
    const string InsertOrphan = "INSERT INTO intents (line_id, stage, recorded_at, decision_json) VALUES (99, 1, 0, '')";

    readonly SqliteFixture _fixture = new();
    readonly TaskCompletionSource _begun = new();
    readonly TaskCompletionSource _release = new();
    SqliteDatabase _database = null!;
    WriteQueue _queue = null!;

    [SetUp]
    public async Task Open()
    {
        _fixture.Options.BusyTimeoutSeconds = 1;
        _database = new SqliteDatabase(_fixture.Options, SqliteMigrations.Embedded, TimeProvider.System, NullLogger.Instance);
        await _database.MigrateAsync(default);
        _queue = new WriteQueue(_database, () => Task.CompletedTask, capacity: 100, maximumBatch: 100, TimeSpan.FromSeconds(5), new OrderTraffic(TimeProvider.System), TimeProvider.System, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _database.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Test]
    public async Task When_the_commit_fails_every_step_of_the_batch_fails_and_the_next_batch_is_sound()
    {
        var blocking = BlockAsync();
        await _begun.Task;
        var innocent = _queue.RunAsync(s => AddAccountAsync(s, "6001"), default);
        var guilty = _queue.RunAsync(s => BreakCommitAsync(s), default);
        _release.SetResult();
        await blocking;

        Assert.That(() => innocent, Throws.TypeOf<SqliteException>().With.Message.Contains("FOREIGN KEY"));
        Assert.That(() => guilty, Throws.TypeOf<SqliteException>());
        await _queue.RunAsync(s => AddAccountAsync(s, "6002"), default);
        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6002" }));
    }

    [Test]
    public async Task What_waits_while_a_batch_is_written_makes_one_transaction()
    {
        var blocking = BlockAsync();
        await _begun.Task;
        var waiting = Enumerable.Range(0, 50).Select(i => _queue.RunAsync(s => AddAccountAsync(s, $"6{i}"), default)).ToList();
        _release.SetResult();
        await blocking;
        await Task.WhenAll(waiting);

        Assert.That(_queue.Commits, Is.EqualTo(1), "the blocking step wrote nothing, so its batch was not committed");
        Assert.That(await AccountsAsync(), Has.Count.EqualTo(50));
    }

    [Test]
    public async Task Controls_go_before_what_waits_longer_and_something_ordinary_is_in_every_batch()
    {
        var run = new List<string>();
        var blocking = BlockAsync();
        await _begun.Task;
        var ordinary = Enumerable.Range(0, 120).Select(i => RunAsync($"o{i}", Urgency.Ordinary)).ToList();
        var controls = Enumerable.Range(0, 120).Select(i => RunAsync($"c{i}", Urgency.Control)).ToList();
        _release.SetResult();
        await blocking;
        await Task.WhenAll([.. ordinary, .. controls]);

        // Batches of at most 100: 88 controls with 12 others, 32 controls with 12 others, then the rest.
        var expected = Range("c", 0, 88).Concat(Range("o", 0, 12)).Concat(Range("c", 88, 32)).Concat(Range("o", 12, 108));
        Assert.That(run, Is.EqualTo(expected));

        static IEnumerable<string> Range(string name, int from, int count) => Enumerable.Range(from, count).Select(i => $"{name}{i}");
        Task<bool> RunAsync(string name, Urgency urgency) => _queue.RunAsync(_ => { run.Add(name); return Task.FromResult(true); }, urgency, default);
    }

    [Test]
    public async Task A_step_cancelled_while_it_waits_is_not_run()
    {
        using var source = new CancellationTokenSource();
        var blocking = BlockAsync();
        await _begun.Task;
        var cancelled = _queue.RunAsync(s => AddAccountAsync(s, "6001"), source.Token);
        var other = _queue.RunAsync(s => AddAccountAsync(s, "6002"), default);
        await source.CancelAsync();
        _release.SetResult();
        await Task.WhenAll(blocking, other);

        Assert.That(() => cancelled, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6002" }));
    }

    [Test]
    public async Task A_failed_step_leaves_no_trace_and_the_numbers_it_took_are_free_again()
    {
        var blocking = BlockAsync();
        await _begun.Task;
        var first = _queue.RunAsync(async s => { await AddAccountAsync(s, "6001"); return s.NextLineId(); }, default);
        var failed = _queue.RunAsync<long>(async s => { await AddAccountAsync(s, "6002"); s.NextLineId(); throw new ArgumentException("no"); }, default);
        var second = _queue.RunAsync(async s => { await AddAccountAsync(s, "6003"); return s.NextLineId(); }, default);
        _release.SetResult();
        await blocking;

        Assert.That(() => failed, Throws.ArgumentException);
        Assert.That((await first, await second), Is.EqualTo((1L, 2L)));
        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6001", "6003" }));
        Assert.That(await _queue.RunAsync(s => Task.FromResult(s.NextLineId()), default), Is.EqualTo(3), "the head was written back");
    }

    [Test]
    public async Task A_write_that_another_process_keeps_out_too_long_fails_and_later_ones_succeed()
    {
        await using var other = new SqliteDatabase(_fixture.Options, SqliteMigrations.Embedded, TimeProvider.System, NullLogger.Instance);
        await using (await other.BeginWriteAsync())
            Assert.That(() => _queue.RunAsync(s => AddAccountAsync(s, "6001"), default), Throws.TypeOf<SqliteException>().With.Property("SqliteErrorCode").EqualTo(5), "SQLITE_BUSY");

        await _queue.RunAsync(s => AddAccountAsync(s, "6002"), default);
        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6002" }));
    }

    /// <summary>A step that holds its batch open until the test lets it go, so that what follows waits and makes one batch.</summary>
    Task<bool> BlockAsync() => _queue.RunAsync(
        async _ =>
        {
            _begun.SetResult();
            await _release.Task;
            return true;
        },
        default);

    static async Task<bool> AddAccountAsync(WriteSession session, string account)
    {
        await AccountSteps.EnsureAsync(session, account);
        return true;
    }

    static async Task<bool> BreakCommitAsync(WriteSession session)
    {
        // The check of foreign keys is put off to the commit, which then fails.
        await session.FirstAsync<object>("PRAGMA defer_foreign_keys = ON");
        await session.ExecuteAsync(InsertOrphan, null);
        return true;
    }

    async Task<IReadOnlyList<string>> AccountsAsync()
    {
        await using var session = await _database.BeginReadAsync(default);
        return await session.ListAsync<string>("SELECT account FROM accounts ORDER BY account");
    }
}
