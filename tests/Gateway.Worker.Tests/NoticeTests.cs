using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Tests.Support;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Tests;

/// <summary>Kind ADVANCE: courts are told when a freeze of theirs takes more without an order of their own (C5, C17).</summary>
[TestFixture]
public sealed class NoticeTests
{
    private const string Account = "6222001";

    [Test]
    public async Task When_a_release_lets_queued_freezes_take_more_each_court_is_told_once_behind_its_own_receipt()
    {
        await using var bench = await QueueAsync(Given.Account(Account, 10_000));
        await bench.AcceptAsync(Given.Control("R1", Given.Release(Account, "O1")));
        await bench.RunAllAsync();
        await bench.RunAllAsync();

        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "O2 8000.00", "O3 2000.00" }));
        var receipts = await bench.ReceiptsAsync();
        Assert.That(receipts.Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, receipts.Count)), "no gap and no repeat");
        Assert.That((await bench.Store.ReadStatisticsAsync(default)).WaitingNotices, Is.Zero);
    }

    [Test]
    public async Task When_a_channel_wants_no_notices_none_are_made()
    {
        await using var bench = await QueueAsync(Given.Account(Account, 10_000));
        bench.Courts = bench.Courts with { Channels = [new Channel(Bench.Channel, "总对总", ChannelKind.ZongDuiZong, [], ["*"], null, null, true) { AdvanceNotices = false }] };
        await bench.AcceptAsync(Given.Control("R1", Given.Release(Account, "O1")));
        await bench.RunAllAsync();

        Assert.That(await AdvancesAsync(bench), Is.Empty);
    }

    [Test]
    public async Task When_two_freezes_end_on_one_day_the_next_court_is_told_its_actual_once()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000, Given.Today.AddDays(9))));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 3_000, Given.Today.AddDays(9))));
        await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 8_000)).OfOtherCourt());
        await bench.RunAllAsync();
        bench.Time.Advance(TimeSpan.FromDays(10));
        await bench.Store.ScheduleExpiriesAsync(Given.Today.AddDays(10), bench.Rules.TimeZone, default);
        await bench.RunAllAsync();

        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "O3 8000.00" }));
    }

    [Test]
    public async Task C27_another_authoritys_freeze_that_ends_by_its_date_is_told_of_in_that_night()
    {
        var account = Given.Account(Account, 10_000);
        OtherFreeze Other(string documentNo, int days) => new("某公安局", documentNo, 300_000, Given.Today, Given.Today.AddDays(days), Given.Start.AddDays(-1));
        await using var bench = await QueueAsync(account with { Registers = [account.Registers[0] with { OtherFreezes = [Other("X1", 9), Other("X2", 19)] }] });
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.ActualMinor), Is.EqualTo(new[] { 300_000L, 300_000, 400_000, 0, 0 }));

        await NightAsync(bench, 9);
        Assert.That(await AdvancesAsync(bench), Is.Empty, "the last day is not over");
        await NightAsync(bench, 1);
        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "O1 6000.00", "O2 1000.00" }));
        await NightAsync(bench, 1);
        await NightAsync(bench, 9);
        Assert.That((await AdvancesAsync(bench)).Skip(2), Is.EqualTo(new[] { "O2 4000.00" }), "the later one's end is found too, though the core still lists both");
    }

    [Test]
    public async Task A_claim_that_falls_is_told_and_a_credit_is_not()
    {
        await using var bench = await QueueAsync(Given.Account(Account, 10_000, Given.Claim("P1", "某公司", 9_000)));
        bench.Core.Credit(Account, 500);
        await CatchUpAsync(bench);
        Assert.That(await AdvancesAsync(bench), Is.Empty, "a credit tells nobody anything (C2)");

        bench.Core.SetClaims(Account, Given.Claim("P1", "某公司", 7_000));
        await CatchUpAsync(bench);
        await CatchUpAsync(bench);

        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "O1 3500.00" }));
    }

    [Test]
    public async Task A_claim_whose_end_an_order_comes_upon_first_is_told_once()
    {
        await using var bench = await QueueAsync(Given.Account(Account, 10_000, Given.Claim("P1", "某公司", 9_000)));
        bench.Core.SetClaims(Account);
        await bench.AcceptAsync(Given.Control("O4", Given.Freeze(Account, 100)));
        await bench.RunAllAsync();
        await CatchUpAsync(bench);

        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "O1 6000.00", "O2 4000.00" }));
    }

    [Test]
    public async Task While_another_process_reads_the_feed_this_one_does_not_and_takes_over_when_the_lease_is_out()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        using var first = bench.Feed();
        using var second = bench.Feed();

        Assert.That(await first.CatchUpAsync(default), Is.True);
        Assert.That(await second.CatchUpAsync(default), Is.False);
        bench.Time.Advance(TimeSpan.FromSeconds(bench.Options.FeedLeaseSeconds + 1));
        Assert.That(await second.CatchUpAsync(default), Is.True);
        Assert.That(await first.CatchUpAsync(default), Is.False);
    }

    [Test]
    public async Task Wherever_the_process_dies_a_claims_end_is_told_exactly_once()
    {
        for (var dieAt = 1; ; dieAt++)
        {
            await using var bench = await QueueAsync(Given.Account(Account, 10_000, Given.Claim("P1", "某公司", 9_000)));
            bench.Core.SetClaims(Account);
            var points = new CrashPoints(dieAt);
            try
            {
                await CatchUpAsync(bench, points.Around(bench.Store), points.Around<ICoreBanking>(bench.Core));
            }
            catch (CrashException)
            {
                bench.Time.Advance(TimeSpan.FromMinutes(1)); // the dead process' lease runs out
            }

            await CatchUpAsync(bench);
            Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "O1 6000.00", "O2 4000.00" }), points.Where);
            if (!points.Died) return;
        }
    }

    /// <summary>C3: three courts' freezes of 6 000, 8 000 and 5 000.</summary>
    private static async Task<Bench> QueueAsync(LiveAccount account)
    {
        var bench = await Bench.OpenAsync(account);
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8_000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 5_000)).OfOtherCourt());
        await bench.RunAllAsync();
        return bench;
    }

    private static async Task NightAsync(Bench bench, int days)
    {
        bench.Time.Advance(TimeSpan.FromDays(days));
        await bench.Store.ScheduleExpiriesAsync(bench.Rules.DateOf(bench.Time.GetUtcNow()), bench.Rules.TimeZone, default);
        await bench.RunAllAsync();
    }

    private static async Task CatchUpAsync(Bench bench, IStore? store = null, ICoreBanking? core = null)
    {
        // One process' reader holds the lease for as long as it lives.
        using var feed = bench.Feed(store, core);
        bench.Time.Advance(TimeSpan.FromSeconds(bench.Options.FeedLeaseSeconds + 1));
        Assert.That(await feed.CatchUpAsync(default), Is.True);
        await bench.RunAllAsync(store, core);
    }

    private static async Task<IReadOnlyList<string>> AdvancesAsync(Bench bench) =>
        [.. (await bench.ReceiptsAsync()).Where(r => r.Kind == ReceiptKind.Advance)
            .Select(r => V1.ReceiptBody.Parser.ParseFrom(r.Body)).Select(b => $"{b.OrderNo} {b.Controls.Single().Actual}")];
}
