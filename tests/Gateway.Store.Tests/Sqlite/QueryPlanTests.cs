using Dapper;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Archive;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>An account costs nothing to the others: whatever a turn asks of the database is found by an index, never by reading a table through.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private static readonly Dictionary<string, ArchiveLocation> NoDocuments = [];


    private SqliteFixture _fixture = null!;
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero));
    private readonly HashSet<string> _statements = [];
    private SqliteConnection _connection = null!;
    private long _batch;

    [SetUp]
    public async Task OpenAsync()
    {
        _fixture = new SqliteFixture();
        _statements.Clear();
        await using (await _fixture.OpenAsync(_clock))
        {
            // Only migrated.
        }

        _connection = new SqliteConnection($"Data Source={Path.Combine(_fixture.Options.Directory, SqliteStore.FileName)};Pooling=False");
        await _connection.OpenAsync();
        raw.sqlite3_trace(_connection.Handle, (_, statement) => _statements.Add(statement), null);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _connection.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    public void Dispose() => _connection.Dispose();

    [Test]
    public async Task A_turn_reads_no_table_through()
    {
        await WriteAsync(s => AcceptStep.RunAsync(s, Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), NoDocuments));
        await TurnAsync(turn => new TurnOutcome(new Decision { NewFreeze = Make.Freeze(turn) }, Make.Answer(turn), []) { Seen = new SeenEntries([], []) });
        await WriteAsync(s => AcceptStep.RunAsync(s, Make.Accept(Make.Control("A2", Make.Line("1", "6001", Measure.Deduct) with { Payee = new Payee("", "", "", "9001") })), NoDocuments));
        await TurnAsync(turn =>
        {
            var freeze = turn.Book.Freezes.Single();
            var taken = new Deduction(turn.Order!, "1", freeze.Register, "F10", 100, turn.ServiceTime);
            var final = new Decision { Changes = [Make.Change(turn, freeze.FreezeId, FreezeChangeKind.ReducedByDeduction, 100)], Deduction = taken, OriginalFreezeId = freeze.FreezeId };
            return new TurnOutcome(final, Make.Answer(turn), []) { Notices = [new FreezeNotice(freeze.FreezeId, freeze.Order, freeze.CourtCode, freeze.CourtName, freeze.Order.ChannelId, Make.Answer(turn) with { ActualMinor = 7 })], Seen = new SeenEntries([], []) };
        });

        await AssertNoScanAsync();
    }

    [Test]
    public async Task What_waits_for_people_is_found_by_its_account()
    {
        await WriteAsync(s => AcceptStep.RunAsync(s, Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), NoDocuments));
        var turn = await ReadAsync(s => TurnQueries.OpenAsync(s, "6001"));
        var asked = new Decision { Review = new ReviewNeed([ReviewRule.ProtectedAccount], "依据", "CNY"), NewFreeze = Make.Freeze(turn!) };
        Assert.That(await WriteAsync(s => ReviewSteps.BeginAsync(s, turn!, asked, TimeSpan.FromHours(1))), Is.True);
        var task = (await ReadAsync(s => DeskQueries.FindAsync(s, 1)))! with { Decision = nameof(Desk.DeskDecision.Approve) };
        await WriteAsync(async s => { await ReviewSteps.DecideAsync(s, task); return true; });
        await ReadAsync(s => TurnQueries.OpenAsync(s, "6001"));

        await AssertNoScanAsync();
    }

    [Test]
    public async Task What_the_night_the_cores_feed_and_retention_look_for_is_found_by_indexes()
    {
        await WriteAsync(s => AcceptStep.RunAsync(s, Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), NoDocuments));
        await TurnAsync(turn => Make.Frozen(turn, to: new DateOnly(2026, 7, 2)));
        Assert.That(await WriteAsync(s => FeedSteps.RecordAsync(s, "", "1", [new Register.Accounts.RegisterKey("6001", "")])), Is.EqualTo(1));
        Assert.That(await WriteAsync(s => ExpirySteps.ScheduleCourtsAsync(s, new DateOnly(2026, 7, 3), TimeZoneInfo.Utc)), Is.EqualTo(1));
        await WriteAsync(s => ExpirySteps.ScheduleCoresAsync(s, new DateOnly(2026, 7, 3), TimeZoneInfo.Utc));
        await WriteAsync(s => HubRetentionSteps.ClearAsync(s, _clock.Now, 10));

        await AssertNoScanAsync();
    }

    [Test]
    public async Task What_the_console_lists_is_found_by_indexes()
    {
        await WriteAsync(s => AcceptStep.RunAsync(s, Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), NoDocuments));
        Views.OrderFilter[] filters = [new(), new() { OrderNo = "A1" }, new() { Account = "6001" }, new() { Open = true }, new() { Before = new DateTimeOffset(2026, 7, 2, 0, 0, 0, TimeSpan.Zero) }, new() { InReview = true },
            new() { CaseNo = "c", Open = true }, new() { Party = new("10100", "1"), From = new DateTimeOffset(2026, 7, 2, 0, 0, 0, TimeSpan.Zero) }, new() { Court = "F10", State = Gateway.Store.OrderState.Answered }, new() { Court = "F10", Open = true },
            new() { Court = "F10", Reason = Register.Reason.AccountNotFound }, new() { State = Gateway.Store.OrderState.Acknowledged }, new() { Account = "6001", Court = "F10", Reason = Register.Reason.AccountNotFound, State = Gateway.Store.OrderState.Answered },
        ];
        foreach (var filter in filters) await ReadAsync(s => ViewQueries.OrdersAsync(s, filter, long.MaxValue, 10));
        await ReadAsync(s => ViewQueries.PaceAsync(s, 1000));
        await ReadAsync(s => ViewQueries.TrailAsync(s, new Register.Orders.OrderKey("zdz", "A1", 1)));
        await ReadAsync(s => StaffSteps.FindAsync(s, "admin"));
        var moment = new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);
        await ReadAsync(s => AuditQueries.PageAsync(s, new Auditing.AuditFilter { From = moment, Until = moment.AddDays(1), Actor = "a", Action = "b", Subject = "c" }, long.MaxValue, 10));
        await ReadAsync(s => AuditQueries.FindAsync(s, 1));

        await AssertNoScanAsync();
    }

    private async Task TurnAsync(Func<AccountTurn, TurnOutcome> outcome)
    {
        var turn = (await ReadAsync(s => TurnQueries.OpenAsync(s, "6001")))!;
        turn = (await WriteAsync(s => TurnSteps.RecordIntentAsync(s, turn, new TurnIntent(1, new Decision()))))!;
        Assert.That((await WriteAsync(s => TurnSteps.RecordOutcomeAsync(s, turn, outcome(turn)))).Written, Is.True);
    }

    private async Task<T> ReadAsync<T>(Func<ReadSession, Task<T>> query)
    {
        await using var session = new ReadSession(_connection, _connection.BeginTransaction(), " LIMIT @max") { GiveBack = () => ValueTask.CompletedTask };
        return await query(session);
    }

    private async Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> step)
    {
        await using var transaction = _connection.BeginTransaction();
        var head = await _connection.QueryFirstAsync<StoreHead>(StoreHead.Select, transaction: transaction);
        await using var session = new WriteSession(_connection, transaction, " LIMIT @max", head, _clock);
        var result = await step(session);
        await session.CommitAsync(new BatchMark("test", ++_batch));
        return result;
    }

    private async Task AssertNoScanAsync()
    {
        raw.sqlite3_trace(_connection.Handle, (strdelegate_trace?)null, null);
        // The plan of an insert also lists searches for rows that violated a foreign key before, which take place only if there are any.
        await _connection.ExecuteAsync("PRAGMA foreign_keys = OFF");
        var asked = _statements.Where(s => s.Split(' ', 2)[0].Trim() is "SELECT" or "INSERT" or "UPDATE" or "DELETE").ToList();
        Assert.That(asked, Has.Count.GreaterThan(10), "the statements were seen");
        foreach (var statement in asked)
        {
            var plan = (await _connection.QueryAsync($"EXPLAIN QUERY PLAN {statement}")).Select(step => (string)step.detail).ToList();
            Assert.That(plan.Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal) && step != "SCAN CONSTANT ROW"), Is.Empty, statement);
        }
    }
}
