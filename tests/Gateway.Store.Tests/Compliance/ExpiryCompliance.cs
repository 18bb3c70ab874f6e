using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Store.Tests.Compliance;

public abstract partial class StoreCompliance<TFixture>
{
    static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Test]
    public async Task A_freeze_gets_one_expiry_line_after_its_last_day_and_none_before()
    {
        var freezeId = await FrozenAsync("A1", "6001", to: new DateOnly(2026, 11, 20));
        await Store.MarkSentAsync([.. (await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Id)], Cancel);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 20), Shanghai, Cancel), Is.Zero, "the last day is not over");
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 21), Shanghai, Cancel), Is.EqualTo(1));
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 22), Shanghai, Cancel), Is.Zero, "it has its line");

        var turn = await OpenTurnAsync("6001");
        Assert.That(turn.Order, Is.Null);
        Assert.That(turn.Header, Is.Null);
        Assert.That((turn.Line.Measure, turn.Line.ExpiringFreezeId, turn.Line.Account), Is.EqualTo((Measure.Expire, freezeId, "6001")));
        Assert.That(turn.ServiceTime, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.FromHours(8))));
        Assert.That(turn.Book.Freezes.Single().FreezeId, Is.EqualTo(freezeId));
        Assert.That((await Store.ReadOutboxAsync("control", 10, Cancel)).Select(r => r.Key), Is.EqualTo(new[] { "6001" }));
    }

    [Test]
    public async Task An_expiry_goes_through_the_accounts_turn_and_ends_the_freeze()
    {
        var freezeId = await FrozenAsync("A1", "6001", to: new DateOnly(2026, 11, 20));
        Clock.Now = new DateTimeOffset(2026, 11, 20, 16, 10, 0, TimeSpan.Zero);
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));
        await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 21), Shanghai, Cancel);
        var expiry = await OpenTurnAsync("6001");
        Assert.That(expiry.Line.Measure, Is.EqualTo(Measure.Expire), "its service time is midnight, before A2's");
        var removal = new Decision
        {
            Instructions = [new RemoveHold(new RegisterKey("6001", ""), freezeId)],
            Changes = [Make.Change(expiry, freezeId, FreezeChangeKind.Expired)],
        };
        expiry = (await Store.RecordIntentAsync(expiry, new TurnIntent(1, removal), Cancel))!;

        var written = await Store.RecordOutcomeAsync(expiry, new TurnOutcome(removal, null, []), Cancel);

        Assert.That(written, Is.EqualTo(new OutcomeResult(true, false)), "no order is complete by it");
        Assert.That((await Store.ReadBookAsync(new RegisterKey("6001", ""), Cancel)).Freezes.Single().State, Is.EqualTo(FreezeState.Expired));
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2027, 11, 21), Shanghai, Cancel), Is.Zero);
        var next = await OpenTurnAsync("6001");
        Assert.That((next.Order!.OrderNo, next.Sequence, next.RankTime), Is.EqualTo(("A2", expiry.Sequence + 1, next.ServiceTime)));
    }

    [Test]
    public async Task A_renewed_freeze_gets_another_expiry_line_at_its_new_end()
    {
        var freezeId = await FrozenAsync("A1", "6001", to: new DateOnly(2026, 11, 20));
        await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 21), Shanghai, Cancel);
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001", Measure.Renew)) with { SentTime = Start - TimeSpan.FromMinutes(1) }, trust: true));
        var renewal = await OpenTurnAsync("6001");
        Assert.That(renewal.Line.Measure, Is.EqualTo(Measure.Renew));
        var renewed = new Decision { Changes = [Make.Change(renewal, freezeId, FreezeChangeKind.Renewed, to: new DateOnly(2027, 11, 19))] };
        await Store.RecordOutcomeAsync(renewal, new TurnOutcome(renewed, Make.Answer(renewal), []), Cancel);
        var idle = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(idle, new TurnOutcome(new Decision(), null, []), Cancel);

        Assert.That((await Store.ReadBookAsync(new RegisterKey("6001", ""), Cancel)).Freezes.Single().To, Is.EqualTo(new DateOnly(2027, 11, 19)));
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2027, 11, 19), Shanghai, Cancel), Is.Zero);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2027, 11, 20), Shanghai, Cancel), Is.EqualTo(1));
        Assert.That((await OpenTurnAsync("6001")).ServiceTime, Is.EqualTo(new DateTimeOffset(2027, 11, 20, 0, 0, 0, TimeSpan.FromHours(8))));
    }

    [Test]
    public async Task Another_authoritys_freeze_that_was_entered_gets_an_expiry_line_too()
    {
        var (id, _) = await Store.OpenTaskAsync(
            new NewDeskTask(DeskTaskKind.EnterOtherFreeze, "6001", "", new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = "X1" }, ""), new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
        await Store.ConfirmAsync(id, "乙", Cancel);
        var turn = await OpenTurnAsync("6001");
        var entered = new EnteredFreeze($"other:{id}", new RegisterKey("6001", ""), "某公安局", "X1", 100, new DateOnly(2026, 7, 1), new DateOnly(2026, 11, 20), turn.RankTime, turn.Sequence);
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { EnteredFreeze = entered }, null, []), Cancel);

        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 20), Shanghai, Cancel), Is.Zero);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 21), Shanghai, Cancel), Is.EqualTo(1));
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 22), Shanghai, Cancel), Is.Zero);
        var expiry = await OpenTurnAsync("6001");
        Assert.That((expiry.Line.Measure, expiry.Line.ExpiringFreezeId), Is.EqualTo((Measure.Expire, entered.HoldId)));
        await Store.RecordOutcomeAsync(expiry, new TurnOutcome(new Decision { EndedOtherFreeze = entered.HoldId }, null, []), Cancel);
        Assert.That((await Store.ReadBookAsync(new RegisterKey("6001", ""), Cancel)).OtherFreezes, Is.Empty);
    }

    [Test]
    public async Task A_register_is_looked_at_in_the_night_after_another_authoritys_freeze_in_the_core_has_ended()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");
        OtherFreeze Other(DateOnly to) => new("某公安局", $"X{to.Day}", 100, new DateOnly(2026, 7, 1), to, Start);
        var frozen = Make.Frozen(turn) with { Seen = new SeenEntries([], [Other(new DateOnly(2026, 11, 25)), Other(new DateOnly(2026, 11, 20))]) };
        await Store.RecordOutcomeAsync(turn, frozen, Cancel);

        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 20), Shanghai, Cancel), Is.Zero);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 21), Shanghai, Cancel), Is.EqualTo(1));
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 22), Shanghai, Cancel), Is.Zero, "its look is queued");
        var look = await OpenTurnAsync("6001");
        Assert.That(look.Line.Measure, Is.EqualTo(Measure.ClaimsChanged));
        await Store.RecordOutcomeAsync(look, new TurnOutcome(new Decision(), null, []) { Seen = new SeenEntries([], [Other(new DateOnly(2026, 11, 25))]) }, Cancel);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 25), Shanghai, Cancel), Is.Zero);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 26), Shanghai, Cancel), Is.EqualTo(1));
    }

    [Test]
    public async Task Released_and_used_up_freezes_do_not_expire()
    {
        var released = await FrozenAsync("A1", "6001", to: new DateOnly(2026, 11, 20));
        var usedUp = await FrozenAsync("A2", "6002", to: new DateOnly(2026, 11, 20));
        await EndAsync("B1", "6001", released, FreezeChangeKind.Released);
        await EndAsync("B2", "6002", usedUp, FreezeChangeKind.UsedUp);

        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 12, 1), Shanghai, Cancel), Is.Zero);
    }

    [Test]
    public async Task More_freezes_than_one_transaction_takes_all_get_their_line()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var turn = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(turn, Make.Frozen(turn, to: new DateOnly(2026, 11, 20)), Cancel);
        for (var i = 0; i < 9; i++)
        {
            await Fixture.ExecuteAsync(
                $"""
                INSERT INTO freezes (freeze_id, line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no,
                       ruling_no, asset_kind, rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day)
                SELECT CONCAT(freeze_id, '/{i}'), line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no,
                       ruling_no, asset_kind, rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day
                FROM freezes
                """);
        }

        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2026, 11, 21), Shanghai, Cancel), Is.EqualTo(512));
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OpenLines, Is.EqualTo(512));
    }

    async Task<string> FrozenAsync(string orderNo, string account, DateOnly to)
    {
        await AcceptAsync(Make.Accept(Make.Control(orderNo, Make.Line("1", account))));
        var turn = await OpenTurnAsync(account);
        await Store.RecordOutcomeAsync(turn, Make.Frozen(turn, to), Cancel);
        return Make.Freeze(turn).FreezeId;
    }

    async Task EndAsync(string orderNo, string account, string freezeId, FreezeChangeKind kind)
    {
        await AcceptAsync(Make.Accept(Make.Control(orderNo, Make.Line("1", account, Measure.Release))));
        var turn = await OpenTurnAsync(account);
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { Changes = [Make.Change(turn, freezeId, kind)] }, Make.Answer(turn), []), Cancel);
    }
}
