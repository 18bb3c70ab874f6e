using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Ingress.Identity;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;

namespace Gateway.Ingress;

/// <summary>What the door takes in, turns away, how long that takes, and when each channel was heard of last. Labels: channels of the register, kinds, results; never what a message says.</summary>
sealed class IngressMetrics : IDisposable
{
    readonly Meter meter = new("Gateway.Ingress");
    readonly Counter<long> accepted;
    readonly Counter<long> refused;
    readonly Counter<long> results;
    readonly Histogram<double> seconds;
    readonly ConcurrentDictionary<string, long> ahead = new(StringComparer.Ordinal);

    public IngressMetrics(ChannelQuotas quotas, ChannelContacts contacts)
    {
        accepted = meter.CreateCounter<long>("gateway.intake.accepted", null, "Orders accepted by this process");
        refused = meter.CreateCounter<long>("gateway.intake.refused", null, "Orders turned away with RESOURCE_EXHAUSTED, by the bound that they met");
        results = meter.CreateCounter<long>("gateway.intake.results", null, "What became of messages that were looked at: Accepted, Repeat, Conflict, NoOrder and so on");
        seconds = meter.CreateHistogram<double>("gateway.intake.duration", "s", "An order at the door: stage review is validation and document review, stage commit is making it durable");
        meter.CreateObservableGauge(
            "gateway.channel.backlog", () => quotas.All.Select(lane => new Measurement<long>(lane.Backlog, Channel(lane.ChannelId), Kind(lane.Kind))), null, "Orders of a channel that wait for their answer");
        meter.CreateObservableGauge(
            "gateway.channel.last.call.timestamp", () => contacts.Heard.Select(h => new Measurement<long>(h.Value.ToUnixTimeSeconds(), Channel(h.Key))), "s", "When a channel was heard of last by this process, since 1970; a watched stream counts");
        meter.CreateObservableGauge(
            "gateway.channel.receipts.ahead", () => ahead.Select(a => new Measurement<long>(a.Value, Channel(a.Key))), null, "By how many receipts a channel's side was ahead of the store when it named one that was never given out: an alarm");
    }

    /// <summary>The channel's side names a receipt that the store never gave out.</summary>
    /// <param name="by">How far beyond the last one.</param>
    /// <returns>Whether this process sees it for the first time.</returns>
    public bool Ahead(string channel, long by)
    {
        var first = ahead.TryAdd(channel, by);
        ahead[channel] = by;
        return first;
    }

    public void Prepared(OrderKind kind, TimeSpan took) => seconds.Record(took.TotalSeconds, new("stage", "review"), Kind(kind));

    public void Committed(string channel, OrderKind kind, IntakeResult result, TimeSpan took)
    {
        results.Add(1, Channel(channel), new("result", result.GetType().Name));
        if (result is IntakeResult.Accepted) seconds.Record(took.TotalSeconds, new("stage", "commit"), Kind(kind));
    }

    public void Accepted(string channel, OrderKind kind) => accepted.Add(1, Channel(channel), Kind(kind));

    public void Refused(string channel, OrderKind kind, Bound met) => refused.Add(1, Channel(channel), Kind(kind), new("bound", met.ToString()));

    public void Dispose() => meter.Dispose();

    static KeyValuePair<string, object?> Channel(string id) => new("channel", id);

    static KeyValuePair<string, object?> Kind(OrderKind kind) => new("kind", kind == OrderKind.Control ? "control" : "inquiry");
}
