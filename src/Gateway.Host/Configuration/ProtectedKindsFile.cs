using Gateway.Register.Accounts;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Configuration;

/// <summary>
/// Keeps the table of protected kinds like its file (DOMAIN 5): read at start, where faults stop the service, and again when the file changes,
/// where faults are logged with their lines and the table stays as it was.
/// </summary>
internal sealed class ProtectedKindsFile(ProtectedKinds kinds, IOptions<RulesOptions> options, TimeProvider time, ILogger<ProtectedKindsFile> log) : BackgroundService
{
    // A change of the law is no matter of milliseconds; looking at one file's time costs nothing.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

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

    /// <summary>Reads the file anew; a table with faults changes nothing.</summary>
    /// <returns>Whether the table was replaced.</returns>
    public bool Reload()
    {
        var file = options.Value.ProtectedKindsFile;
        var (all, faults) = Read(file);
        foreach (var fault in faults) Log.ProtectedKindsFault(log, file, fault);
        if (faults.Count > 0) return false;
        kinds.Replace(all);
        Log.ProtectedKindsRead(log, file, all.Count);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = File.GetLastWriteTimeUtc(options.Value.ProtectedKindsFile);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = File.GetLastWriteTimeUtc(options.Value.ProtectedKindsFile);
            if (now == seen) continue;
            seen = now;
            Reload();
        }
    }
}

/// <summary>Registers the table, its check at start and its renewal.</summary>
internal static class ProtectedKindsServices
{
    public static void AddProtectedKinds(this IServiceCollection services) => services
        .AddSingleton<IValidateOptions<RulesOptions>, Validator>()
        .AddSingleton(p => new ProtectedKinds(ProtectedKindsFile.Read(p.GetRequiredService<IOptions<RulesOptions>>().Value.ProtectedKindsFile).Kinds))
        .AddHostedService<ProtectedKindsFile>();

    private sealed class Validator : IValidateOptions<RulesOptions>
    {
        public ValidateOptionsResult Validate(string? name, RulesOptions options)
        {
            var faults = ProtectedKindsFile.Read(options.ProtectedKindsFile).Faults;
            return faults.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(faults.Select(fault => $"{RulesOptions.Section}:{nameof(RulesOptions.ProtectedKindsFile)} = {options.ProtectedKindsFile}: {fault}"));
        }
    }
}
