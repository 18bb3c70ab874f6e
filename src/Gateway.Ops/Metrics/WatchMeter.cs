using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Gateway.Ops.Metrics;

/// <summary>The numbers of samples as instruments, for who exports meters; a sample is taken for each export. /metrics takes its own.</summary>
internal sealed class WatchMeter : BackgroundService
{
    /// <summary>Its meter; /metrics leaves it out.</summary>
    public const string Name = "Gateway.Watch";

    private readonly Meter _meter = new(Name);
    private readonly Watch _watch;
    private readonly TimeSpan _every;

    public WatchMeter(Watch watch, TimeSpan every)
    {
        (_watch, _every) = (watch, every);
        foreach (var number in WatchedNumbers.All)
        {
            if (number.IsCounter) _meter.CreateObservableCounter(number.Name, () => Read(number), number.Unit, number.Help);
            else _meter.CreateObservableGauge(number.Name, () => Read(number), number.Unit, number.Help);
        }
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Exports go by the machine's time, whatever a development clock says.
        using var timer = new PeriodicTimer(_every);
        do
        {
            await _watch.TakeAsync(stoppingToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private IEnumerable<Measurement<double>> Read(WatchedNumber number) => _watch.Latest is { } sample ? number.Read(sample) : [];
}
