using System.Diagnostics;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Ingress;

/// <summary>Where an order's trace begins and ends: at the door. Channels and order numbers, no customer data.</summary>
static class IngressTrace
{
    static readonly ActivitySource Source = new("Gateway.Ingress");

    /// <summary>The first span of an order's trace. A court's own trace is not gone on with: whoever is outside does not decide what is traced here.</summary>
    public static Activity? Receive(QuotaLane lane)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        return Source.StartActivity("order receive", ActivityKind.Server)?.SetTag("gateway.channel", lane.ChannelId).SetTag("gateway.kind", lane.Kind == OrderKind.Control ? "control" : "inquiry");
    }

    /// <summary>The order goes on under this span.</summary>
    public static PreparedOrder On(this PreparedOrder prepared, Activity? received) =>
        received is { Recorded: true } && prepared.Order is { } order ? prepared with { Order = order with { TraceParent = received.Id } } : prepared;

    /// <summary>Making it durable.</summary>
    public static Activity? Accept(PreparedOrder prepared) => Source.Continue("order accept", ActivityKind.Internal, prepared.Order?.TraceParent);

    /// <summary>What became of it.</summary>
    public static void Ended(this Activity? accept, IntakeResult result)
    {
        accept?.SetTag("gateway.result", result.GetType().Name);
        if (result is IntakeResult.Accepted accepted) accept?.SetTag("gateway.order", accepted.Order.Key.ToString());
    }

    /// <summary>A receipt goes to its court.</summary>
    public static Activity? Deliver(StoredReceipt receipt) =>
        Source.Continue("receipt deliver", ActivityKind.Producer, receipt.TraceParent)?
            .SetTag("gateway.channel", receipt.ChannelId).SetTag("gateway.sequence", receipt.Sequence).SetTag("gateway.receipt", receipt.Kind.ToString()).SetTag("gateway.order", receipt.Order.ToString());
}
