using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Outcomes;
using Gateway.Store.Retention;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Deductions whose payee has its account at another bank: debited at once, confirmed or sent back later.</summary>
[TestFixture]
public sealed class PaymentTests
{
    private const string Account = "6222000000000001";
    private const string Key = "zdz:O9:1:1:2.1";

    [Test]
    public async Task The_court_is_told_at_once_that_the_money_is_on_its_way_and_FINAL_follows_when_it_has_arrived()
    {
        await using var bench = await DeductedAsync();
        var receipts = await bench.ReceiptsAsync();
        Assert.That(receipts.Select(r => (r.Order.OrderNo, r.Kind)), Is.EqualTo(new[] { ("O1", ReceiptKind.Final), ("O9", ReceiptKind.Interim) }));
        var interim = Contracts.V1.ReceiptBody.Parser.ParseFrom(receipts[1].Body).Controls[0];
        Assert.That((interim.Open, interim.Controlled, interim.Deducted, interim.NotDeducted, interim.Reason), Is.EqualTo((true, true, "4000.00", "0.00", "")));
        Assert.That(interim.Remark, Does.Contain("汇往收款行"));

        bench.Core.Settle(Key, PaymentState.Paid);
        await TellAsync(bench);
        receipts = await bench.ReceiptsAsync();
        Assert.That(receipts[^1].Kind, Is.EqualTo(ReceiptKind.Final));
        var final = Contracts.V1.ReceiptBody.Parser.ParseFrom(receipts[^1].Body).Controls[0];
        Assert.That((receipts.Count, final.Open, final.Deducted), Is.EqualTo((3, false, "4000.00")));
        Assert.That(final.Remark, Is.EqualTo("收款行已确认入账，汇划流水 HVPS1"));
        Assert.That((await bench.Store.ReadStatisticsAsync(default)).PendingPayments, Is.Zero);
    }

    [Test]
    public async Task Later_lines_of_the_account_do_not_wait_for_the_payees_bank()
    {
        await using var bench = await DeductedAsync();
        var release = await bench.AcceptAsync(Given.Control("O10", Given.Release(Account, "O1")));
        await bench.RunAllAsync();
        Assert.That((await bench.AnswerAsync(release)).Controlled, Is.True);
        Assert.That((await bench.FileAsync(new OrderKey(Bench.Channel, "O9", 1))).OpenLines, Is.EqualTo(1));
    }

    [TestCase(false, "the money came back before it was confirmed")]
    [TestCase(true, "the money came back after FINAL had said that it was deducted")]
    public async Task Money_that_comes_back_stands_under_its_freeze_again_at_its_rank(bool paidFirst, string _)
    {
        await using var bench = await DeductedAsync();
        await bench.AcceptAsync(Given.Control("O11", Given.Freeze(Account, 9000)).OfOtherCourt());
        await bench.RunAllAsync();
        if (paidFirst)
        {
            bench.Core.Settle(Key, PaymentState.Paid);
            await TellAsync(bench);
        }

        bench.Core.Settle(Key, PaymentState.Returned);
        await TellAsync(bench);

        var position = await bench.PositionAsync(Account);
        Assert.That(position.Freezes.Select(f => (f.OrderNo, f.Rank, f.LimitMinor, f.ActualMinor)), Is.EqualTo(new[] { ("O1", 1, (long?)600_000, 600_000L), ("O11", 2, 900_000, 400_000) }));
        Assert.That(position.BalanceMinor, Is.EqualTo(1_000_000));
        Assert.That(bench.Core.Account(Account).Find("")!.Holds.Select(h => (h.HoldId, h.LimitMinor)), Is.EquivalentTo(new[] { ("zdz:O1:1:1", (long?)600_000), ("zdz:O11:1:1", 900_000) }));
        var correction = Contracts.V1.ReceiptBody.Parser.ParseFrom((await bench.ReceiptsAsync()).Single(r => r.Kind == ReceiptKind.Correction).Body).Controls[0];
        Assert.That((correction.Controlled, correction.Deducted, correction.NotDeducted, correction.Reason, correction.Requested, correction.Actual), Is.EqualTo((false, "0.00", "4000.00", "CORE_REFUSED", "6000.00", "6000.00")));
        Assert.That(correction.ReasonText, Is.EqualTo("核心拒绝：款项被收款行退回（账号户名不符）"));
        Assert.That(correction.Remark, Is.EqualTo("汇款 4000.00 CNY 被收款行退回，已退回原账户，恢复在原冻结项下，顺位不变"));
        var final = Contracts.V1.ReceiptBody.Parser.ParseFrom((await bench.Store.FindReceiptAsync(Bench.Channel, "O9", null, default))!.Body).Controls[0];
        Assert.That(final.Deducted, Is.EqualTo(paidFirst ? "4000.00" : "0.00"));
        Assert.That((await bench.ReceiptsAsync()).Count(r => r.Kind == ReceiptKind.Advance), Is.Zero, "nobody else takes more by it");
    }

