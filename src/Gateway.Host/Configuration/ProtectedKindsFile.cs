using Gateway.Register.Accounts;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Configuration;

/// <summary>The file of protected kinds (DOMAIN 5): first content of their register. Checked at start, where faults stop the service.</summary>
internal static class ProtectedKindsFile
{
    /// <summary>The kinds of a file, and what is wrong with it.</summary>
    public static (IReadOnlyList<AccountNature> Kinds, IReadOnlyList<string> Faults) Read(string file)
    {
        try
        {
            return ProtectedKindsJson.Read(File.ReadAllBytes(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ([], [unreadable.Message]);
        }
    }

    /// <summary>Adds the table as the file has it; the registers' watch keeps it as the register is.</summary>
    public static void AddProtectedKinds(this IServiceCollection services) => services
        .AddSingleton<IValidateOptions<RulesOptions>, Validator>()
        .AddSingleton(p => new ProtectedKinds(Read(p.GetRequiredService<IOptions<RulesOptions>>().Value.ProtectedKindsFile).Kinds));

    private sealed class Validator : IValidateOptions<RulesOptions>
    {
        public ValidateOptionsResult Validate(string? name, RulesOptions options)
        {
            var faults = Read(options.ProtectedKindsFile).Faults;
            return faults.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(faults.Select(fault => $"{RulesOptions.Section}:{nameof(RulesOptions.ProtectedKindsFile)} = {options.ProtectedKindsFile}: {fault}"));
        }
    }
}
