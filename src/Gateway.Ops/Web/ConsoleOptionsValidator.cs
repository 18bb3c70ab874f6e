using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Ops.Web.OpenId;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web;

/// <summary>What annotations cannot say of the section: certificate and key belong together and can be read, and so does what is said of the issuer.</summary>
public sealed class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        if (options.Listen.Length == 0) return ValidateOptionsResult.Success;
        var faults = OpenIdSettings.Faults(options.OpenId).ToList();
        if (CertificateFault(options) is { } fault) faults.Add(fault);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? CertificateFault(ConsoleOptions options)
    {
        const string Section = ConsoleOptions.Section;
        if (options.Certificate.Length == 0 && options.Key.Length == 0) return null;
        if (options.Certificate.Length == 0) return $"{Section}:{nameof(options.Certificate)} = : belongs to {nameof(options.Key)}";
        if (options.Key.Length == 0) return $"{Section}:{nameof(options.Key)} = : belongs to {nameof(options.Certificate)}";
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.Key);
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"{Section}:{nameof(options.Certificate)} = {options.Certificate}: {unreadable.Message}";
        }
    }
}