    // deducted: of O1's freeze of 6000 on 10000; between: what happens before the money comes back.
    [TestCase(6000, "O1", "nothing", "O1 6000 6000")]
    [TestCase(7000, "O1", "nothing", "O1 6000 6000, O9 1000 1000")]
    [TestCase(4000, "O1", "release", "O9 4000 4000")]
    [TestCase(4000, "O1", "expiry", "O9 4000 4000")]
    [TestCase(9000, "O1", "queued", "O1 6000 6000, O9 3000 3000, O11 5000 1000")]
    public async Task Wherever_the_money_stood_the_courts_hold_on_it_is_not_lost(int deducted, string original, string between, string expected)
    {
        await using var bench = await DeductedAsync(deducted, original);
        if (between == "release") await bench.AcceptAsync(Given.Control("O10", Given.Release(Account, "O1")));
        if (between == "queued") await bench.AcceptAsync(Given.Control("O11", Given.Freeze(Account, 5000)).OfOtherCourt());
        if (between == "expiry")
        {
            bench.Time.Advance(TimeSpan.FromDays(366));
            await bench.Store.ScheduleExpiriesAsync(bench.Rules.DateOf(bench.Time.GetUtcNow()), bench.Rules.TimeZone, default);
        }

        await bench.RunAllAsync();
        bench.Core.Settle(Key, PaymentState.Returned);
        await TellAsync(bench);
        var position = await bench.PositionAsync(Account);
        Assert.That(string.Join(", ", position.Freezes.Select(f => $"{f.OrderNo} {f.LimitMinor / 100} {f.ActualMinor / 100}")), Is.EqualTo(expected));
        var holds = bench.Core.Account(Account).Find("")!.Holds;
        Assert.That(holds.Sum(h => h.LimitMinor), Is.EqualTo(position.Freezes.Sum(f => f.LimitMinor)), "the core holds what the register says");
        Assert.That(holds.Select(h => h.HoldId), Is.EquivalentTo(position.Freezes.Select(f => f.FreezeId)));
    }

