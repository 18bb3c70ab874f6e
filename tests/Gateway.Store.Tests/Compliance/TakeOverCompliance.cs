using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Registers;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Tests.Compliance;

// Taking over the freezes of the system before.
public abstract partial class StoreCompliance<TFixture>
{
    static TakenOverFreeze TakenOver(string orderNo, string account, long sequence, string lineNo = "1") => new(
        new Freeze
        {
            FreezeId = $"zdz:{orderNo}:1:{lineNo}", AdoptedHoldId = $"OLD-{orderNo}-{lineNo}", Order = new OrderKey("zdz", orderNo, 1), LineNo = lineNo, Register = new RegisterKey(account, ""),
            CourtCode = "F10", CourtName = "甲市人民法院", CaseNo = "（2024）甲执1号", RulingNo = "裁1", AssetKind = AssetKind.Deposit,
            RankTime = Start.AddDays(-sequence), Sequence = sequence, ServiceTime = Start.AddDays(-sequence), GrantedMinor = 100000 * sequence, From = new DateOnly(2026, 1, 1), GrantedTo = new DateOnly(2027, 6, 30),
        },
        Make.Party);

    async Task<(long Task, DeskFault? Fault)> ProposeTakeOverAsync(params TakenOverFreeze[] freezes)
    {
        await Store.LayReadyAsync("import", freezes, Cancel);
        return await Store.OpenTaskAsync(new NewDeskTask(new TakeOverSubject("import", freezes.Length, null), ""), WithLetter, Cancel);
    }

    [Test]
    public async Task What_is_taken_over_is_seen_whole_once_the_second_person_agrees()
    {
        // More than one transaction lays ready; two lines of one order; two freezes on one account.
        var many = Enumerable.Range(1, 600).Select(i => TakenOver($"T{i}", $"7{i:000}", 1)).ToList();
        var (id, fault) = await ProposeTakeOverAsync([.. many, TakenOver("T1", "8001", 1, "2"), TakenOver("U1", "8001", 2)]);
        Assert.That((fault, await Store.CountReadyAsync("import", Cancel)), Is.EqualTo(((DeskFault?)null, 602)));
        Assert.That((await Store.ReadBookAsync(new RegisterKey("8001", ""), Cancel)).Freezes, Is.Empty, "nothing before the second person");

        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        var book = await Store.ReadBookAsync(new RegisterKey("8001", ""), Cancel);
        Assert.That(book.Freezes.Select(f => (f.FreezeId, f.HoldId, f.LimitMinor, f.Live)), Is.EqualTo(new[] { ("zdz:U1:1:1", "OLD-U1-1", (long?)200000, true), ("zdz:T1:1:2", "OLD-T1-2", 100000, true) }));
        Assert.That((await Store.ReadBookAsync(new RegisterKey("7600", ""), Cancel)).Freezes.Single().Order.OrderNo, Is.EqualTo("T600"));
        Assert.That(await Store.CountReadyAsync("import", Cancel), Is.Zero);

        // Nothing of it is open, and whatever comes next ranks behind.
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OpenLines, Is.Zero);
        Assert.That(await Store.ReadUnansweredAsync(OrderKind.Control, 0, 10, Cancel), Is.Empty);
        var again = await Store.AcceptAsync(Make.Accept(Make.Control("T1", Make.Line("1", "7001"))), Cancel);
        Assert.That((again.Kind, again.Known.State), Is.EqualTo((AcceptKind.Conflict, OrderState.Acknowledged)));
        await Store.AcceptAsync(Make.Accept(Make.Control("N1", Make.Line("1", "8001"))), Cancel);
        var turn = (await Store.OpenTurnAsync("8001", Cancel))!;
        Assert.That((turn.Sequence, turn.Book.Freezes.Count), Is.EqualTo((3L, 2)));
        Assert.That((await Store.ReadOrderAsync(new OrderKey("zdz", "T1", 1), Cancel))!.Order.Lines.Select(l => l.Account), Is.EqualTo(new[] { "7001", "8001" }));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task A_freeze_that_was_taken_over_expires_like_any_other()
    {
        var (id, _) = await ProposeTakeOverAsync(TakenOver("T1", "8001", 1));
        await Store.ConfirmAsync(id, "乙", Cancel);
        Assert.That(await Store.ScheduleExpiriesAsync(new DateOnly(2027, 7, 1), TimeZoneInfo.Utc, Cancel), Is.EqualTo(1));
        Assert.That((await Store.OpenTurnAsync("8001", Cancel))!.Line.ExpiringFreezeId, Is.EqualTo("zdz:T1:1:1"));
    }

    [Test]
    public async Task An_account_or_order_that_has_begun_here_meanwhile_stops_a_take_over()
    {
        var (id, _) = await ProposeTakeOverAsync(TakenOver("T1", "8001", 1), TakenOver("T2", "8002", 1));
        await Store.AcceptAsync(Make.Accept(Make.Control("N1", Make.Line("1", "8002"))), Cancel);
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.EqualTo(DeskFault.TakeOverMoved));
        Assert.That((await Store.ReadBookAsync(new RegisterKey("8001", ""), Cancel)).Freezes, Is.Empty);

        await Store.RefuseAsync(id, "乙", "重做", Cancel);
        await Store.ProposeAsync(id, new DeskProposal("甲", DeskDecision.Reject, "重做"), Cancel);
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        Assert.That(await Store.CountReadyAsync("import", Cancel), Is.Zero, "what was given up lies ready no more");
    }
}
