using System.ComponentModel.DataAnnotations;

namespace Gateway.Host.Telemetry;

/// <summary>Export of traces and metrics (section Telemetry). Off unless an endpoint is named. Defaults are listed in the README beside the project.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary><see cref="Protocol"/>: OTLP over gRPC.</summary>
    public const string Grpc = "grpc";

    /// <summary><see cref="Protocol"/>: OTLP as protobuf over HTTP.</summary>
    public const string Http = "http";

    /// <summary>The collector, such as http://127.0.0.1:4317; empty: nothing is exported, and no order is traced.</summary>
    [RegularExpression("^(https?://[^\\s]+)?$", ErrorMessage = "must be an http or https address")]
    public string Endpoint { get; set; } = "";

    /// <summary>How the collector is spoken to.</summary>
    [AllowedValues(Grpc, Http, ErrorMessage = "must be grpc or http")]
    public string Protocol { get; set; } = Grpc;

    /// <summary>How many of a hundred orders are traced. Whether one is, is decided at the door, once for its whole way.</summary>
    [Range(0, 100)]
    public int TracePercent { get; set; } = 100;

    /// <summary>How often metrics are sent.</summary>
    [Range(1, 3600)]
    public int MetricSeconds { get; set; } = 30;

    /// <summary>A file with headers for the collector, <c>name=value</c> with commas between; empty: none. Read at start.</summary>
    public string HeadersFile { get; set; } = "";
}