    [Test]
    public async Task No_freeze_behind_takes_money_that_came_back_before_its_line_has_run()
    {
        await using var bench = await DeductedAsync(6000);
        var queued = await bench.AcceptAsync(Given.Control("O11", Given.Freeze(Account, 9000)).OfOtherCourt());
        await bench.RunAllAsync();
        bench.Core.Settle(Key, PaymentState.Returned, told: false);
        var deduct = await bench.AcceptAsync(Given.Control("O12", Given.Deduct(Account, 9000, "O11") with { Payee = Given.Fund with { Name = "乙市人民法院执行款专户", Account = "9002" } }).OfOtherCourt());
        bench.Core.Remits = false;
        await bench.RunAllAsync();
        Assert.That(((await bench.AnswerAsync(queued)).ActualMinor, (await bench.AnswerAsync(deduct)).DeductedMinor), Is.EqualTo((400_000L, 400_000L)));
        Assert.That(await bench.Store.AskPaymentsAsync([Key], default), Is.EqualTo(1));
        await bench.RunAllAsync();
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("O1", 600_000L), ("O11", 0L) }));
    }

    [Test]
    public async Task A_core_without_a_feed_is_asked_and_a_remittance_that_takes_too_long_is_an_alarm()
    {
        await using var bench = await DeductedAsync();
        bench.Core.Settle(Key, PaymentState.Paid, told: false);
        Assert.That(await bench.Watch().LookAsync(default), Is.Zero);
        Assert.That((await bench.Store.ReadStatisticsAsync(default)).OpenLines, Is.Zero, "the core was asked a moment ago");
        bench.Time.Advance(TimeSpan.FromHours(25));
        Assert.That(await bench.Watch().LookAsync(default), Is.EqualTo(1));
        Assert.That(await bench.Store.AskDuePaymentsAsync(bench.Time.GetUtcNow(), default), Is.Zero, "one line asks at a time");
        await bench.RunAllAsync();
        Assert.That((await bench.FileAsync(new OrderKey(Bench.Channel, "O9", 1))).OpenLines, Is.Zero);
        Assert.That(await bench.Watch().LookAsync(default), Is.Zero);
    }

    [Test]
    public async Task What_came_back_is_counted_as_it_ended_and_let_go_of_long_after_its_order()
    {
        await using var bench = await DeductedAsync();
        bench.Core.Settle(Key, PaymentState.Paid);
        await TellAsync(bench);
        Assert.That(await CountAsync(bench), Is.EqualTo(("Done", 400_000L)));
        bench.Core.Settle(Key, PaymentState.Returned);
        await TellAsync(bench);
        Assert.That(await CountAsync(bench), Is.EqualTo(("Refused", 0L)), "a CORRECTION is not counted besides");

        await bench.AcceptAsync(Given.Control("O12", Given.Release(Account, "O1")));
        await bench.RunAllAsync();
        await bench.Store.AcknowledgeAsync(Bench.Channel, [.. (await bench.ReceiptsAsync()).Select(r => r.Sequence)], default);
        bench.Time.Advance(TimeSpan.FromDays(91));
        var retention = (IRetention)bench.Store;
        var lease = (await ((ILeases)bench.Store).TakeLeaseAsync("retention", "me", TimeSpan.FromMinutes(5), default))!;
        Assert.That(await retention.ClearAsync(lease, bench.Time.GetUtcNow(), 10, default), Is.Not.Zero, "the bank's own lines");
        Assert.That(await bench.Store.AskPaymentsAsync([Key], default), Is.Zero, "it came back: nobody asks");
        var before = bench.Time.GetUtcNow().AddDays(-90);
        for (var from = (long?)0; from is not null;) from = (await retention.ArchiveOrdersAsync(lease, before, from.Value, 10, default)).Next;
        Assert.That((await retention.ClearAsync(lease, before, 10, default), await retention.ClearAsync(lease, before, 10, default)), Is.EqualTo((1, 0)), "the remittance, once");
    }

    static async Task<(string Outcome, long Deducted)> CountAsync(Bench bench)
    {
        var now = bench.Time.GetUtcNow();
        var rows = await ((IOutcomes)bench.Store).CountAsync(new OutcomeQuery(now.AddDays(-9), now.AddDays(1), [OutcomeKey.Measure, OutcomeKey.Outcome], TimeSpan.Zero), default);
        var row = rows.Single(r => r.Keys[0] == "06");
        return (row.Keys[1], row.DeductedMinor);
    }

    [TestCase("313000000001", null)]
    [TestCase("102000000009", Reason.PayeeNotRegistered)]
    public async Task The_same_number_at_another_bank_is_another_account(string registeredAt, Reason? reason)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Courts = bench.Courts with { Courts = [.. bench.Courts.Courts.Select(c => c with { Funds = [.. c.Funds.Select(f => f with { BankNo = registeredAt })] })] };
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Deduct(Account, 100)));
        await bench.RunAllAsync();
        Assert.That((await bench.AnswerAsync(order)).Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task What_the_core_refuses_is_told_by_the_banks_table()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000), Given.Account("6002", 10000));
        bench.Core.FaultAt = (call, key) => call == nameof(PutHold) ? (CoreFault.Refused, key.Contains("O1:", StringComparison.Ordinal) ? "ACCOUNT_CLOSED" : "X-17", false) : null;
        var closed = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var unknown = await bench.AcceptAsync(Given.Control("O2", Given.Freeze("6002", 6000)));
        await bench.RunAllAsync();
        Assert.That(((await bench.AnswerAsync(closed)).Reason, (await bench.AnswerAsync(closed)).ReasonDetail), Is.EqualTo((Reason.AccountClosed, "")));
        Assert.That(((await bench.AnswerAsync(unknown)).Reason, (await bench.AnswerAsync(unknown)).ReasonDetail), Is.EqualTo((Reason.CoreRefused, "核心系统代码 X-17")));
    }

    /// <summary>O1 froze 6000 of 10000; O9 deducted, and the money is on its way to another bank.</summary>
    private static async Task<Bench> DeductedAsync(int amount = 4000, string original = "O1")
    {
        var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAllAsync();
        bench.Core.Remits = true;
        await bench.AcceptAsync(Given.Control("O9", Given.Deduct(Account, amount, original)));
        await bench.RunAllAsync();
        return bench;
    }

    private static async Task TellAsync(Bench bench)
    {
        bench.Time.Advance(TimeSpan.FromSeconds(bench.Options.FeedLeaseSeconds)); // the reader before has gone
        Assert.That(await bench.Feed().CatchUpAsync(default), Is.True);
        await bench.RunAllAsync();
    }
}
