using Microsoft.Extensions.Options;

namespace Gateway.Store.Privacy;

/// <summary>Checks section Privacy. No key is ever shown.</summary>
/// <param name="development">A key that the service made itself beside the data will do.</param>
public sealed class PrivacyOptionsValidator(bool development) : IValidateOptions<PrivacyOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options) =>
        FaultOf(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    string? FaultOf(PrivacyOptions options)
    {
        if (options.Encryption is not (PrivacyOptions.On or PrivacyOptions.Off)) return $"Privacy:Encryption = {options.Encryption}: must be {PrivacyOptions.On} or {PrivacyOptions.Off}";
        if (options.Encryption == PrivacyOptions.Off) return null;
        if (options.KeyFile.Length == 0)
            return development ? null : "Privacy:KeyFile: is required; `gateway privacy new-key --key-file FILE` makes one. Privacy:Encryption = off keeps customers' data in the clear";
        try
        {
            KeyFile.Read(options.KeyFile);
            return null;
        }
        catch (StoreKeyException unusable)
        {
            return $"Privacy:KeyFile = {options.KeyFile}: {unusable.Message}";
        }
    }
}
