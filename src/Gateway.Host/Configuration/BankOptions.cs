using System.ComponentModel.DataAnnotations;
using Gateway.Ops;

namespace Gateway.Host.Configuration;

/// <summary>Section Bank: who answers.</summary>
internal sealed class BankOptions
{
    public const string Section = "Bank";

    /// <summary>As it stands in receipts.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The bank's code in the courts' network.</summary>
    [Required]
    public string Code { get; set; } = "";

    /// <summary>IANA name: the bank's day and every printed time are in it.</summary>
    [Required, KnownTimeZone]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>This bank's bank numbers (KHHHH, 联行号) as orders name them, or prefixes that end in "*"; empty: none is told.</summary>
    [BankNumbers]
    public IReadOnlyList<string> Numbers { get; set; } = [];

    /// <summary>The bank's numbers with its code, which some hubs put in their place; empty where none is told.</summary>
    public IReadOnlyList<string> OwnNumbers => Numbers.Count == 0 ? [] : [.. Numbers, Code];

    /// <summary>Kinds of ID whose codes in the core are others than the courts', or that FIELDS does not name; they stand in place of the standard ones of the same court code.</summary>
    public IReadOnlyList<IdKindSettings> IdKinds { get; set; } = [];
}

/// <summary>Accepts numbers, or prefixes that end in one "*".</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BankNumbersAttribute() : ValidationAttribute("must be numbers of at most 30 characters, or prefixes that end in \"*\"")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyList<string> numbers && numbers.All(n => n.Length is > 0 and <= 30 && n != "*" && !n.Any(char.IsWhiteSpace) && !n[..^1].Contains('*', StringComparison.Ordinal));
}

/// <summary>One kind of ID.</summary>
internal sealed class IdKindSettings
{
    /// <summary>ZJLX, the courts' code.</summary>
    public string Court { get; set; } = "";

    /// <summary>How its numbers are written.</summary>
    public string Form { get; set; } = "text";

    /// <summary>The bank's codes for it.</summary>
    public IReadOnlyList<string> Codes { get; set; } = [];
}

/// <summary>Section Development.</summary>
internal sealed class DevelopmentOptions
{
    public const string Section = "Development";

    /// <summary>A clock that can be set and endpoints under /dev on the ops port. Never in production.</summary>
    public bool Enabled { get; set; }
}

/// <summary>Section Host.</summary>
internal sealed class HostSettings
{
    public const string Section = "Host";

    /// <summary>The words of <see cref="Mode"/>.</summary>
    public const string Live = "live";

    /// <inheritdoc cref="Live"/>
    public const string Shadow = "shadow";

    /// <summary>How long work in hand may take after SIGTERM before it is left where it stands; a restart goes on from there.</summary>
    [Range(1, 300)]
    public int ShutdownSeconds { get; set; } = 25;

    /// <summary>live, or shadow: decides beside a system that is still in use, changes nothing in the core and answers no court.</summary>
    [AllowedValues(Live, Shadow)]
    public string Mode { get; set; } = Live;

    /// <summary>Address and port of health and metrics for a process without the role ops; empty: nowhere. With the role ops they are at Ops:Listen.</summary>
    [ProbesEndpoint]
    public string Probes { get; set; } = "";
}

/// <summary>Accepts an IP address with a port, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProbesEndpointAttribute() : ValidationAttribute("must be an IP address and a port")
{
    public override bool IsValid(object? value) => value is "" || new EndpointAttribute().IsValid(value);
}

/// <summary>Accepts the name of a time zone that this machine knows.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KnownTimeZoneAttribute() : ValidationAttribute("must be a time zone such as Asia/Shanghai")
{
    public override bool IsValid(object? value) => value is string name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
