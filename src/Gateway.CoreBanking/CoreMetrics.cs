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
        _seconds = _meter.CreateHistogram<double>("gateway.core.call.duration", "s", "One attempt of a core call, without the wait for a place");
        _meter.CreateObservableGauge("gateway.core.calls.waiting", () => lanes.Select(l => new Measurement<long>(l.Value.Waiting, Label(l.Key))), null, "Core calls that wait for a place of their topic");
    }

    public void Called(CoreTopic topic, TimeSpan took) => _seconds.Record(took.TotalSeconds, Label(topic));

    public void Dispose() => _meter.Dispose();

    static KeyValuePair<string, object?> Label(CoreTopic topic) => new("topic", topic == CoreTopic.Control ? "control" : "inquiry");
}
