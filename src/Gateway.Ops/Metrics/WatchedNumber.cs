using System.Diagnostics.Metrics;

namespace Gateway.Ops.Metrics;

/// <summary>One number of a sample: its name as an instrument has it, and how it is read. No measurement: it is not known.</summary>
/// <param name="Unit">As OpenTelemetry writes it: s, By; null: a count.</param>
/// <param name="IsCounter">It only rises.</param>
internal sealed record WatchedNumber(string Name, string? Unit, string Help, Func<WatchSample, IEnumerable<Measurement<double>>> Read, bool IsCounter = false)
{
    /// <summary>In Prometheus' text.</summary>
    public void Write(PrometheusText text, WatchSample sample)
    {
        var name = PrometheusText.Name(Name, Unit, IsCounter);
        var described = false;
        foreach (var measured in Read(sample))
        {
            if (!described) text.Describe(name, Help, IsCounter ? "counter" : "gauge");
            described = true;
            text.Sample(name, PrometheusText.Labels(measured.Tags), measured.Value);
        }
    }
}
