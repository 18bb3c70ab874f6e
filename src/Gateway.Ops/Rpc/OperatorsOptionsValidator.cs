using System.Net;
using System.Security.Cryptography;
using Gateway.Sealing;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Rpc;

/// <summary>Names every wrong setting at once, each as "key = value: reason".</summary>
internal sealed class OperatorsOptionsValidator : IValidateOptions<OperatorsOptions>
{
    public ValidateOptionsResult Validate(string? name, OperatorsOptions options)
    {
        var faults = options.Listen.Length == 0 ? [] : Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Lower-case hexadecimal of a certificate's digest, colons taken out; null if it is none.</summary>
    public static string? Fingerprint(string text)
    {
        var plain = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain.Length == 64 && plain.All(char.IsAsciiHexDigitLower) ? plain : null;
    }

    private static IEnumerable<string> Faults(OperatorsOptions options)
    {
        if (!IPEndPoint.TryParse(options.Listen, out _)) yield return Fault(nameof(options.Listen), options.Listen, "must be an IP address and a port");
        if (Problem(() => PortTls.ServerCertificate(options.ServerCertificate, options.ServerKey).Dispose()) is { } server) yield return Fault(nameof(options.ServerCertificate), options.ServerCertificate, server);
        if (Problem(() => PortTls.Authorities(options.ClientCa)) is { } authorities) yield return Fault(nameof(options.ClientCa), options.ClientCa, authorities);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < options.People.Count; i++)
        {
            var (person, at) = (options.People[i], $"{nameof(options.People)}:{i}");
            if (string.IsNullOrWhiteSpace(person.Name)) yield return Fault($"{at}:{nameof(person.Name)}", person.Name, "is required");
            if (Fingerprint(person.Fingerprint) is not { } print) yield return Fault($"{at}:{nameof(person.Fingerprint)}", person.Fingerprint, "must be a SHA-256 fingerprint, 64 hexadecimal digits");
            else if (!seen.Add(print)) yield return Fault($"{at}:{nameof(person.Fingerprint)}", person.Fingerprint, "is another person's already");
            if (person.Roles.Count == 0 || person.Roles.Any(r => Operator.RoleOf(r) is null)) yield return Fault($"{at}:{nameof(person.Roles)}", string.Join(',', person.Roles), "must name viewer, operator, checker or administrator");
        }
    }

    private static string? Problem(Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or InvalidDataException)
        {
            return fault.Message;
        }
    }

    private static string Fault(string key, string value, string reason) => $"{OperatorsOptions.Section}:{key} = {value}: {reason}";
}
