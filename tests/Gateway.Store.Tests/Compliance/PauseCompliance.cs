using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;

namespace Gateway.Store.Tests.Compliance;

// Pauses: made by one person, ended by two; what waits for them.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task One_person_pauses_two_resume_and_it_holds_over_restarts()
    {
        Assert.That((await Store.PauseAsync(PauseScope.Measure, "06", " ", "异常", Cancel)).Fault, Is.EqualTo(PauseFault.NameMissing));
        Assert.That((await Store.PauseAsync(PauseScope.Measure, "06", "甲", "", Cancel)).Fault, Is.EqualTo(PauseFault.ReasonMissing));
        var (id, fault) = await Store.PauseAsync(PauseScope.Measure, "06", "甲", "异常", Cancel);
        Assert.That((id, fault), Is.EqualTo((1L, (PauseFault?)null)));
        Assert.That((await Store.PauseAsync(PauseScope.Measure, "06", "乙", "再停", Cancel)).Fault, Is.EqualTo(PauseFault.Paused));
        Assert.That((await Store.PauseAsync(PauseScope.Channel, "06", "乙", "另一项", Cancel)).Fault, Is.Null);

        await ReopenAsync();
        var live = (await Store.ReadPausesAsync(false, Cancel))[0];
        Assert.That((live.Scope, live.Target, live.Person, live.Why, live.PausedAt, live.ResumedAt), Is.EqualTo((PauseScope.Measure, "06", "甲", "异常", Clock.Now, (DateTimeOffset?)null)));
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).Pauses, Is.EqualTo(2));

        var task = await ResumeAsync(live, "丙");
        Assert.That(await Store.ConfirmAsync(task, "丙", Cancel), Is.EqualTo(DeskFault.SamePerson));
        Assert.That((await Store.ReadPausesAsync(false, Cancel))[0].ResumedAt, Is.Null);
        Assert.That(await Store.ConfirmAsync(task, "丁", Cancel), Is.Null);
        var over = (await Store.ReadPausesAsync(false, Cancel))[0];
        Assert.That((over.ResumedAt, over.CaughtUp), Is.EqualTo(((DateTimeOffset?)Clock.Now, false)), "what waited is still to be sent on");
        Assert.That((await Store.PauseAsync(PauseScope.Measure, "06", "甲", "又停", Cancel)).Fault, Is.Null, "it may be paused again");
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task A_line_that_is_set_aside_lets_others_go_on_and_takes_its_place_again()
    {
        var pause = await PausedAsync("02");
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001", Measure.Renew))));
        var renewal = await OpenTurnAsync("6001");
        Assert.That(await Store.SetAsideAsync(renewal, pause.PauseId, "zdz:X:1:1", Cancel), Is.True);
        Assert.That(await Store.SetAsideAsync(renewal, pause.PauseId, "zdz:X:1:1", Cancel), Is.False, "the account's version has moved on");
        Assert.That((await Store.ReadUnfinishedAsync("control", "", 10, Cancel)).Count, Is.Zero);

        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001", Measure.Release))));
        var release = await OpenTurnAsync("6001");
        Assert.That((release.Order!.OrderNo, release.FreezesInReview.Single()), Is.EqualTo(("A2", "zdz:X:1:1")));
        Assert.That(await Store.HoldBackAsync(release, "zdz:X:1:1", Cancel), Is.True);
        Assert.That((await Store.ReadOrderAsync(renewal.Order!, Cancel))!.LinesInReview, Is.Zero, "nobody is asked about it");

        await Store.ConfirmAsync(await ResumeAsync(pause, "丙"), "丁", Cancel);
        await SentAsync();
        await CatchUpAsync();
        var next = await OpenTurnAsync("6001");
        Assert.That((next.Order!.OrderNo, next.FreezesInReview.Count, (await Store.ReadPausesAsync(false, Cancel)).Count), Is.EqualTo(("A1", 0, 0)));
        Assert.That((await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Key), Has.Some.EqualTo("6001"));
        Assert.That(await Store.SetAsideAsync(next, pause.PauseId, null, Cancel), Is.False, "the pause is over");
    }

    [Test]
    public async Task What_another_pause_holds_stays_and_a_pause_that_ends_meanwhile_begins_anew()
    {
        var renewals = await PausedAsync("02");
        await Store.PauseAsync(PauseScope.Channel, "zdz", "甲", "异常", Cancel);
        foreach (var order in new[] { "A1", "A2", "A3" })
        {
            await AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", "600" + order[1], Measure.Renew))));
            await Store.SetAsideAsync(await OpenTurnAsync("600" + order[1]), renewals.PauseId, null, Cancel);
        }

        await AcceptAsync(Make.Accept(Make.Inquiry("Q1")));
        var party = (await Store.ReadOutboxAsync("inquiry", 10, Cancel)).Single().Key;
        await Store.ConfirmAsync(await ResumeAsync(renewals, "丙"), "丁", Cancel);
        await CatchUpAsync();
        Assert.That(await Store.OpenTurnAsync("6001", Cancel), Is.Null, "the channel's pause holds it still");

        var lease = (await Store.TakeLeaseAsync("catch-up", "a", TimeSpan.FromMinutes(1), Cancel))!;
        await Store.ConfirmAsync(await ResumeAsync((await Store.ReadPausesAsync(false, Cancel)).Single(), "丙"), "丁", Cancel);
        await SentAsync();
        for (string? from = ""; from is not null;) from = await Store.CatchUpAsync(lease, [], from, 1, Cancel);
        Assert.That((await Store.ReadPausesAsync(false, Cancel)).Count, Is.EqualTo(1), "it was not over when this began");
        await CatchUpAsync();
        Assert.That((await Store.ReadPausesAsync(false, Cancel)).Count, Is.Zero);
        Assert.That((await Store.ReadOutboxAsync("control", 100, Cancel)).Select(r => r.Key).Distinct(), Is.EquivalentTo(new[] { "6001", "6002", "6003" }));
        Assert.That((await Store.ReadOutboxAsync("inquiry", 100, Cancel)).Select(r => r.Key).Distinct(), Is.EqualTo(new[] { party }));
        Assert.That((await OpenTurnAsync("6002")).Order!.OrderNo, Is.EqualTo("A2"));
    }

    [Test]
    public async Task A_paper_order_served_before_one_that_waits_goes_first_and_one_served_before_what_was_executed_is_a_rank_case()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var scan = Make.Blobs("扫描件").Single();
        async Task<long> EnterAsync(string number, DateTimeOffset served)
        {
            var offline = new OfflineOrder("offline", Make.Control(number, Make.Line("1", "6001")), "c", "d", served);
            var task = NewDeskTask.About(DeskTaskKind.OfflineOrder, System.Text.Json.JsonSerializer.Serialize(offline), "纸质请求") with { Scans = new Dictionary<string, byte[]> { [scan.Key] = scan.Value } };
            var (id, fault) = await Store.OpenTaskAsync(task, new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
            Assert.That(fault, Is.Null);
            return id;
        }

        var first = await EnterAsync("P1", Start.AddHours(-2));
        Assert.That((await OpenTurnAsync("6001")).Order!.OrderNo, Is.EqualTo("A1"), "one person enters nothing");
        Assert.That(await Store.ReadDocumentAsync(scan.Key, Cancel), Is.EqualTo(scan.Value));
        var twin = await EnterAsync("P1", Start.AddHours(-1));
        Assert.That((await Store.ConfirmAsync(first, "乙", Cancel), await Store.ConfirmAsync(twin, "乙", Cancel)), Is.EqualTo(((DeskFault?)null, (DeskFault?)DeskFault.OrderEntered)));
        var paper = await OpenTurnAsync("6001");
        Assert.That((paper.Order, paper.ServiceTime, paper.RankTime), Is.EqualTo((new OrderKey("offline", "P1", 1), Start.AddHours(-2), Start.AddHours(-2))), "the order of service is the people's word");
        await Store.RecordOutcomeAsync(paper, Make.Frozen(paper), Cancel);
        var network = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(network, Make.Frozen(network), Cancel);

        await Store.ConfirmAsync(await EnterAsync("P2", Start.AddHours(-1)), "乙", Cancel);
        var late = await OpenTurnAsync("6001");
        Assert.That(late.RankTime, Is.GreaterThan(network.RankTime), "16: by arrival, behind what was executed");
        await Store.RecordOutcomeAsync(late, Make.Frozen(late), Cancel);
        Assert.That((await Store.ReadTasksAsync(new DeskFilter("P2", false), 10, Cancel)).Single().Kind, Is.EqualTo(DeskTaskKind.RankCase));
    }

    async Task<Pause> PausedAsync(string measure)
    {
        var (id, _) = await Store.PauseAsync(PauseScope.Measure, measure, "甲", "异常", Cancel);
        return (await Store.ReadPausesAsync(false, Cancel)).Single(p => p.PauseId == id);
    }

    async Task<long> ResumeAsync(Pause pause, string maker)
    {
        var subject = System.Text.Json.JsonSerializer.Serialize(new ResumeSubject(pause.PauseId, pause.Scope, pause.Target));
        var (task, fault) = await Store.OpenTaskAsync(NewDeskTask.About(DeskTaskKind.Resume, subject, "恢复"), new DeskProposal(maker, DeskDecision.Approve, ""), Cancel);
        Assert.That((fault, (await Store.FindTaskAsync(task, Cancel))!.SubjectJson), Is.EqualTo(((DeskFault?)null, subject)));
        return task;
    }

    async Task SentAsync() => await Store.MarkSentAsync([.. (await Store.ReadOutboxAsync("control", 100, Cancel)).Select(r => r.Id)], Cancel);

    /// <summary>One part after the other, of one thing each.</summary>
    async Task CatchUpAsync()
    {
        var lease = (await Store.TakeLeaseAsync("catch-up", "a", TimeSpan.FromMinutes(1), Cancel))!;
        var over = (await Store.ReadPausesAsync(false, Cancel)).Where(p => p.ResumedAt is not null).Select(p => p.PauseId).ToList();
        for (string? from = ""; from is not null;) from = await Store.CatchUpAsync(lease, over, from, 1, Cancel);
    }
}
