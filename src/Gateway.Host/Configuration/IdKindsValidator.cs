using Gateway.Register.Parties;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Configuration;

/// <summary>Names everything that is wrong with Bank:IdKinds at once: a code that stands for two kinds would take one person for another.</summary>
internal sealed class IdKindsValidator : IValidateOptions<BankOptions>
{
    private static readonly string Forms = string.Join(" or ", Enum.GetValues<IdForm>().Select(Words.Of));

    public ValidateOptionsResult Validate(string? name, BankOptions options)
    {
        var errors = options.IdKinds.SelectMany(ErrorsOf).ToList();
        foreach (var twice in options.IdKinds.GroupBy(k => k.Court, StringComparer.Ordinal).Where(g => g.Count() > 1)) errors.Add($"{BankOptions.Section}:IdKinds = {twice.Key}: is there twice");
        var standard = IdKinds.StandardKinds.Where(s => options.IdKinds.All(k => k.Court != s.Court)).SelectMany(s => s.BankCodes.Select(code => (code, s.Court)));
        var all = options.IdKinds.SelectMany(k => k.Codes.Select(code => (code, k.Court))).Concat(standard);
        foreach (var code in all.GroupBy(p => p.code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            errors.Add($"{BankOptions.Section}:IdKinds = {code.Key}: the bank's code stands for {string.Join(" and ", code.Select(p => p.Court))}; where a standard kind is meant, state its codes too");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>The table; the settings must have been checked.</summary>
    public static IdKinds TableOf(BankOptions options) => new(options.IdKinds.Select(k => new IdKind(k.Court, Words.Parse<IdForm>(k.Form)!.Value, k.Codes)));

    private static IEnumerable<string> ErrorsOf(IdKindSettings kind, int index)
    {
        var at = $"{BankOptions.Section}:IdKinds:{index}";
        if (kind.Court.Length == 0) yield return $"{at}:Court = : is required";
        if (Words.Parse<IdForm>(kind.Form) is null) yield return $"{at}:Form = {kind.Form}: must be {Forms}";
        if (kind.Codes.Count == 0 || kind.Codes.Any(string.IsNullOrWhiteSpace)) yield return $"{at}:Codes = {string.Join(", ", kind.Codes)}: must name the bank's codes for it";
    }
}
