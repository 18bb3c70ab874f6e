using Gateway.Ops.Orders;
using Gateway.Register;
using Gateway.Register.Orders;
using Gateway.Register.Parties;
using Gateway.Store;
using Gateway.Store.Views;

namespace Gateway.Ops.Tests.Orders;

/// <summary>An order's way as people read it.</summary>
internal sealed class OrderTimelineTests
{
    static readonly OrderKey Key = new("zdz", "A1", 1);
    static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [TestCase(2, null, "StepStage1 2", "SetbackLineFirst stuck", TestName = "While it does not go, every attempt has failed")]
    [TestCase(3, null, "StepStage1 3", "SetbackLineFirst", TestName = "Once the line is final, the last attempt went")]
    [TestCase(2, 9, "StepStage1 3", "SetbackLineFirst", TestName = "So it did where a later stage began")]
    public void Stages_have_their_attempts_and_what_failed_stands_beside(int state, int? laterStageAfter, string stage, string setback)
    {
        StageTrail[] stages = [new(1, At(1), []), .. laterStageAfter is { } after ? new[] { new StageTrail(2, At(after), []) } : []];
        var trail = Trail(new LineTrail(7, "1", Measure.Freeze, "6001", state, state == 3 ? At(10) : null, stages)) with { Setbacks = [new SetbackTrail(7, OrderStep.First, 2, At(2), At(5), "core: NotSent")] };

        var steps = OrderTimeline.Of(File(OrderKind.Control), trail, []);

        Assert.That(steps.Select(s => s.At), Is.Ordered);
        var words = steps.Select(s => $"{s.Word}{(s.Attempts > 0 ? $" {s.Attempts}" : "")}{(s.Stuck ? " stuck" : "")}").ToList();
        Assert.That(words, Does.Contain(stage).And.Contain(setback));
        if (laterStageAfter is not null) Assert.That(words, Does.Contain("StepStage2 1"), "what went at once took one");
    }

    [Test]
    public void A_receipt_that_could_not_be_made_is_stuck_until_there_is_one()
    {
        var trail = Trail() with { Setbacks = [new SetbackTrail(0, OrderStep.Receipt, 1, At(2), At(2), "IOException")] };
        var made = trail with { Receipts = [new ReceiptTrail("zdz", 1, ReceiptKind.Final, "", At(3), null)] };

        Assert.That(OrderTimeline.Of(File(OrderKind.Inquiry), trail, []).Single(s => s.Setback is not null) is { Word: "SetbackOrderReceipt", Stuck: true });
        Assert.That(OrderTimeline.Of(File(OrderKind.Inquiry), made, []).Single(s => s.Setback is not null).Stuck, Is.False);
    }

    static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);

    static OrderTrail Trail(params LineTrail[] lines) => new(new OrderSummary(1, Key, OrderKind.Control, OrderState.Accepted, Start, Start, lines.Length, null), lines, [], [1]);

    static OrderFile File(OrderKind kind) => new(
        Key, new Order { OrderNo = "A1", Kind = kind, CourtCode = "F10", CourtName = "甲", CaseNo = "案", Officer = new Officer("", "", "", ""), Party = new PartyIdentity("", "", ""), Lines = [], Documents = [] },
        OrderState.Accepted, null, "", Start, Start, [], null, 1);
}
