using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Lookup;

namespace Gateway.Store.Tests.Compliance;

// 19: what a customer who objects is told.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task Clause_19_shows_court_case_and_officer_of_live_freezes_and_recent_deductions_alone()
    {
        foreach (var (order, officer) in new[] { ("A1", "王五"), ("A2", "赵六") })
        {
            await AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", "6001")) with { Officer = new Officer(officer, "010-1", order, "") }));
            await Store.RecordOutcomeAsync(await OpenTurnAsync("6001"), Make.Frozen(await OpenTurnAsync("6001")), Cancel);
        }

        await AcceptAsync(Make.Accept(Make.Control("A3", Make.Line("1", "6001", Measure.Deduct)) with { CourtName = "乙市人民法院", CaseNo = "（2026）乙执3号" }));
        var turn = await OpenTurnAsync("6001");
        var taken = new Decision { Deduction = new Deduction(turn.Order!, "1", turn.Book.Key, "F11", 5, turn.ServiceTime), Changes = [Make.Change(turn, "zdz:A2:1:1", FreezeChangeKind.Released)] };
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(taken, Make.Answer(turn), []), Cancel);

        var today = new DateOnly(2026, 7, 1);
        var freeze = new CourtAct(CourtActKind.Freeze, "", "甲市人民法院", "（2026）甲执1号", "王五");
        Assert.That(await Store.ReadCourtActsAsync("6001", today, Start, Cancel), Is.EqualTo(new[] { freeze, new CourtAct(CourtActKind.Deduction, "", "乙市人民法院", "（2026）乙执3号", "王五") }));
        Assert.That(await Store.ReadCourtActsAsync("6001", today, Clock.Now.AddDays(1), Cancel), Is.EqualTo(new[] { freeze }), "a deduction of long ago");
        Assert.That(await Store.ReadCourtActsAsync("6001", new DateOnly(2027, 7, 1), Clock.Now.AddDays(1), Cancel), Is.Empty, "its last day is over");
        Assert.That(await Store.ReadCourtActsAsync("6002", today, Start, Cancel), Is.Empty);
    }
}
