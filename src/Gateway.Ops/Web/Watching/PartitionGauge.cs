using System.Diagnostics.Metrics;
using System.Globalization;

namespace Gateway.Ops.Web.Watching;

/// <summary>Reads the bus's own gauge of what its partitions hold. A process without workers has none: there the partitions are the workers' to show.</summary>
internal sealed class PartitionGauge : IDisposable
{
    private const string Meter = "Gateway.Bus", Instrument = "gateway.bus.lag";

    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();
    private readonly List<PartitionBacklog> _seen = [];

    public PartitionGauge()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Instrument) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, messages, tags, _) => See(messages, tags));
        _listener.Start();
    }

    /// <summary>As it is now, by topic and partition.</summary>
    public IReadOnlyList<PartitionBacklog> Read()
    {
        lock (_reading)
        {
            _seen.Clear();
            _listener.RecordObservableInstruments();
            return [.. _seen.OrderBy(s => s.Topic, StringComparer.Ordinal).ThenBy(s => s.Partition)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void See(long messages, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (topic, partition) = ("", 0);
        foreach (var (name, value) in tags)
        {
            if (name == "topic") topic = value as string ?? "";
            if (name == "partition") partition = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        }

        _seen.Add(new PartitionBacklog(topic, partition, messages));
    }
}
