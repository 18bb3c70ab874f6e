using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Hub;

/// <summary>How the hubs do that are polled or take files. Labels: channels, lists, operations, outcomes, states.</summary>
sealed class HubMetrics : IDisposable
{
    readonly Meter meter = new("Gateway.Ingress.Hub");
    readonly ConcurrentDictionary<(string Channel, OrderKind List), (DateTimeOffset At, long Entries)> lists = new();
    readonly Counter<long> calls;
    readonly Histogram<double> seconds;
    readonly Counter<long> returns;
    volatile IReadOnlyList<HubFeedCount> feeds = [];

    public HubMetrics(TimeProvider time)
    {
        calls = meter.CreateCounter<long>("gateway.hub.calls", null, "Calls of a hub by operation and outcome");
        seconds = meter.CreateHistogram<double>("gateway.hub.call.duration", "s", "How long a call of a hub took");
        returns = meter.CreateCounter<long>("gateway.hub.returns", null, "Entries of lists that go back without having been taken in");
        meter.CreateObservableGauge("gateway.hub.last.list.timestamp", () => lists.Select(l => new Measurement<long>(l.Value.At.ToUnixTimeSeconds(), Channel(l.Key.Channel), List(l.Key.List))), "s", "When a hub's list last came whole, or its folder was last looked through, since 1970");
        meter.CreateObservableGauge("gateway.hub.listed", () => lists.Select(l => new Measurement<long>(l.Value.Entries, Channel(l.Key.Channel), List(l.Key.List))), null, "Entries of that list");
        meter.CreateObservableGauge("gateway.hub.feeds", () => feeds.Select(f => new Measurement<long>(f.Count, Channel(f.ChannelId), List(f.Kind), State(f.State))), null, "Answers and returns that a hub has not taken, by state");
        meter.CreateObservableGauge(
            "gateway.hub.feeds.oldest", () => feeds.Select(f => new Measurement<double>(Math.Max(0, (time.GetUtcNow() - f.Oldest).TotalSeconds), Channel(f.ChannelId), List(f.Kind), State(f.State))), "s", "Age of the oldest of them");
    }

    /// <summary>A list came whole: the heartbeat.</summary>
    public void Heard(string channelId, OrderKind list, DateTimeOffset at, long entries) => lists[(channelId, list)] = (at, entries);

    /// <summary>Another process asks for that list now.</summary>
    public void Left(string channelId, OrderKind list) => lists.TryRemove((channelId, list), out _);

    public void Called(string channelId, string operation, string outcome, TimeSpan took)
    {
        calls.Add(1, Channel(channelId), new("operation", operation), new("outcome", outcome));
        seconds.Record(took.TotalSeconds, Channel(channelId), new("operation", operation));
    }

    public void Returned(string channelId) => returns.Add(1, Channel(channelId));

    public void Counted(IReadOnlyList<HubFeedCount> counts) => feeds = counts;

    public void Dispose() => meter.Dispose();

    static KeyValuePair<string, object?> Channel(string id) => new("channel", id);

    static KeyValuePair<string, object?> List(OrderKind kind) => new("list", kind == OrderKind.Control ? "controls" : "inquiries");

    static KeyValuePair<string, object?> State(HubFeedState state) => new("state", state.ToString());
}
