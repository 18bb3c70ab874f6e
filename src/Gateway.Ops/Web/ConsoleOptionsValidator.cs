using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web;

/// <summary>What annotations cannot say of the section: certificate and key belong together and can be read.</summary>
public sealed class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        const string Section = ConsoleOptions.Section;
        if (options.Listen.Length == 0 || (options.Certificate.Length == 0 && options.Key.Length == 0)) return ValidateOptionsResult.Success;
        if (options.Certificate.Length == 0) return ValidateOptionsResult.Fail($"{Section}:{nameof(options.Certificate)} = : belongs to {nameof(options.Key)}");
        if (options.Key.Length == 0) return ValidateOptionsResult.Fail($"{Section}:{nameof(options.Key)} = : belongs to {nameof(options.Certificate)}");
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.Key);
            return ValidateOptionsResult.Success;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return ValidateOptionsResult.Fail($"{Section}:{nameof(options.Certificate)} = {options.Certificate}: {unreadable.Message}");
        }
    }
}
