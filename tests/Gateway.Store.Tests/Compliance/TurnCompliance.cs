using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Store.Tests.Compliance;

public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task Lines_are_opened_in_order_of_service_time_then_arrival()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"), Make.Line("2", "6001", subAccount: "01"))));
        var earlier = Make.Control("A3", Make.Line("1", "6001")) with { SentTime = Start - TimeSpan.FromMinutes(1) };
        await AcceptAsync(Make.Accept(earlier, trust: true));

        var order = new List<string>();
        while (await Store.OpenTurnAsync("6001", Cancel) is { } turn)
        {
            Assert.That(turn.Sequence, Is.EqualTo(order.Count + 1));
            order.Add($"{turn.Order!.OrderNo}/{turn.Line.LineNo}");
            await Store.RecordOutcomeAsync(turn, Make.Refused(turn, Reason.HolderMismatch), Cancel);
        }

        Assert.That(order, Is.EqualTo(new[] { "A3/1", "A1/1", "A2/1", "A2/2" }));
    }

    [Test]
    public async Task C28_a_line_served_before_one_that_was_executed_ranks_by_its_arrival()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var first = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(first, Make.Frozen(first), Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001")) with { SentTime = Start - TimeSpan.FromMinutes(1) }, trust: true));

        var late = await OpenTurnAsync("6001");

        Assert.That(late.ServiceTime, Is.EqualTo(Start - TimeSpan.FromMinutes(1)));
        Assert.That(late.RankTime, Is.EqualTo((await Store.FindOrderAsync("zdz", "A2", Cancel))!.ArrivedAt).And.GreaterThan(first.RankTime));
        Assert.That(late.Sequence, Is.EqualTo(2));
        Assert.That(late.Book.Freezes.Select(f => f.FreezeId), Is.EqualTo(new[] { "zdz:A1:1:1" }));

        // A third one, sent after the first was served and before the second came: the second has its rank already.
        await Store.RecordOutcomeAsync(late, Make.Frozen(late), Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A3", Make.Line("1", "6001")) with { SentTime = late.RankTime - TimeSpan.FromTicks(1) }, trust: true));
        var third = await OpenTurnAsync("6001");
        Assert.That(third.RankTime, Is.EqualTo((await Store.FindOrderAsync("zdz", "A3", Cancel))!.ArrivedAt).And.GreaterThan(late.RankTime));
    }

    [Test]
    public async Task Clause_11_a_line_is_led_to_the_linked_accounts_queue_and_keeps_its_place_in_the_order_of_service()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6004", subAccount: "01") with { AssetKind = AssetKind.OtherAsset, ProductNo = "LC01" })));
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));
        var holding = await OpenTurnAsync("6004");
        Assert.That(await Store.RerouteAsync(holding, "6001", Cancel), Is.True);
        Assert.That(await Store.RerouteAsync(holding, "6001", Cancel), Is.False, "the account's version has moved on");
        Assert.That(await Store.OpenTurnAsync("6004", Cancel), Is.Null);
        Assert.That((await Store.ReadOutboxAsync("control", 10, Cancel))[^1].Key, Is.EqualTo("6001"));

        var turn = await OpenTurnAsync("6001");
        Assert.That((turn.Order!.OrderNo, turn.Line.Account, turn.Line.SubAccount, turn.Line.HoldingAccount, turn.Book.Key), Is.EqualTo(("A1", "6001", "", "6004", new RegisterKey("6001", ""))));
        Assert.That((turn.ServiceTime, turn.RankTime), Is.EqualTo((holding.ServiceTime, holding.ServiceTime)));
        var written = await Store.RecordOutcomeAsync(turn, Make.Frozen(turn), Cancel);
        Assert.That((written.OrderComplete, (await Store.ReadBookAsync(new RegisterKey("6001", ""), Cancel)).Freezes.Count), Is.EqualTo((true, 1)));
        Assert.That((await OpenTurnAsync("6001")).Order!.OrderNo, Is.EqualTo("A2"));
    }

    [Test]
    public async Task A_refused_line_moves_nobodys_rank()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var refused = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(refused, Make.Refused(refused, Reason.HolderMismatch), Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001")) with { SentTime = Start - TimeSpan.FromMinutes(1) }, trust: true));

        var next = await OpenTurnAsync("6001");
        Assert.That((next.RankTime, next.Sequence), Is.EqualTo((next.ServiceTime, 2L)));
    }

    [Test]
    public async Task A_line_whose_intent_is_written_goes_before_one_that_was_served_earlier_but_came_later()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var begun = await OpenTurnAsync("6001");
        await Store.RecordIntentAsync(begun, new TurnIntent(1, Make.PutHold(begun)), Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001")) with { SentTime = Start - TimeSpan.FromMinutes(1) }, trust: true));

        Assert.That((await OpenTurnAsync("6001")).Order!.OrderNo, Is.EqualTo("A1"));
    }

    [Test]
    public async Task An_intent_survives_the_end_of_the_process_word_for_word()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001", Measure.FreezeAndDeduct))));
        var turn = await OpenTurnAsync("6001");
        var register = new RegisterKey("6001", "");
        var first = Make.PutHold(turn, limitMinor: null) with
        {
            ThenDebit = true,
            AskedMinor = 1000000,
            ShortfallReason = Reason.PriorityClaim,
            Instructions = [
                new PutHold(register, "zdz:A1:1:1", "CNY", null, new DateOnly(2027, 6, 30)), new ChangeHold(register, "h", "CNY", 5, new DateOnly(2027, 1, 1)), new RemoveHold(register, "g"),
                new Debit(register, "CNY", 300, [new HoldUse("zdz:A1:1:1", 200), new HoldUse("g", 100)], new Payee("甲市人民法院", "某行", "1", "9001"), "CNY", false)],
        };
        var next = (await Store.RecordIntentAsync(turn, new TurnIntent(1, first), Cancel))!;
        var second = new Decision { OriginalFreezeId = "zdz:A1:1:1", Deduction = new Deduction(turn.Order!, "1", register, "F10", 300, Start) };
        next = await Store.RecordIntentAsync(next, new TurnIntent(2, second), Cancel);
        await ReopenAsync();

        var again = await OpenTurnAsync("6001");

        Assert.That(Text(again), Is.EqualTo(Text(next)));
        Assert.That(Text(again.First!.Decision), Is.EqualTo(Text(first)));
        Assert.That(again.First.Decision.Instructions.Select(i => i.GetType()), Is.EqualTo(first.Instructions.Select(i => i.GetType())));
        Assert.That(Text(again.Debit!.Decision), Is.EqualTo(Text(second)));
        Assert.That(again.Header!.CaseNo, Is.EqualTo("（2026）甲执1号"));
    }

    [Test]
    public async Task Of_two_workers_with_the_same_turn_one_writes_and_the_other_learns_that_it_was_late()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var mine = await OpenTurnAsync("6001");
        var theirs = await OpenTurnAsync("6001");
        var begun = await Store.RecordIntentAsync(theirs, new TurnIntent(1, Make.PutHold(theirs)), Cancel);

        Assert.That(await Store.RecordIntentAsync(mine, new TurnIntent(1, Make.PutHold(mine)), Cancel), Is.Null);
        Assert.That(await Store.RecordOutcomeAsync(mine, Make.Refused(mine, Reason.AccountClosed), Cancel), Is.EqualTo(new OutcomeResult(false, false)));
        Assert.That(await Store.RecordOutcomeAsync(begun!, Make.Frozen(begun!), Cancel), Is.EqualTo(new OutcomeResult(true, true)));
        Assert.That(await Store.RecordOutcomeAsync(begun!, Make.Frozen(begun!), Cancel), Is.EqualTo(new OutcomeResult(false, false)));

        var book = await Store.ReadBookAsync(new RegisterKey("6001", ""), Cancel);
        Assert.That(book.Freezes, Has.Count.EqualTo(1));
        Assert.That((await Store.ReadOrderAsync(mine.Order!, Cancel))!.Answers.Single().Controlled, Is.True);
    }

    [Test]
    public async Task A_stale_outcome_leaves_no_trace_in_the_audit_chain_either()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var stale = await OpenTurnAsync("6001");
        await Store.RecordIntentAsync(stale, new TurnIntent(1, Make.PutHold(stale)), Cancel);
        await Store.RecordOutcomeAsync(stale, Make.Frozen(stale) with { Audit = [new AuditEntry("worker", "never.happened", "x", "{}")] }, Cancel);
        await Fixture.ExecuteAsync("DELETE FROM audit WHERE action = 'never.happened'");

        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null, "there was no such entry to delete");
    }

    [Test]
    public async Task An_outcome_is_written_whole()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001", Measure.FreezeAndDeduct))));
        var turn = await OpenTurnAsync("6001");
        var freeze = Make.Freeze(turn, 1000000);
        var register = new RegisterKey("6001", "");
        var final = new Decision
        {
            NewFreeze = freeze,
            Changes = [Make.Change(turn, freeze.FreezeId, FreezeChangeKind.ReducedByDeduction, 300000)],
            Deduction = new Deduction(turn.Order!, "1", register, "F10", 300000, turn.ServiceTime),
        };
        var written = await Store.RecordOutcomeAsync(turn, new TurnOutcome(final, Make.Answer(turn), []), Cancel);
        await ReopenAsync();

        Assert.That(written, Is.EqualTo(new OutcomeResult(true, true)));
        var book = await Store.ReadBookAsync(register, Cancel);
        Assert.That(Text(book.Freezes.Single()), Is.EqualTo(Text(freeze with { Changes = final.Changes })));
        Assert.That(book.Freezes.Single().LimitMinor, Is.EqualTo(700000));
        Assert.That(book.Deductions.Single(), Is.EqualTo(final.Deduction));
        var file = (await Store.ReadOrderAsync(turn.Order!, Cancel))!;
        Assert.That(Text(file.Answers.Single()), Is.EqualTo(Text(Make.Answer(turn))));
        Assert.That(file.OpenLines, Is.Zero);
        Assert.That(await Store.OpenTurnAsync("6001", Cancel), Is.Null);
        Assert.That((await Store.ReadUnansweredAsync(OrderKind.Control, 0, 10, Cancel)).Select(u => u.Key), Is.EqualTo(new[] { turn.Order }));
    }

    [Test]
    public async Task An_outcome_that_cannot_be_applied_writes_nothing()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");
        var impossible = Make.Frozen(turn) with
        {
            Final = new Decision { NewFreeze = Make.Freeze(turn), Changes = [Make.Change(turn, "no such freeze", FreezeChangeKind.Released)] },
        };

        Assert.That(() => Store.RecordOutcomeAsync(turn, impossible, Cancel), Throws.InvalidOperationException);
        Assert.That(Text(await OpenTurnAsync("6001")), Is.EqualTo(Text(turn)), "as if nothing had been tried");
        Assert.That((await Store.ReadOrderAsync(turn.Order!, Cancel))!.OpenLines, Is.EqualTo(1));
    }

    [Test]
    public async Task A_courts_line_is_never_final_without_an_answer()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");

        Assert.That(() => Store.RecordOutcomeAsync(turn, Make.Frozen(turn) with { Answer = null }, Cancel), Throws.ArgumentException);
    }

    [Test]
    public async Task A_freeze_of_another_account_is_never_written()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), channel: "zdz"));
        var turn = await OpenTurnAsync("6001");
        var foreign = Make.Frozen(turn) with { Final = new Decision { NewFreeze = Make.Freeze(turn) with { Register = new RegisterKey("6002", "") } } };

        Assert.That(() => Store.RecordOutcomeAsync(turn, foreign, Cancel), Throws.InvalidOperationException);
    }

    [Test]
    public async Task An_order_is_complete_only_with_its_last_line()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"), Make.Line("2", "6002"))));
        var first = await OpenTurnAsync("6002");
        Assert.That((await Store.RecordOutcomeAsync(first, Make.Frozen(first), Cancel)).OrderComplete, Is.False);
        Assert.That(await Store.ReadUnansweredAsync(OrderKind.Control, 0, 10, Cancel), Is.Empty);
        Assert.That(() => Store.StoreReceiptAsync(Make.Receipt(first.Order!), Cancel), Throws.InvalidOperationException, "no FINAL receipt before");
        var second = await OpenTurnAsync("6001");
        Assert.That((await Store.RecordOutcomeAsync(second, Make.Frozen(second), Cancel)).OrderComplete, Is.True);

        Assert.That((await Store.ReadOrderAsync(first.Order!, Cancel))!.Answers.Select(a => a.LineNo), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task A_line_that_gets_through_takes_the_parking_away_and_an_account_without_open_lines_is_not_parked()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await Store.SetParkedAsync("6001", "core silent", Cancel);
        var turn = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(turn, Make.Refused(turn, Reason.AccountNotFound), Cancel);
        Assert.That(await Store.ReadParkedAsync("", 10, Cancel), Is.Empty);

        // The outcome is there, but its answer got lost: whoever took that for a failure parks nothing.
        await Store.SetParkedAsync("6001", "LostException", Cancel);
        Assert.That(await Store.ReadParkedAsync("", 10, Cancel), Is.Empty);
    }

    [Test]
    public async Task A_parked_account_keeps_its_lines_and_goes_to_the_workers_again_when_it_is_resumed()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        await Store.MarkSentAsync([.. (await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Id)], Cancel);
        await Store.SetParkedAsync("6001", "core malformed", Cancel);
        Clock.Now += TimeSpan.FromHours(1);
        await Store.SetParkedAsync("6001", "core silent", Cancel);

        Assert.That(await Store.ReadParkedAsync("", 10, Cancel), Is.EqualTo(new[] { new ParkedAccount("6001", "core silent", Start, 1) }));
        Assert.That((await OpenTurnAsync("6001")).ParkedCause, Is.EqualTo("core silent"));
        await Store.SetParkedAsync("6001", null, Cancel);
        await Store.SetParkedAsync("6001", null, Cancel);

        Assert.That(await Store.ReadParkedAsync("", 10, Cancel), Is.Empty);
        Assert.That((await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Key), Is.EqualTo(new[] { "6001" }));
    }
}
