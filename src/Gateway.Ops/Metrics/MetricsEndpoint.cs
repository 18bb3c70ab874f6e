using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Metrics;

/// <summary>/metrics: what the parts counted, the service's own numbers, which every process shows alike, and what this process sees around it.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/metrics", async (MetricsCollector collector, Watch watch, CancellationToken cancel) =>
    {
        var text = new PrometheusText();
        var sample = await watch.TakeAsync(cancel).ConfigureAwait(false);
        foreach (var number in WatchedNumbers.All) number.Write(text, sample);
        collector.Write(text);
        return Results.Text(text.ToString(), PrometheusText.ContentType);
    });
}
