using System.ComponentModel.DataAnnotations;
using Gateway.Ops.Web.OpenId;

namespace Gateway.Ops.Web;

/// <summary>The console (section Console). Defaults are listed in the README of Gateway.Ops.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>Address and port, e.g. 127.0.0.1:7081; port 0 takes a free one; empty: this process serves no console.</summary>
    [ConsoleEndpoint]
    public string Listen { get; set; } = "127.0.0.1:7081";

    /// <summary>PEM files of the server's certificate, with what it sends along, and its key. Both or none; without them the console speaks plain HTTP.</summary>
    public string Certificate { get; set; } = "";

    /// <inheritdoc cref="Certificate"/>
    public string Key { get; set; } = "";

    /// <summary>A session ends when nothing was done so long, in minutes.</summary>
    [Range(1, 480)]
    public int IdleMinutes { get; set; } = 15;

    /// <summary>A session ends so long after its sign-in, in hours, whatever is done.</summary>
    [Range(1, 24)]
    public int SessionHours { get; set; } = 10;

    /// <summary>So many wrong passwords in a row lock an account.</summary>
    [Range(3, 20)]
    public int FailuresBeforeLock { get; set; } = 5;

    /// <summary>How long a locked account stays so, in minutes.</summary>
    [Range(1, 1440)]
    public int LockMinutes { get; set; } = 15;

    /// <summary>A channel that was not heard of for so long is shown as silent, in minutes.</summary>
    [Range(1, 10080)]
    public int SilentMinutes { get; set; } = 30;

    /// <summary>Shortest password that is taken, in characters.</summary>
    [Range(8, 64)]
    public int PasswordLength { get; set; } = 12;

    /// <summary>Sign-in by the bank's own issuer.</summary>
    public OpenIdOptions OpenId { get; set; } = new();
}

/// <summary>Accepts an IP address with a port, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConsoleEndpointAttribute() : ValidationAttribute("must be an IP address and a port, or empty")
{
    public override bool IsValid(object? value) => value is "" || new EndpointAttribute().IsValid(value);
}
