using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Worker.Emergency;
using Gateway.Worker.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Tests;

/// <summary>22: what stands still keeps its place, what may go on does, and all of it is done in the order of service once two people agree.</summary>
[TestFixture]
public sealed class PauseTests
{
    private const string Account = "6222001";

    [Test]
    public async Task Behind_a_paused_freeze_the_account_waits_so_that_it_keeps_its_rank_and_its_money()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000), Given.Account("6222002", 10_000));
        await PauseAsync(bench, PauseScope.Measure, "01");
        var first = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Deduct(Account, 9_000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Control("O3", Given.FreezeAndDeduct("6222002", 500)));
        await bench.RunAllAsync();
        Assert.That(bench.Core.Journal.Select(e => e.Key.Split(':')[1]).Distinct(), Is.EqualTo(new[] { "O3" }), "another account goes on");
        bench.Time.Advance(TimeSpan.FromMinutes(bench.Options.InterimAfterMinutes));
        Assert.That(await bench.Interims().RunDueAsync(default), Is.EqualTo(2), "the courts are told after the usual time");

        await ResumeAsync(bench);
        await bench.RunAllAsync();
        Assert.That(((await bench.AnswerAsync(first)).ActualMinor, (await bench.AnswerAsync(new OrderKey(Bench.Channel, "O2", 1))).Reason), Is.EqualTo((600_000L, (Reason?)Reason.PayeeNotRegistered)));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Single().OrderNo, Is.EqualTo("O1"));
        Assert.That((await bench.Desk.ReadTasksAsync(new DeskFilter(null, false), 10, default)).Count, Is.Zero, "nobody lost a rank");
    }

    [Test]
    public async Task A_paused_deduction_is_not_overtaken_by_the_release_of_its_freeze_and_a_later_freeze_goes_on()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        await bench.RunAllAsync();
        await PauseAsync(bench, PauseScope.Measure, "06");
        var deduction = await bench.AcceptAsync(Given.Control("O2", Given.Deduct(Account, 2_000, "O1")));
        var release = await bench.AcceptAsync(Given.Control("O3", Given.Release(Account, "O1")));
        var freeze = await bench.AcceptAsync(Given.Control("O4", Given.Freeze(Account, 1_000)).OfOtherCourt());
        await bench.RunAllAsync();
        Assert.That((await bench.AnswerAsync(freeze)).ActualMinor, Is.EqualTo(100_000));
        Assert.That(((await bench.FileAsync(deduction)).OpenLines, (await bench.FileAsync(release)).OpenLines, (await bench.Store.ReadStatisticsAsync(default)).WaitingLines), Is.EqualTo((1, 1, 2L)));

        await ResumeAsync(bench);
        await bench.RunAllAsync();
        Assert.That(((await bench.AnswerAsync(deduction)).DeductedMinor, (await bench.AnswerAsync(release)).ReleasedMinor), Is.EqualTo((200_000L, 400_000L)));
    }

    [Test]
    public async Task A_freeze_whose_renewal_is_paused_does_not_expire_meanwhile()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000, Given.Today)));
        await bench.RunAllAsync();
        await PauseAsync(bench, PauseScope.Channel, Bench.Channel);
        var renewal = await bench.AcceptAsync(Given.Control("O2", Given.Renew(Account, "O1", Given.Today.AddDays(90))));
        await bench.RunAllAsync();
        bench.Time.Advance(TimeSpan.FromDays(2));
        await bench.Store.ScheduleExpiriesAsync(Given.Today.AddDays(2), bench.Rules.TimeZone, default);
        await bench.RunAllAsync();

        await ResumeAsync(bench);
        await bench.RunAllAsync();
        Assert.That(((await bench.AnswerAsync(renewal)).Controlled, (await bench.PositionAsync(Account)).Freezes.Single().To), Is.EqualTo((true, Given.Today.AddDays(90))));
        Assert.That((await bench.Store.ReadStatisticsAsync(default)).WaitingLines, Is.Zero);
    }

    [Test]
    public async Task With_everything_paused_nothing_is_begun_what_has_begun_is_ended_and_inquiries_wait_too()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        var begun = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6_000)));
        bench.Core.FaultAt = (call, _) => call == nameof(PutHold) ? (CoreBanking.CoreFault.SentNoAnswer, "TIMEOUT", true) : null;
        await bench.RunAsync(Account);
        bench.Core.FaultAt = (_, _) => null;
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        await PauseAsync(bench, PauseScope.Everything, "");
        await bench.ActAsync(DeskTaskKind.EnterOtherFreeze, Account, new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = "X1", Limit = 100, To = Given.Today.AddDays(9) });
        var inquiry = await bench.AcceptAsync(Given.Inquiry("Q1"));
        await bench.RunAllAsync();
        Assert.That(((await bench.FileAsync(begun)).OpenLines, bench.Core.Journal.Count, (await bench.FileAsync(inquiry)).Inquiry), Is.EqualTo((0, 1, (Register.Answers.InquiryAnswer?)null)));

        await ResumeAsync(bench);
        await bench.RunAllAsync();
        Assert.That((bench.Core.Journal.Count, (await bench.FileAsync(inquiry)).Inquiry!.Found), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task A_paused_channels_inquiries_wait_and_anothers_about_the_same_party_do_not()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await PauseAsync(bench, PauseScope.Channel, Bench.Channel);
        await bench.AcceptAsync(Given.Inquiry("Q1"));
        var other = await bench.Store.AcceptAsync(new AcceptOrder("prov", Given.Inquiry("Q2"), 1, "c", "d", null, "", false, new Dictionary<string, byte[]>()), default);
        await bench.RunAllAsync();
        Assert.That(((await bench.ReceiptsAsync()).Count, (await bench.FileAsync(other.Known.Key)).Inquiry!.Found), Is.EqualTo((0, true)));
        await ResumeAsync(bench);
        await bench.RunAllAsync();
        Assert.That((await bench.ReceiptsAsync()).Select(r => V1.ReceiptBody.Parser.ParseFrom(r.Body).Inquiry.Found), Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task Catching_up_goes_in_the_order_of_service_of_paper_and_network_orders_alike()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10_000));
        await PauseAsync(bench, PauseScope.Measure, "01");
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 8_000)));
        await bench.RunAllAsync();
        var offline = new OfflineOrder("offline", Given.Control("P1", Given.Freeze(Account, 6_000)).OfOtherCourt(), "c", "d", bench.Time.GetUtcNow().AddHours(-1));
        var (task, _) = await bench.Desk.OpenTaskAsync(NewDeskTask.About(DeskTaskKind.OfflineOrder, System.Text.Json.JsonSerializer.Serialize(offline), ""), new DeskProposal("甲", DeskDecision.Approve, ""), default);
        Assert.That(await bench.Desk.ConfirmAsync(task, "乙", default), Is.Null);
        await bench.RunAllAsync();

        await ResumeAsync(bench);
        await bench.RunAllAsync();
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("P1", 600_000L), ("O1", 400_000L) }));
        Assert.That((await bench.Store.ReadReceiptsAsync("offline", 1, 10, true, default)).Single().Kind, Is.EqualTo(ReceiptKind.Final), "its receipt is in the paper channel's own sequence");
    }

    private static async Task PauseAsync(Bench bench, PauseScope scope, string target) =>
        Assert.That((await ((IPauseStore)bench.Store).PauseAsync(scope, target, "甲", "异常", default)).Fault, Is.Null);

    /// <summary>Two people agree that all goes on, and what waited is sent on.</summary>
    private static async Task ResumeAsync(Bench bench)
    {
        var pauses = (IPauseStore)bench.Store;
        foreach (var pause in await pauses.ReadPausesAsync(false, default))
        {
            var subject = System.Text.Json.JsonSerializer.Serialize(new ResumeSubject(pause.PauseId, pause.Scope, pause.Target));
            var (task, _) = await bench.Desk.OpenTaskAsync(NewDeskTask.About(DeskTaskKind.Resume, subject, ""), new DeskProposal("乙", DeskDecision.Approve, ""), default);
            Assert.That(await bench.Desk.ConfirmAsync(task, "丙", default), Is.Null);
        }

        using var catchUp = new CatchUp(pauses, (ILeases)bench.Store, new WorkSignal(), new PausePolling(TimeSpan.FromSeconds(1)), bench.Time, NullLogger<CatchUp>.Instance);
        Assert.That(await catchUp.RunDueAsync(default), Is.True);
        Assert.That(await catchUp.RunDueAsync(default), Is.False);
    }
}
