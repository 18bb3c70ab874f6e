using System.Net;
using System.Net.Http.Json;
using Gateway.CoreBanking;
using Gateway.Ops.Development;
using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using NSubstitute;

namespace Gateway.Ops.Tests;

[TestFixture]
public sealed class DevelopmentTests
{
    private static readonly RegisterKey Key = new("6222001", "");

    [TestCase("/dev/idle")]
    [TestCase("/dev/accounts/6222001")]
    [TestCase("/dev/audit/verify")]
    public async Task Outside_development_there_are_no_such_endpoints(string path)
    {
        await using var ops = await OpsUnderTest.OpenAsync();

        Assert.That((await ops.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Setting_the_clock_moves_it_from_the_machines_and_runs_what_fell_due_before_it_answers()
    {
        var clock = new OffsetTimeProvider();
        var ranAt = new List<TimeSpan>();
        await using var ops = await OpsUnderTest.OpenForDevelopmentAsync(clock, _ => { ranAt.Add(clock.Offset); return Task.CompletedTask; });

        using var response = await ops.Client.PostAsJsonAsync(new Uri("/dev/clock", UriKind.Relative), new { offsetMilliseconds = 86_400_000L });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(clock.Offset, Is.EqualTo(TimeSpan.FromDays(1)));
        Assert.That(ranAt, Is.EqualTo(new[] { TimeSpan.FromDays(1) }));
    }

    [Test]
    public void An_offset_clock_shows_the_machines_time_plus_the_offset()
    {
        var clock = new OffsetTimeProvider { Offset = TimeSpan.FromDays(-400) };

        var before = TimeProvider.System.GetUtcNow();
        var shown = clock.GetUtcNow();
        var after = TimeProvider.System.GetUtcNow();

        Assert.That(shown, Is.InRange(before.AddDays(-400), after.AddDays(-400)));
    }

    [TestCase(1, 0, 0, 0, false)]
    [TestCase(0, 1, 0, 0, false)]
    [TestCase(0, 0, 1, 0, false)]
    [TestCase(0, 0, 0, 1, false)]
    [TestCase(0, 0, 0, 0, true)]
    public async Task It_is_idle_when_no_work_of_any_kind_is_left(long lines, long inquiries, long unanswered, long outbox, bool idle)
    {
        await using var ops = await OpsUnderTest.OpenForDevelopmentAsync(new OffsetTimeProvider());
        ops.Store.ReadStatisticsAsync(default).ReturnsForAnyArgs(OpsUnderTest.Idle with { OpenLines = lines, OpenInquiries = inquiries, UnansweredOrders = unanswered, UnsentOutbox = outbox });

        Assert.That((await ops.GetAsync("/dev/idle")).Body.GetProperty("idle").GetBoolean(), Is.EqualTo(idle));
    }

    [Test]
    public async Task A_position_shows_the_queue_with_amounts_as_decimal_text()
    {
        await using var ops = await OpsUnderTest.OpenForDevelopmentAsync(new OffsetTimeProvider());
        ops.Core.ReadAccountAsync("6222001", default).ReturnsForAnyArgs(CoreResult<LiveAccount?>.Of(Account()));
        ops.Store.ReadBookAsync(Key, default).ReturnsForAnyArgs(new RegisterBook(Key, [Freeze("O1", 600000), Freeze("O2", null)], []));

        var (status, body) = await ops.GetAsync("/dev/accounts/6222001");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(body.GetProperty("balance").GetString(), Is.EqualTo("10000.00"));
        Assert.That(body.GetProperty("held").GetString(), Is.EqualTo("9000.00"), "a claim's take is not held by courts");
        Assert.That(body.GetProperty("available").GetString(), Is.EqualTo("0.00"));
        var freezes = body.GetProperty("freezes").EnumerateArray().Select(f => (f.GetProperty("orderNo").GetString(), f.GetProperty("requested").GetString(), f.GetProperty("actual").GetString(), f.GetProperty("rank").GetInt32()));
        Assert.That(freezes, Is.EqualTo(new[] { ("O1", "6000.00", "6000.00", 1), ("O2", "", "3000.00", 2) }));
        var claim = body.GetProperty("claims").EnumerateArray().Single();
        Assert.That((claim.GetProperty("id").GetString(), claim.GetProperty("take").GetString()), Is.EqualTo(("P1", "1000.00")));
    }

    [Test]
    public async Task An_unknown_account_or_sub_account_is_not_found_and_a_core_that_is_away_is_said_to_be()
    {
        await using var ops = await OpsUnderTest.OpenForDevelopmentAsync(new OffsetTimeProvider());
        ops.Core.ReadAccountAsync("1", default).ReturnsForAnyArgs(CoreResult<LiveAccount?>.Of(null));
        Assert.That((await ops.GetAsync("/dev/accounts/1")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        ops.Core.ReadAccountAsync("1", default).ReturnsForAnyArgs(CoreResult<LiveAccount?>.Of(Account()));
        Assert.That((await ops.GetAsync("/dev/accounts/6222001?subAccount=09")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        ops.Core.ReadAccountAsync("1", default).ReturnsForAnyArgs(CoreResult<LiveAccount?>.Failed(CoreFault.NotSent, "DOWN", ""));
        Assert.That((await ops.GetAsync("/dev/accounts/6222001")).Status, Is.EqualTo(HttpStatusCode.BadGateway));
    }

    [TestCase(null, true)]
    [TestCase(17L, false)]
    public async Task The_audit_chain_can_be_verified(long? broken, bool valid)
    {
        await using var ops = await OpsUnderTest.OpenForDevelopmentAsync(new OffsetTimeProvider());
        ops.Store.VerifyAuditAsync(default).ReturnsForAnyArgs(broken);

        Assert.That((await ops.GetAsync("/dev/audit/verify")).Body.GetProperty("valid").GetBoolean(), Is.EqualTo(valid));
    }

    private static LiveAccount Account() => new()
    {
        Account = "6222001",
        Holder = new PartyIdentity("张三", "10100", "1"),
        Status = AccountStatus.Normal,
        Registers = [new LiveRegister { Key = Key, Currency = "CNY", BalanceMinor = 1000000, Claims = [new("P1", "MARGIN", "某公司", "", "", 100000, DateTimeOffset.UnixEpoch)] }],
        AsOf = DateTimeOffset.UnixEpoch,
    };

    private static Freeze Freeze(string order, long? limit) => new()
    {
        FreezeId = $"zdz:{order}:1:1",
        Order = new OrderKey("zdz", order, 1),
        LineNo = "1",
        Register = Key,
        CourtCode = "F10",
        CourtName = "甲市人民法院",
        CaseNo = "1",
        RulingNo = "",
        AssetKind = AssetKind.Deposit,
        RankTime = DateTimeOffset.UnixEpoch.AddDays(1),
        Sequence = order == "O1" ? 1 : 2,
        ServiceTime = DateTimeOffset.UnixEpoch.AddDays(1),
        GrantedMinor = limit,
        From = new DateOnly(2020, 1, 1),
        GrantedTo = new DateOnly(2999, 1, 1),
    };
}
