using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Store.Tests.Compliance;

// The desk: lines in review, lines held back, two people.
public abstract partial class StoreCompliance<TFixture>
{
    static readonly TimeSpan Due = TimeSpan.FromHours(24);

    static Decision Asked(AccountTurn turn, Freeze? provisional = null, params ReviewRule[] rules) =>
        new() { Review = new ReviewNeed(rules.Length == 0 ? [ReviewRule.ProtectedAccount] : rules, "依据", "CNY"), NewFreeze = provisional };

    async Task<DeskTask> InReviewAsync(string orderNo, string account, bool provisional = true)
    {
        await AcceptAsync(Make.Accept(Make.Control(orderNo, Make.Line("1", account))));
        var turn = await OpenTurnAsync(account);
        Assert.That(await Store.RecordReviewAsync(turn, Asked(turn, provisional ? Make.Freeze(turn) : null), Due, Cancel), Is.True);
        return (await Store.ReadTasksAsync(new DeskFilter(orderNo, false), 10, Cancel)).Single();
    }

    [Test]
    public async Task A_line_in_review_keeps_its_freeze_and_lets_the_others_go_on()
    {
        var task = await InReviewAsync("A1", "6001");
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));

        var next = await OpenTurnAsync("6001");
        Assert.That((next.Order!.OrderNo, next.Book.Freezes.Single().Order.OrderNo, next.FreezesInReview.Single()), Is.EqualTo(("A2", "A1", "zdz:A1:1:1")));
        Assert.That((await Store.ReadOrderAsync(task.Order!, Cancel))!.LinesInReview, Is.EqualTo(1));
        Assert.That((task.Kind, task.State, task.Rules, task.DueAt), Is.EqualTo((DeskTaskKind.Review, DeskTaskState.Open, "ProtectedAccount", (DateTimeOffset?)(Clock.GetUtcNow() + Due))));
    }

    [TestCase(DeskDecision.Approve, ReviewVerdict.Approved)]
    [TestCase(DeskDecision.Reject, ReviewVerdict.Rejected)]
    [TestCase(DeskDecision.Return, ReviewVerdict.Returned)]
    public async Task What_two_people_decide_brings_the_line_back_to_its_place(DeskDecision decision, ReviewVerdict verdict)
    {
        var task = await InReviewAsync("A1", "6001");
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));
        Assert.That(await Store.ProposeAsync(task.TaskId, Proposal("张经办", decision, "缘由"), Cancel), Is.Null);
        await Store.MarkSentAsync([.. (await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Id)], Cancel);

        Assert.That(await Store.ConfirmAsync(task.TaskId, "李复核", Cancel), Is.Null);

        var turn = await OpenTurnAsync("6001");
        Assert.That((turn.Order!.OrderNo, turn.Review), Is.EqualTo(("A1", new ReviewOutcome(verdict, verdict == ReviewVerdict.Returned ? "联系人王五，电话010-1；缘由" : "缘由"))));
        Assert.That((await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Key), Is.EqualTo(new[] { "6001" }));
        Assert.That((await Store.FindTaskAsync(task.TaskId, Cancel))!.State, Is.EqualTo(DeskTaskState.Done));
    }

    static DeskProposal Proposal(string maker, DeskDecision decision, string note) =>
        new(maker, decision, note) { Contact = decision == DeskDecision.Return ? "王五" : "", Phone = decision == DeskDecision.Return ? " 010-1 " : "" };

    [Test]
    public async Task A_court_that_gets_its_order_back_must_know_whom_to_ask()
    {
        var task = await InReviewAsync("A1", "6001");
        var nobody = new DeskProposal("甲", DeskDecision.Return, "缺页");
        Assert.That(await Store.ProposeAsync(task.TaskId, nobody, Cancel), Is.EqualTo(DeskFault.ContactMissing));
        Assert.That(await Store.ProposeAsync(task.TaskId, nobody with { Contact = "王五" }, Cancel), Is.EqualTo(DeskFault.ContactMissing));
        Assert.That(await Store.ProposeAsync(task.TaskId, Proposal("甲", DeskDecision.Return, "缺页"), Cancel), Is.Null);
        var proposed = (await Store.FindTaskAsync(task.TaskId, Cancel))!;
        Assert.That((proposed.Contact, proposed.Phone), Is.EqualTo(("王五", "010-1")));
    }

    [Test]
    public async Task A_task_past_its_time_is_an_alarm_until_it_is_decided_and_no_decision()
    {
        var task = await InReviewAsync("A1", "6001");
        Clock.Now += Due;
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OverdueDeskTasks, Is.Zero, "its time is not over yet");
        Clock.Now += TimeSpan.FromSeconds(1);
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OverdueDeskTasks, Is.EqualTo(1));
        Assert.That((await Store.ReadOverdueAsync(10, Cancel)).Select(t => t.TaskId), Is.EqualTo(new[] { task.TaskId }));
        Assert.That(await Store.OpenTurnAsync("6001", Cancel), Is.Null, "nothing is decided by a deadline");

        await Store.ProposeAsync(task.TaskId, Proposal("甲", DeskDecision.Approve, ""), Cancel);
        Assert.That((await Store.ReadOverdueAsync(10, Cancel)).Count, Is.EqualTo(1), "a proposal is half a decision");
        await Store.ConfirmAsync(task.TaskId, "乙", Cancel);
        Assert.That(((await Store.ReadStatisticsAsync(Cancel)).OverdueDeskTasks, (await Store.ReadOverdueAsync(10, Cancel)).Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public async Task An_act_is_done_once_its_line_is_and_one_that_is_refused_comes_back_to_people_with_the_reason()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await Store.RecordOutcomeAsync(await OpenTurnAsync("6001"), Make.Frozen(await OpenTurnAsync("6001")), Cancel);
        var act = new NewDeskTask(DeskTaskKind.EndOtherFreeze, "6001", "", new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = "X1" }, "");
        var (id, _) = await Store.OpenTaskAsync(act, Proposal("甲", DeskDecision.Approve, ""), Cancel);
        await Store.ConfirmAsync(id, "乙", Cancel);
        Assert.That((await Store.FindTaskAsync(id, Cancel))!.State, Is.EqualTo(DeskTaskState.Confirmed));
        Assert.That(await Store.ProposeAsync(id, Proposal("甲", DeskDecision.Approve, ""), Cancel), Is.EqualTo(DeskFault.NotOpen));

        var turn = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { Refusal = Reason.OriginalFreezeNotFound, ReasonDetail = "X1" }, null, []), Cancel);
        var refused = (await Store.ReadTasksAsync(new DeskFilter(null, false), 10, Cancel)).Single();
        Assert.That((refused.State, refused.Refusal, refused.RefusalDetail, refused.ClosedAt), Is.EqualTo((DeskTaskState.Refused, (Reason?)Reason.OriginalFreezeNotFound, "X1", (DateTimeOffset?)null)));
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).RefusedDeskTasks, Is.EqualTo(1));

        Assert.That(await Store.ProposeAsync(id, Proposal("丙", DeskDecision.Approve, "再办"), Cancel), Is.Null);
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        var again = await OpenTurnAsync("6001");
        Assert.That((turn.Line.LineNo, again.Line.LineNo), Is.EqualTo(($"desk:{id}", $"desk:{id}.2")), "each attempt has keys of its own in the core");
        await Store.RecordOutcomeAsync(again, new TurnOutcome(new Decision(), null, []), Cancel);
        var done = (await Store.FindTaskAsync(id, Cancel))!;
        Assert.That((done.State, done.Refusal, done.ClosedAt is not null), Is.EqualTo((DeskTaskState.Done, (Reason?)null, true)));
    }

    [Test]
    public async Task A_payee_that_two_courts_ask_for_is_entered_for_the_one_that_was_approved_first()
    {
        var payee = new Payee("甲市人民法院", "", "", "7799");
        foreach (var (order, court) in new[] { ("A1", "F10"), ("A2", "F11") })
        {
            await AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", "6001", Measure.Deduct) with { Payee = payee }) with { CourtCode = court }));
            var turn = await OpenTurnAsync("6001");
            await Store.RecordReviewAsync(turn, Asked(turn, null, ReviewRule.UnknownPayee), Due, Cancel);
        }

        foreach (var task in await Store.ReadTasksAsync(new DeskFilter(null, false), 10, Cancel))
        {
            await Store.ProposeAsync(task.TaskId, Proposal("甲", DeskDecision.Approve, ""), Cancel);
            await Store.ConfirmAsync(task.TaskId, "乙", Cancel);
        }

        Assert.That((await OpenTurnAsync("6001")).EnteredFunds.Select(f => f.CourtCode), Is.EqualTo(new[] { "F10" }));
    }

    [Test]
    public async Task A_refused_act_can_be_given_up()
    {
        var (id, _) = await Store.OpenTaskAsync(
            new NewDeskTask(DeskTaskKind.EndOtherFreeze, "6001", "", new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = "X1" }, ""), Proposal("甲", DeskDecision.Approve, ""), Cancel);
        await Store.ConfirmAsync(id, "乙", Cancel);
        await Store.RecordOutcomeAsync(await OpenTurnAsync("6001"), new TurnOutcome(new Decision { Refusal = Reason.OriginalFreezeNotFound }, null, []), Cancel);
        await Store.ProposeAsync(id, Proposal("甲", DeskDecision.Reject, "文号有误"), Cancel);
        await Store.ConfirmAsync(id, "乙", Cancel);
        var given = (await Store.FindTaskAsync(id, Cancel))!;
        Assert.That((given.State, given.Decision, given.Refusal), Is.EqualTo((DeskTaskState.Done, (DeskDecision?)DeskDecision.Reject, (Reason?)Reason.OriginalFreezeNotFound)));
        Assert.That(await Store.OpenTurnAsync("6001", Cancel), Is.Null);
    }

    [Test]
    public async Task Maker_and_checker_are_two_people_and_one_who_disagrees_opens_the_task_again()
    {
        var task = await InReviewAsync("A1", "6001");
        Assert.That(await Store.ConfirmAsync(task.TaskId, "B", Cancel), Is.EqualTo(DeskFault.NotProposed));
        Assert.That(await Store.ProposeAsync(task.TaskId, new DeskProposal("Wang", DeskDecision.Reject, ""), Cancel), Is.EqualTo(DeskFault.NoteMissing));
        Assert.That(await Store.ProposeAsync(task.TaskId, new DeskProposal("Wang", DeskDecision.Approve, ""), Cancel), Is.Null);
        Assert.That(await Store.ProposeAsync(task.TaskId, new DeskProposal("Li", DeskDecision.Approve, ""), Cancel), Is.EqualTo(DeskFault.NotOpen));
        Assert.That(await Store.ConfirmAsync(task.TaskId, " wang ", Cancel), Is.EqualTo(DeskFault.SamePerson));
        Assert.That(await Store.RefuseAsync(task.TaskId, "Li", "再查", Cancel), Is.Null);
        Assert.That(await Store.ProposeAsync(task.TaskId, new DeskProposal("Li", DeskDecision.Approve, ""), Cancel), Is.Null);
        Assert.That(await Store.ConfirmAsync(task.TaskId, "Wang", Cancel), Is.Null);
        Assert.That(await Store.ConfirmAsync(task.TaskId, "Zhao", Cancel), Is.EqualTo(DeskFault.NotProposed));
        Assert.That(await Store.ConfirmAsync(99, "Zhao", Cancel), Is.EqualTo(DeskFault.NoSuchTask));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [TestCase(DeskDecision.Approve, ReviewVerdict.Approved)]
    [TestCase(DeskDecision.Return, ReviewVerdict.Returned)]
    public async Task An_inquiry_in_review_waits_as_a_whole_and_one_that_is_sent_back_may_come_again(DeskDecision decision, ReviewVerdict verdict)
    {
        var order = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1")))).Known.Key;
        var party = (await Store.ReadOutboxAsync("inquiry", 10, Cancel)).Single().Key;
        var need = new ReviewNeed([ReviewRule.ManualMode], "依据", "");
        Assert.That(await Store.RecordInquiryReviewAsync(order, need, Due, Cancel), Is.True);
        Assert.That(await Store.RecordInquiryReviewAsync(order, need, Due, Cancel), Is.False, "it waits already");
        Assert.That(((await Store.ReadInquiriesAsync(party, 10, Cancel)).Count, (await Store.ReadOrderAsync(order, Cancel))!.InquiryInReview), Is.EqualTo((0, true)));

        var task = (await Store.ReadTasksAsync(new DeskFilter("Q1", false), 10, Cancel)).Single();
        await Store.ProposeAsync(task.TaskId, Proposal("甲", decision, "缺页"), Cancel);
        await Store.MarkSentAsync([.. (await Store.ReadOutboxAsync("inquiry", 10, Cancel)).Select(r => r.Id)], Cancel);
        Assert.That(await Store.ConfirmAsync(task.TaskId, "乙", Cancel), Is.Null);
        Assert.That((await Store.ReadOutboxAsync("inquiry", 10, Cancel)).Single().Key, Is.EqualTo(party));
        var open = (await Store.ReadInquiriesAsync(party, 10, Cancel)).Single();
        Assert.That((open.Review!.Verdict, open.Review.Note), Is.EqualTo((verdict, verdict == ReviewVerdict.Returned ? "联系人王五，电话010-1；缺页" : "缺页")));
        Assert.That(await Store.RecordInquiryReviewAsync(order, need, Due, Cancel), Is.False, "people have decided");
        if (verdict == ReviewVerdict.Approved) return;

        await Store.RecordInquiryAsync(order, new InquiryAnswer { Refusal = Reason.ReviewRejected, AsOf = Start }, Cancel);
        await Store.StoreReceiptAsync(Make.Receipt(order), Cancel);
        Assert.That((await AcceptAsync(Make.Accept(Make.Inquiry("Q1"), version: 2, documents: "other"))).Kind, Is.EqualTo(AcceptKind.Accepted));
    }

    [Test]
    public async Task A_court_is_new_until_people_have_approved_an_order_of_it()
    {
        AcceptOrder From(string orderNo) => Make.Accept(Make.Control(orderNo, Make.Line("1", "6001"))) with { ReviewNewCourt = true };
        foreach (var (order, decision) in new[] { ("A1", DeskDecision.Reject), ("A2", DeskDecision.Approve) })
        {
            await AcceptAsync(From(order));
            var turn = await OpenTurnAsync("6001");
            Assert.That(turn.Notes.Single().Kind, Is.EqualTo(OrderNoteKind.CourtNew));
            await Store.RecordReviewAsync(turn, Asked(turn, null, ReviewRule.FirstOrder), Due, Cancel);
            var task = (await Store.ReadTasksAsync(new DeskFilter(order, false), 10, Cancel)).Single();
            await Store.ProposeAsync(task.TaskId, Proposal("甲", decision, "缘由"), Cancel);
            await Store.ConfirmAsync(task.TaskId, "乙", Cancel);
            turn = await OpenTurnAsync("6001");
            await Store.RecordOutcomeAsync(turn, Make.Refused(turn, Reason.ReviewRejected), Cancel);
        }

        await AcceptAsync(From("A3"));
        await AcceptAsync(Make.Accept(Make.Inquiry("Q1") with { CourtCode = "F11" }));
        await AcceptAsync(From("A4") with { Order = Make.Control("A4", Make.Line("1", "6002")) with { CourtCode = "F11" } });
        Assert.That(((await OpenTurnAsync("6001")).Notes.Count, (await OpenTurnAsync("6002")).Notes.Count), Is.EqualTo((0, 0)), "an order that nobody had to look at makes a court known too");
    }

    [Test]
    public async Task A_line_held_back_goes_on_behind_the_one_that_held_it()
    {
        var task = await InReviewAsync("A1", "6001");
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001", Measure.Release))));
        var release = await OpenTurnAsync("6001");
        Assert.That(await Store.HoldBackAsync(release, "zdz:A1:1:1", Cancel), Is.True);
        Assert.That(await Store.OpenTurnAsync("6001", Cancel), Is.Null);
        Assert.That(await Store.HoldBackAsync(release, "zdz:A1:1:1", Cancel), Is.False, "the account's version has moved on");

        await Store.ProposeAsync(task.TaskId, new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
        await Store.ConfirmAsync(task.TaskId, "乙", Cancel);
        var first = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(first, new TurnOutcome(new Decision(), Make.Answer(first), []), Cancel);
        Assert.That(((await OpenTurnAsync("6001")).Order!.OrderNo, first.Order!.OrderNo), Is.EqualTo(("A2", "A1")));
    }

    [Test]
    public async Task An_order_that_was_sent_back_may_come_again()
    {
        var task = await InReviewAsync("A1", "6001", provisional: false);
        await Store.ProposeAsync(task.TaskId, Proposal("甲", DeskDecision.Return, "缺页"), Cancel);
        await Store.ConfirmAsync(task.TaskId, "乙", Cancel);
        var turn = await OpenTurnAsync("6001");
        Assert.That((await Store.RecordOutcomeAsync(turn, Make.Refused(turn, Reason.ReviewRejected), Cancel)).OrderComplete, Is.True);
        await Store.StoreReceiptAsync(Make.Receipt(turn.Order!), Cancel);

        var again = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), version: 2, documents: "other"));
        Assert.That((again.Kind, again.Known.Key.Version), Is.EqualTo((AcceptKind.Accepted, 2)));
    }

    [Test]
    public async Task A_hand_over_needs_its_document_and_becomes_a_line_of_the_account()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await Store.RecordOutcomeAsync(await OpenTurnAsync("6001"), Make.Frozen(await OpenTurnAsync("6001")), Cancel);
        var freeze = (await Store.ReadFreezesOfOrderAsync("A1", Cancel)).Single();
        var task = new NewDeskTask(DeskTaskKind.Transfer, "6001", "", new DeskAct { TaskId = 0, FreezeId = freeze.FreezeId, CourtCode = "F11", CourtName = "乙市人民法院" }, "");

        Assert.That((await Store.OpenTaskAsync(task, new DeskProposal("甲", DeskDecision.Approve, ""), Cancel)).Fault, Is.EqualTo(DeskFault.EvidenceMissing));
        var evidence = Make.Blobs("协调函").Single();
        var (id, fault) = await Store.OpenTaskAsync(task, new DeskProposal("甲", DeskDecision.Approve, "", evidence.Key, evidence.Value), Cancel);
        Assert.That((fault, await Store.ReadDocumentAsync(evidence.Key, Cancel)), Is.EqualTo(((DeskFault?)null, evidence.Value)));
        Assert.That(await Store.OpenTurnAsync("6001", Cancel), Is.Null, "nothing happens before the second person");

        await Store.ConfirmAsync(id, "乙", Cancel);
        var turn = await OpenTurnAsync("6001");
        Assert.That((turn.Order, turn.Line.Measure, turn.Line.Act!.TaskId, turn.Line.Act.FreezeId), Is.EqualTo(((OrderKey?)null, Measure.Transfer, id, freeze.FreezeId)));
        var change = new FreezeChange(freeze.FreezeId, FreezeChangeKind.Transferred, 0, null, null, turn.Line.LineNo, turn.ServiceTime) { CourtCode = "F11", CourtName = "乙市人民法院" };
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { Changes = [change] }, null, []), Cancel);
        Assert.That((await Store.ReadFreezesOfOrderAsync("A1", Cancel)).Single().PresentCourtCode, Is.EqualTo("F11"));
    }

    [Test]
    public async Task An_order_that_ranks_behind_a_later_one_is_shown_to_people()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");
        var late = Make.Freeze(turn) with { RankTime = turn.ServiceTime.AddSeconds(5) };
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { NewFreeze = late }, Make.Answer(turn), []), Cancel);
        Assert.That((await Store.ReadTasksAsync(new DeskFilter("A1", false), 10, Cancel)).Single().Kind, Is.EqualTo(DeskTaskKind.RankCase));
    }

    [Test]
    public async Task A_new_officer_is_noted_for_people_until_they_have_approved()
    {
        AcceptOrder From(string orderNo) => Make.Accept(Make.Control(orderNo, Make.Line("1", "6001"))) with { ReviewNewOfficer = true };
        await AcceptAsync(From("A1"));
        var turn = await OpenTurnAsync("6001");
        Assert.That(turn.Notes.Single().Kind, Is.EqualTo(OrderNoteKind.OfficerNew));
        await Store.RecordReviewAsync(turn, Asked(turn, null, ReviewRule.UnknownOfficer), Due, Cancel);
        var task = (await Store.ReadTasksAsync(new DeskFilter("A1", false), 10, Cancel)).Single();
        await Store.ProposeAsync(task.TaskId, new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
        await Store.ConfirmAsync(task.TaskId, "乙", Cancel);
        turn = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(turn, Make.Frozen(turn), Cancel);

        await AcceptAsync(From("A2"));
        Assert.That((await OpenTurnAsync("6001")).Notes, Is.Empty);
    }
}
