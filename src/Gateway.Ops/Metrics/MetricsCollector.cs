using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gateway.Ops.Metrics;

/// <summary>Listens to the gateway's own meters and the runtime's, and keeps their values for the next scrape.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _series = [];
    private readonly Lock _scrape = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var meter = instrument.Meter.Name;
            if (meter != WatchMeter.Name && (meter.StartsWith("Gateway.", StringComparison.Ordinal) || meter == "System.Runtime")) Take(instrument, listener);
        };
        _listener.MeasurementsCompleted = (instrument, _) => Forget(instrument);
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Writes every instrument's values in name order.</summary>
    public void Write(PrometheusText text)
    {
        lock (_scrape)
        {
            foreach (var series in _series.Values) series.ForgetObserved();
            _listener.RecordObservableInstruments();
            foreach (var (instrument, series) in _series.OrderBy(s => s.Key.Name, StringComparer.Ordinal)) series.Write(text, instrument);
        }
    }

    public void Dispose() => _listener.Dispose();

    // Named from the start on: whoever writes a rule sees what there is to ask for, though it has not happened yet.
    private void Take(Instrument instrument, MeterListener listener)
    {
        _series.TryAdd(instrument, new InstrumentSeries(instrument));
        listener.EnableMeasurementEvents(instrument);
    }

    private void Forget(Instrument instrument) => _series.TryRemove(instrument, out _);

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.GetOrAdd(instrument, static i => new InstrumentSeries(i)).Record(value, tags);
}
