using System.Text;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Store.Tests.Compliance;

// What waits: backlogs, interim receipts, pages, and parked lines that people settle.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task Each_channels_backlog_counts_what_is_open_by_kind()
    {
        await AcceptAsync(Make.Accept(Make.Inquiry("Q1")));
        var answered = await AcceptAsync(Make.Accept(Make.Inquiry("Q2")));
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), channel: "dzd"));
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));
        await Store.RecordInquiryAsync(answered.Known.Key, new Gateway.Register.Answers.InquiryAnswer { AsOf = Start }, Cancel);

        Assert.That(await Store.ReadBacklogsAsync(Cancel), Is.EquivalentTo(new[]
        {
            new ChannelBacklog("zdz", OrderKind.Inquiry, 1), new ChannelBacklog("zdz", OrderKind.Control, 1), new ChannelBacklog("dzd", OrderKind.Control, 1),
        }));
    }

    [Test]
    public async Task Orders_without_receipt_are_read_by_kind_and_page_by_page()
    {
        var keys = new List<OrderKey>();
        for (var i = 0; i < 3; i++) keys.Add(await AnsweredAsync($"A{i}"));
        var inquiry = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1")))).Known.Key;
        await Store.RecordInquiryAsync(inquiry, new Gateway.Register.Answers.InquiryAnswer { AsOf = Start }, Cancel);

        var first = await Store.ReadUnansweredAsync(OrderKind.Control, 0, 2, Cancel);
        var second = await Store.ReadUnansweredAsync(OrderKind.Control, first[^1].OrderId, 2, Cancel);

        Assert.That(first.Concat(second).Select(u => u.Key), Is.EqualTo(keys));
        Assert.That((await Store.ReadUnansweredAsync(OrderKind.Inquiry, 0, 2, Cancel)).Select(u => u.Key), Is.EqualTo(new[] { inquiry }));
    }

    [Test]
    public async Task An_interim_receipt_is_kept_once_for_each_number_of_open_lines_and_never_behind_the_outcome()
    {
        var key = (await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"), Make.Line("2", "6002"), Make.Line("3", "6003"))))).Known.Key;
        Assert.That(await Store.ReadInterimDueAsync(Start - TimeSpan.FromSeconds(1), 0, 10, Cancel), Is.Empty, "not yet");
        Assert.That((await Store.ReadInterimDueAsync(Start.AddMinutes(1), 0, 10, Cancel)).Select(u => u.Key), Is.EqualTo(new[] { key }));
        var interim = Make.Receipt(key, ReceiptKind.Interim);

        Assert.That((await Store.StoreInterimAsync(interim, 3, Cancel))!.Sequence, Is.EqualTo(1));
        Assert.That(await Store.StoreInterimAsync(interim, 3, Cancel), Is.Null, "that was told");
        Assert.That(await Store.StoreInterimAsync(interim, 2, Cancel), Is.Null, "that is not so");
        Assert.That(await Store.ReadInterimDueAsync(Start.AddDays(1), 0, 10, Cancel), Is.Empty, "nothing changed since");

        var turn = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(turn, Make.Frozen(turn), Cancel);
        Assert.That(await Store.ReadInterimDueAsync(Start.AddMinutes(-1), 0, 10, Cancel), Is.Empty, "too soon behind the last");
        Assert.That((await Store.ReadInterimDueAsync(Start.AddDays(1), 0, 10, Cancel)).Select(u => u.Key), Is.EqualTo(new[] { key }));
        Assert.That((await Store.StoreInterimAsync(interim, 2, Cancel))!.Sequence, Is.EqualTo(2));
        foreach (var account in new[] { "6002", "6003" })
        {
            turn = await OpenTurnAsync(account);
            await Store.RecordOutcomeAsync(turn, Make.Frozen(turn), Cancel);
        }

        Assert.That(await Store.ReadInterimDueAsync(Start.AddDays(1), 0, 10, Cancel), Is.Empty);
        Assert.That(await Store.StoreInterimAsync(interim, 0, Cancel), Is.Null, "the order has its answer");
        Assert.That((await Store.StoreReceiptAsync(Make.Receipt(key), Cancel)).Sequence, Is.EqualTo(3), "no gap");
    }

    [Test]
    public async Task A_page_of_receipts_ends_when_their_files_grow_large()
    {
        for (var i = 0; i < 3; i++)
            await Store.StoreReceiptAsync(Make.Receipt(await AnsweredAsync($"A{i}")) with { Ofd = [.. Encoding.UTF8.GetBytes($"{i}"), .. new byte[3 << 20]] }, Cancel);

        Assert.That((await Store.ReadReceiptsAsync("zdz", 1, 10, true, Cancel)).Select(r => r.Sequence), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That((await Store.ReadReceiptsAsync("zdz", 3, 10, true, Cancel)).Select(r => r.Sequence), Is.EqualTo(new[] { 3L }));
    }

    [Test]
    public async Task A_person_lets_a_parked_account_go_on_and_that_is_in_the_audit_chain()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await Store.SetParkedAsync("6001", "core: Malformed X", Cancel);
        await Store.MarkSentAsync([.. (await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Id)], Cancel);

        Assert.That(await Store.RedriveAsync("6001", "王柜员", Cancel), Is.True);
        Assert.That(await Store.RedriveAsync("6001", "王柜员", Cancel), Is.False, "it is not parked any more");

        Assert.That(await Store.ReadParkedAsync("", 10, Cancel), Is.Empty);
        Assert.That((await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Key), Is.EqualTo(new[] { "6001" }));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task What_two_people_state_of_a_parked_line_comes_with_its_turn_and_lets_the_account_go_on()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");
        await Store.RecordIntentAsync(turn, new TurnIntent(1, Make.PutHold(turn)), Cancel);
        await Store.SetParkedAsync("6001", "core: Malformed X", Cancel);
        var stated = new SettledInstruction(1, 1, true, null, "", Start);
        var task = new NewDeskTask(DeskTaskKind.Settle, "6001", "", new DeskAct { TaskId = 0, Settled = [stated] }, "核心已冻结") { LineId = turn.LineId, Order = turn.Order, LineNo = "1" };
        var evidence = new DeskProposal("张经办", DeskDecision.Approve, "", Make.Digest("e"), Encoding.UTF8.GetBytes("e"));

        Assert.That((await Store.OpenTaskAsync(task, new DeskProposal("张经办", DeskDecision.Approve, ""), Cancel)).Fault, Is.EqualTo(DeskFault.EvidenceMissing));
        var (id, _) = await Store.OpenTaskAsync(task, evidence, Cancel);
        Assert.That((await OpenTurnAsync("6001")).Settlement, Is.EqualTo(new LineSettlement(false, [])).Using<LineSettlement>((a, b) => a.Confirmed == b.Confirmed), "one person has stated it");
        Assert.That(await Store.ConfirmAsync(id, "张经办", Cancel), Is.EqualTo(DeskFault.SamePerson));
        Assert.That(await Store.ConfirmAsync(id, "李复核", Cancel), Is.Null);

        var settled = await OpenTurnAsync("6001");
        Assert.That((settled.Settlement!.Confirmed, settled.Settlement.Instructions.Single(), settled.ParkedCause), Is.EqualTo((true, stated, (string?)null)));
    }

    [Test]
    public async Task A_line_that_came_to_its_outcome_cannot_be_settled_any_more()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");
        var task = new NewDeskTask(DeskTaskKind.Settle, "6001", "", new DeskAct { TaskId = 0 }, "未发出") { LineId = turn.LineId, Order = turn.Order, LineNo = "1" };
        var (id, _) = await Store.OpenTaskAsync(task, new DeskProposal("张经办", DeskDecision.Approve, "", Make.Digest("e"), [1]), Cancel);
        await Store.RecordOutcomeAsync(turn, Make.Frozen(turn), Cancel);

        Assert.That(await Store.ConfirmAsync(id, "李复核", Cancel), Is.EqualTo(DeskFault.LineFinal));
    }

    [Test]
    public async Task The_stores_clock_shows_the_latest_arrival()
    {
        var accepted = await AcceptAsync(Make.Accept(Make.Inquiry("Q1")));

        Assert.That((await Store.ReadClockAsync(Cancel)).LastArrival, Is.EqualTo(accepted.Known.ArrivedAt));
    }
}
