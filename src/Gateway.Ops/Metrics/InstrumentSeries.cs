using System.Diagnostics.Metrics;

namespace Gateway.Ops.Metrics;

/// <summary>The values of one instrument, one for each set of labels.</summary>
internal sealed class InstrumentSeries
{
    private enum Kind { Counter, UpDown, Gauge, Histogram }

    private static readonly double[] Bounds = [.. DurationBuckets.Seconds];

    private sealed class Value
    {
        public double Sum { get; set; }
        public long Count { get; set; }
        public long[] Buckets { get; } = new long[Bounds.Length];
    }

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly bool _observed;
    private readonly Kind _kind;

    public InstrumentSeries(Instrument instrument)
    {
        _observed = instrument.IsObservable;
        // The generic type's name tells the kind: Counter`1, ObservableGauge`1 …
        var type = instrument.GetType().Name;
        _kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? Kind.Histogram
            : type.Contains("UpDown", StringComparison.Ordinal) ? Kind.UpDown
            : type.Contains("Counter", StringComparison.Ordinal) ? Kind.Counter
            : Kind.Gauge;
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (_lock)
        {
            if (!_values.TryGetValue(labels, out var entry)) _values[labels] = entry = new Value();
            // What is observed is the whole value; what is recorded is a step, except a gauge's.
            entry.Sum = _observed || _kind == Kind.Gauge ? value : entry.Sum + value;
            entry.Count++;
            if (_kind != Kind.Histogram) return;
            for (var i = 0; i < Bounds.Length; i++)
            {
                if (value <= Bounds[i]) entry.Buckets[i]++;
            }
        }
    }

    /// <summary>Label sets that are not observed any more disappear.</summary>
    public void ForgetObserved()
    {
        if (!_observed) return;
        lock (_lock) _values.Clear();
    }

    public void Write(PrometheusText text, Instrument instrument)
    {
        var name = PrometheusText.Name(instrument.Name, instrument.Unit, counter: _kind == Kind.Counter);
        lock (_lock)
        {
            text.Describe(name, instrument.Description ?? "", _kind switch { Kind.Counter => "counter", Kind.Histogram => "histogram", _ => "gauge" });
            foreach (var (labels, value) in _values)
            {
                if (_kind == Kind.Histogram) WriteHistogram(text, name, labels, value);
                else text.Sample(name, labels, value.Sum);
            }
        }
    }

    private static void WriteHistogram(PrometheusText text, string name, string labels, Value value)
    {
        var before = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i < Bounds.Length; i++) text.Sample(name + "_bucket", $"{before}le=\"{PrometheusText.Number(Bounds[i])}\"", value.Buckets[i]);
        text.Sample(name + "_bucket", $"{before}le=\"+Inf\"", value.Count);
        text.Sample(name + "_sum", labels, value.Sum);
        text.Sample(name + "_count", labels, value.Count);
    }
}
