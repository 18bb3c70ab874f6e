using Gateway.Sealing;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Seals;

/// <summary>Checks Sealing:Policy.</summary>
internal sealed class SealPolicyValidator : IValidateOptions<SealingOptions>
{
    private const int Day = 24 * 60;
    private const int LeastBytes = 64 * 1024;
    private const int MostBytes = 8 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, SealingOptions options)
    {
        var faults = Faults(options.Policy).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SealPolicy policy)
    {
        const string At = $"{SealingOptions.Section}:{nameof(SealingOptions.Policy)}";
        if (policy.MaximumClockAheadMinutes is < 0 or > Day) yield return $"{At}:{nameof(policy.MaximumClockAheadMinutes)} = {policy.MaximumClockAheadMinutes}: must be from 0 to {Day}";
        if (policy.MaximumSignatureBytes is < LeastBytes or > MostBytes) yield return $"{At}:{nameof(policy.MaximumSignatureBytes)} = {policy.MaximumSignatureBytes}: must be from {LeastBytes} to {MostBytes}";
        foreach (var maker in (policy.AllowedMakers ?? new HashSet<string>()).Where(maker => maker.Length != 64 || !maker.All(char.IsAsciiHexDigit)))
            yield return $"{At}:{nameof(policy.AllowedMakers)} = {maker}: must be the SM3 of a seal maker's certificate, 64 hexadecimal digits";
    }
}
