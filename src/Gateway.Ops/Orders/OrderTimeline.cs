using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Views;

namespace Gateway.Ops.Orders;

/// <summary>One step of an order's way.</summary>
/// <param name="Word">What happened: a word of the console.</param>
/// <param name="Of">What the word is filled in with: numbers and names as they are; receipts' kinds as words.</param>
public sealed record TimelineStep(DateTimeOffset At, string Word, params IReadOnlyList<object> Of)
{
    /// <summary>At which attempt it went, or how many there were so far; 0: it is none that is attempted.</summary>
    public int Attempts { get; init; }

    /// <summary>What did not go; null: nothing.</summary>
    public SetbackTrail? Setback { get; init; }

    /// <summary>It has not gone until now.</summary>
    public bool Stuck { get; init; }
}

/// <summary>An order's way as people read it: every stage with its time and its attempts, and what did not go at once.</summary>
public static class OrderTimeline
{
    /// <param name="tasks">The desk's; those of other orders are passed over.</param>
    public static IReadOnlyList<TimelineStep> Of(OrderFile file, OrderTrail trail, IReadOnlyList<DeskTask> tasks)
    {
        var own = tasks.Where(t => t.Order == trail.Order.Key).ToList();
        IEnumerable<TimelineStep> steps =
        [
            new(file.ServiceTime, "StepServed"),
            new(file.ArrivedAt, "StepArrived"),
            .. trail.Lines.SelectMany(l => l.Stages.Select(s => new TimelineStep(s.RecordedAt, "StepStage" + s.Stage, l.LineNo) { Attempts = AttemptsAt(trail, l, s) })),
            .. trail.Lines.Where(l => l.FinalAt is not null).Select(l => new TimelineStep(l.FinalAt!.Value, "StepFinal", l.LineNo)),
            .. trail.Receipts.Select(r => new TimelineStep(r.CreatedAt, "StepReceipt", r.Kind, r.Sequence)),
            .. trail.Receipts.Where(r => r.AcknowledgedAt is not null).Select(r => new TimelineStep(r.AcknowledgedAt!.Value, "StepAcknowledged", r.Sequence)),
            .. own.Select(t => new TimelineStep(t.OpenedAt, "StepTask", t.TaskId)),
            .. own.Where(t => t.ClosedAt is not null).Select(t => new TimelineStep(t.ClosedAt!.Value, "StepTaskDone", t.TaskId, t.Checker)),
            .. trail.Setbacks.Select(s => Failed(file, trail, s)),
        ];
        return [.. steps.OrderBy(s => s.At)];
    }

    /// <summary>Failed ones, and the one that went, if one did.</summary>
    private static int AttemptsAt(OrderTrail trail, LineTrail line, StageTrail stage)
    {
        var failed = trail.Setbacks.FirstOrDefault(s => s.LineId == line.LineId && (int)s.Step == stage.Stage);
        return failed is null ? 1 : failed.Failures + (IsOver(line, failed) ? 1 : 0);
    }

    private static TimelineStep Failed(OrderFile file, OrderTrail trail, SetbackTrail failed)
    {
        var line = trail.Lines.FirstOrDefault(l => l.LineId == failed.LineId);
        var over = failed.Step switch
        {
            OrderStep.Answer => file.Inquiry is not null,
            OrderStep.Receipt => trail.Receipts.Any(r => r.CreatedAt >= failed.LastAt),
            _ => line is null || IsOver(line, failed),
        };
        return new TimelineStep(failed.FirstAt, line is null ? "SetbackOrder" + failed.Step : "SetbackLine" + failed.Step, line is null ? [] : [line.LineNo]) { Setback = failed, Stuck = !over };
    }

    /// <summary>The line got further since, to people's desk too.</summary>
    private static bool IsOver(LineTrail line, SetbackTrail failed) => line.State >= 3 || line.Stages.Any(s => s.RecordedAt > failed.LastAt);
}
