using System.ComponentModel.DataAnnotations;

namespace Gateway.Ops;

/// <summary>The operators' port (section Ops). Defaults are listed in the README beside it.</summary>
public sealed class OpsOptions
{
    public const string Section = "Ops";

    /// <summary>Address and port, e.g. 127.0.0.1:7080; port 0 takes a free one. Plain HTTP: keep it on the machine or behind a proxy.</summary>
    [Required, Endpoint]
    public string Listen { get; set; } = "127.0.0.1:7080";

    /// <summary>How often the audit chain is walked from its first entry to its last, in hours; 0: never.</summary>
    [Range(0, 168)]
    public int AuditCheckHours { get; set; } = 24;
}

/// <summary>Accepts an IP address with a port.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndpointAttribute() : ValidationAttribute("must be an IP address and a port")
{
    public override bool IsValid(object? value) => value is string text && System.Net.IPEndPoint.TryParse(text, out _) && text.Contains(':', StringComparison.Ordinal);
}
