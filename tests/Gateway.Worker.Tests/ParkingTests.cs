using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Accounts that stopped: people let them go on, or state what the core really did. What waits behind keeps its order.</summary>
[TestFixture]
public sealed class ParkingTests
{
    private const string Account = "6222000000000001";

    [Test]
    public async Task Retried_by_a_person_a_parked_account_goes_on_at_once_and_its_lines_in_order()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await ParkAsync(bench, Given.Freeze(Account, 6000));
        bench.Core.FaultAt = (_, _) => null;
        await bench.RunAsync(Account);
        Assert.That(bench.Core.Journal, Is.Empty, "a message changes nothing while it rests");

        await Desk(bench).RedriveAsync(Account, "王柜员", default);
        await bench.RunAsync(Account);

        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "O1", "O2", "O3" }));
        Assert.That(await bench.Store.ReadParkedAsync("", 10, default), Is.Empty);
    }

    [Test]
    public async Task Settled_as_done_a_line_gets_the_outcome_that_the_core_really_has()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await ParkAsync(bench, Given.Freeze(Account, 6000), effect: true);
        Assert.That(bench.Core.Journal, Has.Count.EqualTo(1), "the core did it and answers nonsense");

        await SettleAsync(bench, new SettledInstruction(1, 1, true, null, "", bench.Time.GetUtcNow()));
        bench.Core.FaultAt = (call, key) => call == "PutHold" && key.StartsWith("zdz:O1", StringComparison.Ordinal) ? (CoreFault.Malformed, "NOT_JSON", false) : null;
        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(new OrderKey(Bench.Channel, "O1", 1))).ActualMinor, Is.EqualTo(600000));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "O1", "O2", "O3" }));
        Assert.That(bench.Core.Journal.Select(e => e.Key).Distinct().Count(), Is.EqualTo(3), "one effect a line");
    }

    [Test]
    public async Task Settled_as_not_done_a_line_is_answered_as_refused_by_the_core_and_the_others_go_on()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await ParkAsync(bench, Given.Freeze(Account, 6000));

        await SettleAsync(bench, new SettledInstruction(1, 1, false, null, "", bench.Time.GetUtcNow()));
        bench.Core.FaultAt = (call, key) => call == "PutHold" && key.StartsWith("zdz:O1", StringComparison.Ordinal) ? (CoreFault.Malformed, "NOT_JSON", false) : null;
        await bench.RunAsync(Account);

        var answer = await bench.AnswerAsync(new OrderKey(Bench.Channel, "O1", 1));
        Assert.That((answer.Controlled, answer.Reason, answer.ReasonDetail), Is.EqualTo((false, (Reason?)Reason.CoreRefused, "经人工核实，核心系统未执行")));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "O2", "O3" }));
    }

    [Test]
    public async Task A_debit_that_people_found_done_is_in_the_receipt_and_not_asked_for_again()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Core.FaultAt = (call, _) => call == "Debit" ? (CoreFault.Malformed, "NOT_JSON", true) : null;
        var deduction = await bench.AcceptAsync(Given.Control("O1", Given.Deduct(Account, 4000)));
        await bench.RunAsync(Account);

        await SettleAsync(bench, new SettledInstruction(2, 1, true, null, "", bench.Time.GetUtcNow()));
        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(deduction)).DeductedMinor, Is.EqualTo(400000));
        Assert.That(bench.Core.Account(Account).Registers[0].BalanceMinor, Is.EqualTo(600000));
    }

    [Test]
    public async Task Where_the_core_was_never_asked_people_can_settle_that_nothing_is_done()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Core.FaultAt = (call, _) => call == "read" ? (CoreFault.Malformed, "NOT_JSON", false) : null;
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAsync(Account);

        await SettleAsync(bench);
        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(order)).Reason, Is.EqualTo(Reason.CoreRefused));
        Assert.That(bench.Core.Journal, Is.Empty);
    }

    [Test]
    public async Task While_a_settlement_is_proposed_nothing_is_sent_and_a_refusal_lets_the_line_be_tried_again()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await ParkAsync(bench, Given.Freeze(Account, 6000));
        bench.Core.FaultAt = (_, _) => null;
        var task = await ProposeAsync(bench, new SettledInstruction(1, 1, false, null, "", bench.Time.GetUtcNow()));
        bench.Retries.Passed(Bench.Work(Account)); // its rest is over

        await bench.RunAsync(Account);
        Assert.That(bench.Core.Journal, Is.Empty, "what is stated must not change any more");

        await Desk(bench).RefuseAsync(task, "李主管", "不符", default);
        await bench.RunAsync(Account);
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "O1", "O2", "O3" }));
    }

    private static IDeskStore Desk(Bench bench) => (IDeskStore)bench.Store;

    /// <summary>O1 parks the account on its first instruction; O2 and O3, of the other court, wait behind.</summary>
    private static async Task ParkAsync(Bench bench, ControlLine line, bool effect = false)
    {
        bench.Core.FaultAt = (call, key) => call == "PutHold" && key.StartsWith("zdz:O1", StringComparison.Ordinal) ? (CoreFault.Malformed, "NOT_JSON", effect) : null;
        await bench.AcceptAsync(Given.Control("O1", line));
        await bench.RunAsync(Account);
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 1000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 1000)).OfOtherCourt());
        Assert.That((await bench.Store.ReadParkedAsync("", 10, default)).Single().WaitingLines, Is.EqualTo(3));
    }

    private static async Task SettleAsync(Bench bench, params SettledInstruction[] settled)
    {
        var task = await ProposeAsync(bench, settled);
        Assert.That(await Desk(bench).ConfirmAsync(task, "李主管", default), Is.Null);
    }

    private static async Task<long> ProposeAsync(Bench bench, params SettledInstruction[] settled)
    {
        var turn = (await bench.Store.OpenTurnAsync(Account, default))!;
        var task = new NewDeskTask(DeskTaskKind.Settle, Account, "", new DeskAct { TaskId = 0, Settled = settled }, "核对核心流水") { LineId = turn.LineId, Order = turn.Order, LineNo = turn.Line.LineNo };
        var (id, fault) = await Desk(bench).OpenTaskAsync(task, new DeskProposal("王柜员", DeskDecision.Approve, "", new string('a', 64), [1]), default);
        Assert.That(fault, Is.Null);
        return id;
    }
}
