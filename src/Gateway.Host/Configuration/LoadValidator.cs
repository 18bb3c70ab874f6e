using System.Security.Cryptography;
using Gateway.Host.Seals;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Configuration;

/// <summary>Loads what a folder of the section Sealing holds once, so that a missing or broken file is a fault of the configuration and not of the first order.</summary>
internal sealed class LoadValidator(string key, Func<SealingOptions, string> folderOf, Action<string> load) : IValidateOptions<SealingOptions>
{
    public ValidateOptionsResult Validate(string? name, SealingOptions options)
    {
        var folder = folderOf(options);
        try
        {
            load(folder);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException or ArgumentException or FormatException)
        {
            return ValidateOptionsResult.Fail($"{SealingOptions.Section}:{key} = {folder}: {fault.Message}");
        }
    }
}
