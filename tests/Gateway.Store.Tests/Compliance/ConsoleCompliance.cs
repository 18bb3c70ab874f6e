using Gateway.Register.Orders;
using Gateway.Store.Staff;
using Gateway.Store.Views;

namespace Gateway.Store.Tests.Compliance;

// What the console asks of the store.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task The_first_administrator_is_made_once_and_the_last_one_stays()
    {
        Assert.That(await Store.AddFirstAsync("admin", "h", Cancel), Is.True);
        Assert.That(await Store.AddFirstAsync("other", "h", Cancel), Is.False);
        Assert.That(await Store.AddStaffAsync("admin", StaffRole.Viewer, "h", "admin", Cancel), Is.EqualTo(StaffFault.NameTaken));
        Assert.That(await Store.ChangeStaffAsync("admin", StaffRole.Viewer, ended: false, "admin", Cancel), Is.EqualTo(StaffFault.LastAdministrator));
        Assert.That(await Store.ChangeStaffAsync("admin", StaffRole.Administrator, ended: true, "admin", Cancel), Is.EqualTo(StaffFault.LastAdministrator));
        Assert.That(await Store.AddStaffAsync("王五", StaffRole.Administrator, "h", "admin", Cancel), Is.Null);
        Assert.That(await Store.ChangeStaffAsync("admin", StaffRole.Viewer, ended: true, "王五", Cancel), Is.Null);
        Assert.That((await Store.ReadStaffAsync(Cancel)).Select(s => (s.Name, s.Role, s.Ended, s.Version)), Is.EqualTo(new[] { ("admin", StaffRole.Viewer, true, 2L), ("王五", StaffRole.Administrator, false, 1L) }));
    }

    [Test]
    public async Task Wrong_passwords_lock_an_account_for_a_while_and_a_right_one_forgets_them()
    {
        await Store.AddFirstAsync("admin", "h", Cancel);
        var lockFor = TimeSpan.FromMinutes(5);
        await Store.RecordSignInAsync("admin", right: false, 3, lockFor, Cancel);
        await Store.RecordSignInAsync("admin", right: true, 3, lockFor, Cancel);
        Assert.That((await Store.FindStaffAsync("admin", Cancel))!.Failures, Is.Zero);
        for (var i = 0; i < 3; i++) await Store.RecordSignInAsync("admin", right: false, 3, lockFor, Cancel);
        Assert.That((await Store.FindStaffAsync("admin", Cancel))!.LockedUntil, Is.EqualTo(Clock.GetUtcNow() + lockFor));
        await Store.RecordSignInAsync("nobody", right: false, 3, lockFor, Cancel);
        Assert.That(await Store.FindStaffAsync("nobody", Cancel), Is.Null);
    }

    [Test]
    public async Task A_password_that_another_made_must_be_changed_and_each_new_one_ends_the_sessions_of_the_old()
    {
        await Store.AddFirstAsync("admin", "h", Cancel);
        Assert.That(await Store.SetPasswordAsync("admin", "h2", "admin", Cancel), Is.Null);
        var own = (await Store.FindStaffAsync("admin", Cancel))!;
        Assert.That((own.MustChange, own.PasswordHash, own.Version), Is.EqualTo((false, "h2", 2L)));
        await Store.SetPasswordAsync("admin", "h3", "other", Cancel);
        Assert.That((await Store.FindStaffAsync("admin", Cancel))!.MustChange, Is.True);
        Assert.That(await Store.SetPasswordAsync("nobody", "h", "admin", Cancel), Is.EqualTo(StaffFault.NoSuchName));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task Orders_are_found_by_number_account_time_and_what_is_open_newest_first()
    {
        var first = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(first), Cancel);
        Clock.Now += TimeSpan.FromHours(1);
        var later = Clock.GetUtcNow();
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6002"))));
        await AcceptAsync(Make.Accept(Make.Control("A3", Make.Line("1", "6001"), Make.Line("2", "6002"))));

        Assert.That(await FoundAsync(new OrderFilter()), Is.EqualTo(new[] { "A3", "A2", "A1" }));
        Assert.That(await FoundAsync(new OrderFilter { OrderNo = "A2" }), Is.EqualTo(new[] { "A2" }));
        Assert.That(await FoundAsync(new OrderFilter { Account = "6002" }), Is.EqualTo(new[] { "A3", "A2" }));
        Assert.That(await FoundAsync(new OrderFilter { Open = true }), Is.EqualTo(new[] { "A3", "A2" }));
        Assert.That(await FoundAsync(new OrderFilter { Before = later }), Is.EqualTo(new[] { "A1" }));
        Assert.That(await FoundAsync(new OrderFilter { Before = Start }), Is.Empty);
        var page = await Store.ReadOrdersAsync(new OrderFilter(), long.MaxValue, 2, Cancel);
        Assert.That((await Store.ReadOrdersAsync(new OrderFilter(), page[^1].OrderId, 2, Cancel)).Single().Key, Is.EqualTo(first));
        Assert.That((await Store.ReadPaceAsync(1000, Cancel)) is { Orders: 3, Waits.Count: 1 }, Is.True);
    }

    [Test]
    public async Task Orders_are_found_by_case_party_court_state_and_reason_alone_and_together()
    {
        var other = new PartyIdentity("李四", "10100", "110101199001015678");
        var first = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(first), Cancel);
        var second = await AnsweredAsync("A2", refusal: Register.Reason.AccountClosed);
        await Store.StoreReceiptAsync(Make.Receipt(second), Cancel);
        await Store.AcknowledgeAsync("zdz", [1], Cancel);
        await AcceptAsync(Make.Accept(Make.Inquiry("Q1", other) with { CourtCode = "F11", CaseNo = "（2026）乙执7号" }));
        await AcceptAsync(Make.Accept(Make.Control("A3", Make.Line("1", "6001"), Make.Line("2", "6001")) with { CourtCode = "F11" }));

        Assert.That(await FoundAsync(new OrderFilter { CaseNo = "（2026）乙执7号" }), Is.EqualTo(new[] { "Q1" }));
        Assert.That(await FoundAsync(new OrderFilter { Party = new PartyNumbers("10100", "110101199001015678") }), Is.EqualTo(new[] { "Q1" }));
        Assert.That(await FoundAsync(new OrderFilter { Party = new PartyNumbers("10100", Make.Party.IdNumber) }), Is.EqualTo(new[] { "A3", "A2", "A1" }));
        Assert.That(await FoundAsync(new OrderFilter { Court = "F11" }), Is.EqualTo(new[] { "A3", "Q1" }));
        Assert.That(await FoundAsync(new OrderFilter { Reason = Register.Reason.AccountClosed }), Is.EqualTo(new[] { "A2" }));
        Assert.That(await FoundAsync(new OrderFilter { State = OrderState.Accepted }), Is.EqualTo(new[] { "A3", "Q1" }));
        Assert.That(await FoundAsync(new OrderFilter { State = OrderState.Answered }), Is.EqualTo(new[] { "A2" }));
        Assert.That(await FoundAsync(new OrderFilter { State = OrderState.Acknowledged }), Is.EqualTo(new[] { "A1" }));
        Assert.That(await FoundAsync(new OrderFilter { Account = "6001", Court = "F11" }), Is.EqualTo(new[] { "A3" }), "once, though two of its lines are on the account");
        Assert.That(await FoundAsync(new OrderFilter { Court = "F11", Open = true, Party = new PartyNumbers("10100", Make.Party.IdNumber) }), Is.EqualTo(new[] { "A3" }));
        Assert.That(await FoundAsync(new OrderFilter { Court = "F11", Open = true }), Is.EqualTo(new[] { "A3", "Q1" }));
        Assert.That(await FoundAsync(new OrderFilter { Court = "F11", State = OrderState.Answered }), Is.Empty);
        Assert.That(await FoundAsync(new OrderFilter { Reason = Register.Reason.AccountClosed, State = OrderState.Answered, Court = "F10", OrderNo = "A2" }), Is.EqualTo(new[] { "A2" }));
        Assert.That((await Store.ReadOrdersAsync(new OrderFilter { Court = "F11" }, long.MaxValue, 1, Cancel)).Single() is { CourtCode: "F11", CaseNo: "（2026）甲执1号" }, Is.True);
    }

    [Test]
    public async Task What_is_in_review_is_found_controls_and_inquiries()
    {
        var inquiry = await AcceptAsync(Make.Accept(Make.Inquiry("Q1")));
        await Store.RecordInquiryReviewAsync(inquiry.Known.Key, new Register.Decisions.ReviewNeed([Register.Decisions.ReviewRule.FirstOrder], "依据", ""), TimeSpan.FromHours(1), Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = (await Store.OpenTurnAsync("6001", Cancel))!;
        var asked = new Register.Decisions.Decision { Review = new Register.Decisions.ReviewNeed([Register.Decisions.ReviewRule.ProtectedAccount], "依据", "CNY"), NewFreeze = Make.Freeze(turn) };
        await Store.RecordReviewAsync(turn, asked, TimeSpan.FromHours(1), Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6002"))));

        Assert.That(await FoundAsync(new OrderFilter { InReview = true }), Is.EqualTo(new[] { "A1", "Q1" }));
        Assert.That(await FoundAsync(new OrderFilter { InReview = true, Account = "6001" }), Is.EqualTo(new[] { "A1" }));
    }

    [Test]
    public async Task An_order_s_way_names_its_stages_and_its_receipts()
    {
        var key = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        await Store.AcknowledgeAsync("zdz", [1], Cancel);

        var trail = (await Store.ReadTrailAsync(key, Cancel))!;
        Assert.That((trail.Lines.Single().State, trail.Lines.Single().FinalAt), Is.EqualTo((3, (DateTimeOffset?)Clock.GetUtcNow())));
        Assert.That((trail.Receipts.Single().Kind, trail.Receipts.Single().Sequence, trail.Receipts.Single().AcknowledgedAt is not null), Is.EqualTo((ReceiptKind.Final, 1L, true)));
        Assert.That(trail.Versions, Is.EqualTo(new[] { 1 }));
        Assert.That(await Store.ReadTrailAsync(key with { Version = 2 }, Cancel), Is.Null);
    }

    [Test]
    public async Task What_did_not_go_at_the_first_attempt_and_what_came_again_is_on_the_order_s_way()
    {
        var key = (await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))))).Known.Key;
        var inquiry = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1")))).Known.Key;
        await Store.RecordSetbackAsync("6001", new Setback(2, "core: NotSent A"), Cancel);
        var begun = Clock.Now += TimeSpan.FromSeconds(1);
        var turn = (await Store.OpenTurnAsync("6001", Cancel))!;
        await Store.RecordIntentAsync(turn, new TurnIntent(1, new Register.Decisions.Decision { NewFreeze = Make.Freeze(turn) }), Cancel);
        await Store.RecordSetbackAsync("6001", new Setback(1, "core: SentNoAnswer B"), Cancel);
        var again = Clock.Now += TimeSpan.FromSeconds(1);
        await Store.RecordSetbackAsync("6001", new Setback(3, new string('c', 300)), Cancel);
        await Store.RecordSetbackAsync(inquiry, OrderStep.Answer, new Setback(1, "core: Malformed"), Cancel);
        await Store.RecordSetbackAsync("6099", new Setback(1, "no line waits there"), Cancel);
        await Store.RecordRepeatsAsync(new Dictionary<OrderKey, Repeats> { [key] = new(2, again), [key with { Version = 9 }] = new(1, again) }, Cancel);
        await Store.RecordRepeatsAsync(new Dictionary<OrderKey, Repeats> { [key] = new(1, begun) }, Cancel);

        var trail = (await Store.ReadTrailAsync(key, Cancel))!;
        Assert.That(trail.Setbacks.Select(s => (s.LineId, s.Step, s.Failures, s.FirstAt, s.LastAt, s.Cause)), Is.EqualTo(new[]
        {
            (turn.LineId, OrderStep.Decision, 2, begun.AddSeconds(-1), begun.AddSeconds(-1), "core: NotSent A"), (turn.LineId, OrderStep.First, 4, begun, again, new string('c', Setback.LongestCause)),
        }));
        Assert.That(trail.Repeats, Is.EqualTo(new Repeats(3, again)));
        var asked = (await Store.ReadTrailAsync(inquiry, Cancel))!;
        Assert.That(asked.Setbacks.Select(s => (s.LineId, s.Step, s.Failures)), Is.EqualTo(new[] { (0L, OrderStep.Answer, 1) }));
        Assert.That(asked.Repeats, Is.Null);
    }

    [Test]
    public async Task A_channel_is_remembered_by_the_latest_moment_it_was_heard_of()
    {
        Assert.That(await Store.ReadContactsAsync(Cancel), Is.Empty);
        await Store.RecordContactsAsync(new Dictionary<string, DateTimeOffset> { ["zdz"] = Start.AddMinutes(2), ["ddd"] = Start }, Cancel);
        // Another process heard of it before, and wrote later.
        await Store.RecordContactsAsync(new Dictionary<string, DateTimeOffset> { ["zdz"] = Start.AddMinutes(1), ["ddd"] = Start.AddMinutes(3) }, Cancel);
        Assert.That(await Store.ReadContactsAsync(Cancel), Is.EquivalentTo(new Dictionary<string, DateTimeOffset> { ["zdz"] = Start.AddMinutes(2), ["ddd"] = Start.AddMinutes(3) }));
    }

    [Test]
    public async Task A_person_keeps_searches_by_name_and_only_so_many()
    {
        for (var i = 0; i < SavedSearch.Most; i++) Assert.That(await Store.SaveSearchAsync("甲", new SavedSearch($"查询{i}", "{}"), Cancel), Is.True);
        Assert.That(await Store.SaveSearchAsync("甲", new SavedSearch("再一个", "{}"), Cancel), Is.False);
        Assert.That(await Store.SaveSearchAsync("甲", new SavedSearch("查询3", """{"Open":true}"""), Cancel), Is.True, "in place of the one of that name");
        await Store.RemoveSearchAsync("甲", "查询0", Cancel);
        var kept = await Store.ReadSearchesAsync("甲", Cancel);
        Assert.That((kept.Count, kept.Single(s => s.Name == "查询3").Json), Is.EqualTo((SavedSearch.Most - 1, """{"Open":true}""")));
        Assert.That(await Store.ReadSearchesAsync("乙", Cancel), Is.Empty);
    }

    [Test]
    public async Task What_waits_on_an_account_is_shown_in_its_order()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));
        var waiting = await Store.ReadWaitingAsync("6001", 10, Cancel);
        Assert.That(waiting.Select(w => (w.Order!.OrderNo, w.LineNo, w.State)), Is.EqualTo(new[] { ("A1", "1", 1), ("A2", "1", 1) }));
        Assert.That(await Store.ReadWaitingAsync("6001", 1, Cancel), Has.Count.EqualTo(1));
        Assert.That(await Store.ReadWaitingAsync("6009", 10, Cancel), Is.Empty);
    }

    async Task<IEnumerable<string>> FoundAsync(OrderFilter filter) => (await Store.ReadOrdersAsync(filter, long.MaxValue, 10, Cancel)).Select(o => o.Key.OrderNo);
}
