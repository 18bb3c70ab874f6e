using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Objections;
using Gateway.Worker.Reviews;
using Gateway.Worker.Tests.Support;
using Microsoft.Extensions.Logging;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Tests;

/// <summary>What two people decide, carried out: reviews, transfers, other authorities' freezes, and what their courts are told.</summary>
[TestFixture]
public sealed class DeskTests
{
    private const string Account = "6222001";

    private static readonly DeskAct Police = new() { TaskId = 0, Authority = "某公安局", DocumentNo = "X1", Limit = 3_000, To = Given.Today.AddDays(9) };

    [Test]
    public async Task A_task_past_its_time_is_logged_once()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        var log = new Lines();
        using var watch = new DeskWatch(bench.Desk, (IObjectionStore)bench.Store, bench.Rules, bench.Options, bench.Time, log);
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)), newOfficer: true);
        await bench.RunAllAsync();
        Assert.That((await watch.LookAsync(default), log.Ids), Is.EqualTo((0, Array.Empty<int>())));

        bench.Time.Advance(TimeSpan.FromHours(bench.Options.ReviewHours) + TimeSpan.FromSeconds(1));
        Assert.That((await watch.LookAsync(default), await watch.LookAsync(default), log.Ids), Is.EqualTo((1, 1, new[] { 2060 })));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Single().OrderNo, Is.EqualTo("O1"), "nothing was decided");

        await bench.DecideAsync();
        Assert.That(await watch.LookAsync(default), Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task C27_another_authoritys_freeze_entered_by_hand_loses_its_hold_when_it_ends(bool byHand)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await bench.ActAsync(DeskTaskKind.EnterOtherFreeze, Account, Police);
        await bench.RunAllAsync();
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 9_000)));
        await bench.RunAllAsync();
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.ActualMinor), Is.EqualTo(new[] { 300_000L, 700_000 }));

        if (byHand) await bench.ActAsync(DeskTaskKind.EndOtherFreeze, Account, Police);
        else
        {
            bench.Time.Advance(TimeSpan.FromDays(10));
            await bench.Store.ScheduleExpiriesAsync(Given.Today.AddDays(10), bench.Rules.TimeZone, default);
        }

        await bench.RunAllAsync();
        Assert.That(bench.Core.Account(Account).Registers[0].Holds.Select(h => h.HoldId), Is.EqualTo(new[] { "zdz:O1:1:1" }));
        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "zdz O1 9000.00" }), "the court behind it is told");
        Assert.That((await bench.Store.ReadBookAsync(new RegisterKey(Account, ""), default)).OtherFreezes, Is.Empty);
    }

    [Test]
    public async Task An_act_that_the_register_refuses_comes_back_to_people_and_can_be_done_later()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        var task = await bench.ActAsync(DeskTaskKind.EndOtherFreeze, Account, Police);
        await bench.RunAllAsync();
        var refused = (await bench.Desk.FindTaskAsync(task, default))!;
        Assert.That((refused.State, refused.Refusal), Is.EqualTo((DeskTaskState.Refused, (Reason?)Reason.OriginalFreezeNotFound)));

        await bench.ActAsync(DeskTaskKind.EnterOtherFreeze, Account, Police);
        await bench.RunAllAsync();
        await bench.DecideAsync();
        await bench.RunAllAsync();
        Assert.That((await bench.Desk.FindTaskAsync(task, default))!.State, Is.EqualTo(DeskTaskState.Done));
        Assert.That(bench.Core.Account(Account).Registers[0].Holds, Is.Empty);
    }

    [Test]
    public async Task A_core_that_refuses_an_act_once_is_asked_under_another_key_the_next_time()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        bench.Core.FaultAt = (call, key) => call == nameof(PutHold) && key == "desk:1:1.1" ? (CoreBanking.CoreFault.Refused, "NOT_TODAY", false) : null;
        var task = await bench.ActAsync(DeskTaskKind.EnterOtherFreeze, Account, Police);
        await bench.RunAllAsync();
        Assert.That((await bench.Desk.FindTaskAsync(task, default))!.Refusal, Is.EqualTo(Reason.CoreRefused));

        await bench.DecideAsync();
        await bench.RunAllAsync();
        Assert.That(bench.Core.Journal.Select(e => e.Key), Is.EqualTo(new[] { "desk:1.2:1.1" }));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Single().ActualMinor, Is.EqualTo(300_000));
    }

    [TestCase(DeskDecision.Approve, "FINAL 8000.00")]
    [TestCase(DeskDecision.Reject, "FINAL 0.00")]
    [TestCase(DeskDecision.Return, "FINAL 0.00")]
    public async Task What_a_freeze_in_review_comes_to_take_is_told_by_its_own_receipt_alone(DeskDecision decision, string told)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8_000)).OfOtherCourt(), newOfficer: true);
        await bench.RunAllAsync();
        await bench.AcceptAsync(Given.Control("O3", Given.Release(Account, "O1")));
        await bench.RunAllAsync();
        Assert.That((await bench.ReceiptsAsync()).Select(r => r.Order.OrderNo), Is.EqualTo(new[] { "O1", "O3" }), "nothing of O2 before its FINAL receipt");

        await bench.DecideAsync(decision);
        await bench.RunAllAsync();
        await bench.RunAllAsync();
        var receipts = await bench.ReceiptsAsync();
        Assert.That(receipts.Where(r => r.Order.OrderNo == "O2").Select(Told), Is.EqualTo(new[] { told }));
        Assert.That(receipts.Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, receipts.Count).Select(n => (long)n)));
        Assert.That((await bench.Store.ReadStatisticsAsync(default)).WaitingNotices, Is.Zero);
    }

    [Test]
    public async Task A_line_that_is_done_is_told_of_a_rise_only_behind_the_receipt_of_its_order_which_waits_for_another_line()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000), Given.Account("6222002", 10_000) with { Nature = "TREASURY" });
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8_000), Given.Freeze("6222002", 100)).OfOtherCourt());
        await bench.RunAllAsync();
        await bench.AcceptAsync(Given.Control("O3", Given.Release(Account, "O1")));
        await bench.RunAllAsync();
        Assert.That(await AdvancesAsync(bench), Is.Empty);

        await bench.DecideAsync();
        await bench.RunAllAsync();
        Assert.That((await bench.ReceiptsAsync()).Where(r => r.Order.OrderNo == "O2").Select(Told), Is.EqualTo(new[] { "FINAL 4000.00", "ADVANCE 8000.00" }));
    }

    [TestCase("*", "zdz")]
    [TestCase("F10", "prov")]
    public async Task C16_after_a_transfer_the_present_court_is_told_through_a_channel_that_speaks_for_it(string courtsOfFirst, string channel)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        bench.Courts = bench.Courts with
        {
            Channels =
            [
                new Channel("zdz", "总对总", ChannelKind.ZongDuiZong, [], [courtsOfFirst], null, null, true),
                new Channel("shut", "停用", ChannelKind.ZongDuiZong, [], ["*"], null, Given.Today.AddDays(-1), true),
                new Channel("prov", "点对点", ChannelKind.DianDuiDian, [], ["F11"], null, null, true),
            ],
        };
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8_000)));
        await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 500)).OfOtherCourt());
        await bench.RunAllAsync();
        await bench.ActAsync(DeskTaskKind.Transfer, Account, new DeskAct { TaskId = 0, FreezeId = "zdz:O2:1:1", CourtCode = "F11", CourtName = "乙市人民法院" });
        await bench.AcceptAsync(Given.Control("O4", Given.Release(Account, "O1")).OfOtherCourt());
        await bench.RunAllAsync();

        var notice = (await bench.Store.ReadReceiptsAsync(channel, 1, 100, true, default)).Where(r => r.Kind == ReceiptKind.Advance).Select(r => V1.ReceiptBody.Parser.ParseFrom(r.Body)).First();
        Assert.That((notice.OrderNo, notice.CourtCode, notice.CourtName, notice.Controls[0].Actual), Is.EqualTo(("O2", "F11", "乙市人民法院", "8000.00")));
        Assert.That(notice.Controls[0].Later, Is.Empty, "the present court's own freeze is not another's");
        if (channel == "zdz") return;
        Assert.That(await AdvancesAsync(bench), Is.EqualTo(new[] { "zdz O3 500.00" }), "the former court's channel hears no more of it");
        Assert.That(await bench.Store.AcknowledgeAsync("prov", [1], default), Is.Empty);
        var stored = (await bench.Store.ReadReceiptsAsync("prov", 1, 100, true, default)).Single();
        Assert.That((stored.ChannelId, stored.Order.ChannelId, stored.Sequence, stored.Acknowledged), Is.EqualTo(("prov", "zdz", 1L, true)));
        Assert.That((await bench.FileAsync(new OrderKey("zdz", "O2", 1))).State, Is.EqualTo(OrderState.Answered), "a notice's acknowledgement is not its order's");
    }

    [TestCase(DeskDecision.Approve, null, "")]
    [TestCase(DeskDecision.Reject, Reason.ReviewRejected, "缘由")]
    [TestCase(DeskDecision.Return, Reason.ReviewRejected, "退回：联系人丙，电话010-1；缘由")]
    public async Task An_inquiry_in_review_is_answered_once_people_have_decided(DeskDecision decision, Reason? refusal, string detail)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        bench.Rules = new Rules { Review = new ReviewModes { Inquiry = ReviewMode.Manual } };
        var order = await bench.AcceptAsync(Given.Inquiry("Q1"));
        await bench.RunAllAsync();
        Assert.That(((await bench.FileAsync(order)).InquiryInReview, (await bench.ReceiptsAsync()).Count), Is.EqualTo((true, 0)));

        await bench.DecideAsync(decision);
        await bench.RunAllAsync();
        var answer = (await bench.FileAsync(order)).Inquiry!;
        Assert.That((answer.Refusal, answer.ReasonDetail, answer.Found, (await bench.ReceiptsAsync()).Single().Kind), Is.EqualTo((refusal, detail, refusal is null, ReceiptKind.Final)));
    }

    [Test]
    public async Task An_objection_goes_to_the_court_as_a_sealed_letter_in_the_stream_and_changes_nothing_by_itself()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        await bench.RunAllAsync();
        var log = new Lines();
        using var watch = new DeskWatch(bench.Desk, (IObjectionStore)bench.Store, bench.Rules, bench.Options, bench.Time, log);
        var subject = System.Text.Json.JsonSerializer.Serialize(new ObjectionSubject(order, "1", "该账户为工会经费专户。\n依法不得冻结。"));
        var raise = NewDeskTask.About(DeskTaskKind.Objection, subject, "") with { Order = order, LineNo = "1" };
        var (task, fault) = await bench.Desk.OpenTaskAsync(raise, new DeskProposal("甲", DeskDecision.Approve, ""), default);
        Assert.That((fault, await LettersAsync(bench)), Is.EqualTo(((DeskFault?)null, 0)), "one person raises nothing");
        bench.Time.Advance(TimeSpan.FromDays(16));
        Assert.That((await watch.LookAsync(default), log.Ids), Is.EqualTo((0, Array.Empty<int>())), "article 6 sets the bank no time");
        Assert.That(await bench.Desk.ConfirmAsync(task, "乙", default), Is.Null);

        Assert.That((await LettersAsync(bench), await LettersAsync(bench)), Is.EqualTo((1, 0)), "one letter");
        var receipts = await bench.ReceiptsAsync();
        var letter = V1.ReceiptBody.Parser.ParseFrom(receipts[^1].Body);
        Assert.That((receipts[^1].Kind, receipts[^1].Sequence, letter.Kind, letter.Objection.LineNo, letter.Objection.ReplyUntil), Is.EqualTo((ReceiptKind.Objection, 2L, V1.ReceiptKind.Objection, "1", "2026-12-22")));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Single().ActualMinor, Is.EqualTo(600_000), "the freeze stays");

        bench.Time.Advance(TimeSpan.FromDays(13));
        Assert.That((await watch.LookAsync(default), log.Ids[^1]), Is.EqualTo((0, 2062)));
        bench.Time.Advance(TimeSpan.FromDays(3));
        Assert.That((await watch.LookAsync(default), log.Ids[^1], (await bench.PositionAsync(Account)).Freezes.Count), Is.EqualTo((1, 2063, 1)));

        var outcome = NewDeskTask.About(DeskTaskKind.ObjectionOutcome, System.Text.Json.JsonSerializer.Serialize(new ObjectionOutcomeSubject(1, ObjectionState.Upheld, "(2026)甲执异1号", Given.Today.AddDays(20))), "");
        Assert.That((await bench.Desk.OpenTaskAsync(outcome, new DeskProposal("甲", DeskDecision.Approve, ""), default)).Fault, Is.EqualTo(DeskFault.EvidenceMissing));
        var (closing, _) = await bench.Desk.OpenTaskAsync(outcome, new DeskProposal("甲", DeskDecision.Approve, "", "abc", [1]), default);
        var (second, _) = await bench.Desk.OpenTaskAsync(outcome, new DeskProposal("甲", DeskDecision.Approve, "", "abc", [1]), default);
        Assert.That((await bench.Desk.ConfirmAsync(closing, "乙", default), await bench.Desk.ConfirmAsync(second, "乙", default)), Is.EqualTo(((DeskFault?)null, (DeskFault?)DeskFault.ObjectionClosed)));
        var closed = (await ((IObjectionStore)bench.Store).ReadObjectionsAsync(true, default)).Single();
        Assert.That((closed.State, closed.OutcomeDocument, closed.OutcomeDay, closed.Sequence, await watch.LookAsync(default)), Is.EqualTo((ObjectionState.Upheld, "(2026)甲执异1号", (DateOnly?)Given.Today.AddDays(20), (long?)2, 0)));
    }

    private static async Task<int> LettersAsync(Bench bench)
    {
        using var stage = bench.Objections();
        return await stage.MakeWaitingAsync(default);
    }

    private static string Told(StoredReceipt receipt) => $"{receipt.Kind.ToString().ToUpperInvariant()} {V1.ReceiptBody.Parser.ParseFrom(receipt.Body).Controls[0].Actual}";

    private static async Task<IReadOnlyList<string>> AdvancesAsync(Bench bench) =>
        [.. (await bench.ReceiptsAsync()).Where(r => r.Kind == ReceiptKind.Advance).Select(r => $"{r.ChannelId} {r.Order.OrderNo} {Told(r)[8..]}")];

    private sealed class Lines : ILogger<DeskWatch>
    {
        private readonly List<int> _ids = [];

        public int[] Ids => [.. _ids];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _ids.Add(eventId.Id);
    }
}
