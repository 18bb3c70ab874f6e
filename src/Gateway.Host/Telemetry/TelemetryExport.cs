using System.Globalization;
using System.Reflection;
using Gateway.Ops.Metrics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway.Host.Telemetry;

/// <summary>
/// Sends orders' traces and the meters to a collector (OTLP). Only the gateway's own sources: those of the framework put addresses into their spans, and an address of the core names an account.
/// </summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options, Roles roles) : IHostedService, IDisposable
{
    private const string Ours = "Gateway.*";

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("chakong-gateway", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(), serviceInstanceId: string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}"))
            .AddAttributes([new("gateway.roles", roles.ToString())]);
        var headers = settings.HeadersFile.Length > 0 ? File.ReadAllText(settings.HeadersFile).Trim() : null;
        void Export(OtlpExporterOptions exporter, string path)
        {
            var grpc = settings.Protocol == TelemetryOptions.Grpc;
            exporter.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = new Uri(grpc ? settings.Endpoint : $"{settings.Endpoint.TrimEnd('/')}/v1/{path}");
            exporter.Headers = headers;
        }

        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TracePercent / 100.0)))
            .AddSource(Ours)
            .AddOtlpExporter(exporter => Export(exporter, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Ours, "System.Runtime")
            .AddView(instrument => instrument is { Unit: "s" } && instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal)
                ? new ExplicitBucketHistogramConfiguration { Boundaries = [.. DurationBuckets.Seconds] }
                : null)
            .AddOtlpExporter((exporter, reader) =>
            {
                Export(exporter, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = settings.MetricSeconds * 1000;
            })
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left, as far as the collector takes it.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
