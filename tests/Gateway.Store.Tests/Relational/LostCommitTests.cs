using Gateway.Store.Relational;
using Gateway.Store.Tests.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Relational;

/// <summary>Whatever becomes of the connection, a step is written once or its caller is told that it was not.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LostCommitTests : IAsyncDisposable
{
    readonly SqliteFixture _fixture = new();
    LossyDatabase _database = null!;
    WriteQueue _queue = null!;

    [SetUp]
    public async Task Open()
    {
        _database = new LossyDatabase(_fixture.Options);
        await _database.MigrateAsync(default);
        _queue = new WriteQueue(_database, () => Task.CompletedTask, 100, 100, TimeSpan.Zero, new OrderTraffic(TimeProvider.System), TimeProvider.System, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _database.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Test]
    public async Task A_deadlocks_victim_is_run_again()
    {
        _database.Undoes = 2;
        var line = await AddAsync("6001");

        Assert.That((line, _database.Begun), Is.EqualTo((1L, 3)), "the numbers that it took before are free again");
        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6001" }));
    }

    [Test]
    public async Task One_that_is_the_victim_again_and_again_is_refused_as_unavailable()
    {
        _database.Undoes = 100;
        Assert.That(() => AddAsync("6001"), Throws.TypeOf<StoreUnavailableException>());
        Assert.That(_database.Begun, Is.EqualTo(5));
        _database.Undoes = 0;
        await AddAsync("6002");

        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6002" }));
    }

    [Test]
    public async Task A_commit_whose_answer_was_lost_is_found_to_be_there_and_not_run_again()
    {
        _database.LosesAnswers = 1;
        var line = await AddAsync("6001");

        Assert.That((line, await AccountsAsync()), Is.EqualTo((1L, new[] { "6001" })));
        Assert.That(await AddAsync("6002"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_commit_that_was_lost_on_its_way_is_found_to_be_missing_and_run_again()
    {
        await AddAsync("6001");
        _database.LosesCommits = 1;

        Assert.That(await AddAsync("6002"), Is.EqualTo(2), "its number was never given");
        Assert.That(await AccountsAsync(), Is.EqualTo(new[] { "6001", "6002" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Where_nobody_can_find_out_the_caller_is_told_to_ask_again_and_learns_the_truth_then(bool written)
    {
        (_database.GoesAway, _database.LosesAnswers, _database.LosesCommits) = (true, written ? 1 : 0, written ? 0 : 1);
        Assert.That(() => AddAsync("6001"), Throws.TypeOf<StoreUnavailableException>());
        Assert.That(() => AddAsync("6002"), Throws.TypeOf<StoreUnavailableException>(), "still away");
        _database.Away = false;
        await AddAsync("6003");

        Assert.That(await AccountsAsync(), Is.EqualTo(written ? new[] { "6001", "6003" } : ["6003"]));
    }

    [Test]
    public async Task What_another_process_wrote_on_the_same_head_is_never_overwritten()
    {
        // A product or isolation that does not keep writers apart: the head moves between this transaction's beginning and its end.
        var moved = false;
        var line = await _queue.RunAsync(
            async s =>
            {
                await AccountSteps.EnsureAsync(s, "6001");
                if (!moved) await s.ExecuteAsync("UPDATE store_head SET version = version + 1", null);
                moved = true;
                return s.NextLineId();
            },
            default);

        Assert.That((line, _database.Begun), Is.EqualTo((1L, 2)));
    }

    Task<long> AddAsync(string account) => _queue.RunAsync(
        async s =>
        {
            await AccountSteps.EnsureAsync(s, account);
            _database.Meet();
            return s.NextLineId();
        },
        default);

    async Task<string[]> AccountsAsync()
    {
        await using var session = await _database.BeginReadAsync(default);
        return [.. await session.ListAsync<string>("SELECT account FROM accounts ORDER BY account")];
    }
}
