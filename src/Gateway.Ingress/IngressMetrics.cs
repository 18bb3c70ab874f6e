using System.Diagnostics.Metrics;
using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;

namespace Gateway.Ingress;

/// <summary>What the door takes in, turns away for load, and has waiting, by channel and kind.</summary>
sealed class IngressMetrics : IDisposable
{
    readonly Meter meter = new("Gateway.Ingress");
    readonly Counter<long> accepted;
    readonly Counter<long> refused;

    public IngressMetrics(ChannelQuotas quotas)
    {
        accepted = meter.CreateCounter<long>("gateway.intake.accepted", null, "Orders accepted by this process");
        refused = meter.CreateCounter<long>("gateway.intake.refused", null, "Orders turned away with RESOURCE_EXHAUSTED, by the bound that they met");
        meter.CreateObservableGauge(
            "gateway.channel.backlog", () => quotas.All.Select(lane => new Measurement<long>(lane.Backlog, Channel(lane.ChannelId), Kind(lane.Kind))), null, "Orders of a channel that wait for their answer");
    }

    public void Accepted(string channel, OrderKind kind) => accepted.Add(1, Channel(channel), Kind(kind));

    public void Refused(string channel, OrderKind kind, Bound met) => refused.Add(1, Channel(channel), Kind(kind), new("bound", met.ToString()));

    public void Dispose() => meter.Dispose();

    static KeyValuePair<string, object?> Channel(string id) => new("channel", id);

    static KeyValuePair<string, object?> Kind(OrderKind kind) => new("kind", kind == OrderKind.Control ? "control" : "inquiry");
}
