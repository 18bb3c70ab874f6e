using System.Diagnostics.Metrics;
using Gateway.CoreBanking.Http;

namespace Gateway.CoreBanking;

/// <summary>How the core's answers and the places for its calls do, by topic.</summary>
internal sealed class CoreMetrics : IDisposable
{
    readonly Meter _meter = new("Gateway.CoreBanking");
    readonly Histogram<double> _seconds;

    public CoreMetrics(IReadOnlyDictionary<CoreTopic, CoreLane> lanes)
    {
        _seconds = _meter.CreateHistogram<double>("gateway.core.call.duration", "s", "One attempt of a core call, without the wait for a place; result is answered, or how it failed");
        _meter.CreateObservableGauge("gateway.core.calls.waiting", () => lanes.Select(l => new Measurement<long>(l.Value.Waiting, Label(l.Key))), null, "Core calls that wait for a place of their topic");
        _meter.CreateObservableGauge("gateway.core.breaker.open", () => lanes.Select(l => new Measurement<long>(l.Value.IsBroken ? 1 : 0, Label(l.Key))), null, "1 while calls of a topic are not sent because too many failed: an alarm");
    }

    public void Called(CoreCall call, CoreReply reply, TimeSpan took) =>
        _seconds.Record(took.TotalSeconds, Label(call.Topic), new("call", call.Name), new("result", reply.Fault?.ToString() ?? "answered"));

    public void Dispose() => _meter.Dispose();

    static KeyValuePair<string, object?> Label(CoreTopic topic) => new("topic", NameOf(topic));

    public static string NameOf(CoreTopic topic) => topic == CoreTopic.Control ? "control" : "inquiry";
}
