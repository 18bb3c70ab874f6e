using System.Diagnostics;
using Gateway.Bus;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Turns;

namespace Gateway.Worker;

/// <summary>The worker's spans of orders' traces: what a message set going, each turn, each answer, each receipt. Order numbers, no customer data.</summary>
internal static class WorkerTrace
{
    /// <summary>By this name tracing is switched on.</summary>
    public const string SourceName = "Gateway.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Some messages went to the bus together.</summary>
    public static void Published(WorkTopic topic, IEnumerable<string?> traceParents, DateTimeOffset begun)
    {
        if (!Source.HasListeners()) return;
        foreach (var traceParent in traceParents.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            using var span = Source.Continue($"{NameOf(topic)} publish", ActivityKind.Producer, traceParent);
            span?.SetStartTime(begun.UtcDateTime);
        }
    }

    /// <summary>What a message sets going: as many turns as its key has.</summary>
    public static Activity? Process(WorkMessage message) => Source.Continue($"{NameOf(message.Topic)} process", ActivityKind.Consumer, message.TraceParent);

    /// <summary>One line's turn.</summary>
    public static Activity? Turn(AccountTurn turn)
    {
        // Nothing of it belongs to the order whose message brought it.
        if (turn.TraceParent is null) Activity.Current = null;
        return Source.Continue("turn", ActivityKind.Internal, turn.TraceParent)?
            .SetTag("gateway.order", turn.Order?.ToString()).SetTag("gateway.line", turn.Line.LineNo).SetTag("gateway.measure", turn.Line.Measure.ToString());
    }

    /// <summary>What a turn came to. Without this it ended by a fault.</summary>
    public static void Ended(this Activity? turn, TurnEnd end) =>
        turn?.SetTag("gateway.outcome", !end.Written ? "stale" : end.Waits ? "waits" : end.Refused ? "refused" : "done").SetTag("gateway.reason", end.Reason?.ToString());

    /// <summary>The answer to an inquiry.</summary>
    public static Activity? Answer(OpenInquiry inquiry)
    {
        if (inquiry.TraceParent is null) Activity.Current = null;
        return Source.Continue("inquiry answer", ActivityKind.Internal, inquiry.TraceParent)?.SetTag("gateway.order", inquiry.Order.ToString());
    }

    /// <summary>A FINAL receipt: composing, sealing, storing.</summary>
    public static Activity? Receipt(OrderFile file) =>
        Source.Continue("receipt make", ActivityKind.Internal, file.TraceParent)?.SetTag("gateway.order", file.Key.ToString());

    private static string NameOf(WorkTopic topic) => topic == WorkTopic.Control ? "control" : "inquiry";
}
