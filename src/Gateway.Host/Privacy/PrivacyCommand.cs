using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Development;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Privacy;

/// <summary><c>gateway privacy …</c>: makes data keys, and moves a store to the newest while the service runs.</summary>
internal static class PrivacyCommand
{
    public const string Usage = """
        gateway privacy new-key --key-file FILE [--algorithm aes-256-gcm|sm4-gcm]
                                                  adds a new data key behind those of the file, or makes the file
        gateway privacy reencrypt --config FILE --as NAME
                                                  seals everything anew with the newest key of Privacy:KeyFile, while the service runs; says which keys may go then
        """;

    private static readonly string[] Known = ["--key-file", "--algorithm", "--config", "--as"];

    /// <returns>The exit code: 1 where it could not be done, 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < words.Count; i += 2)
        {
            if (!Known.Contains(words[i])) return await FailAsync(errors, $"{words[i]}: no such option\n{Usage}", GatewayProcess.Misconfigured).ConfigureAwait(false);
            if (i + 1 == words.Count) return await FailAsync(errors, $"{words[i]}: a value is missing", GatewayProcess.Misconfigured).ConfigureAwait(false);
            options[words[i]] = words[i + 1];
        }

        try
        {
            switch (words.Count == 0 ? "" : words[0])
            {
                case "new-key" when options.TryGetValue("--key-file", out var file):
                    var id = KeyFile.Add(file, options.GetValueOrDefault("--algorithm", "aes-256-gcm"), TimeProvider.System.GetUtcNow());
                    await output.WriteLineAsync($"key {id} added to {file}: keep a copy of it where nobody reads the store").ConfigureAwait(false);
                    return 0;
                case "reencrypt" when options.TryGetValue("--as", out var person) && !string.IsNullOrWhiteSpace(person):
                    await ReencryptAsync(options.GetValueOrDefault("--config", "gateway.json"), person.Trim(), output, cancel).ConfigureAwait(false);
                    return 0;
                default:
                    return await FailAsync(errors, Usage, GatewayProcess.Misconfigured).ConfigureAwait(false);
            }
        }
        catch (StoreKeyException unfit)
        {
            return await FailAsync(errors, unfit.Message, 1).ConfigureAwait(false);
        }
        catch (StoreTooNewException newer)
        {
            return await FailAsync(errors, newer.Message, GatewayProcess.Misconfigured).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, unreadable.Message, GatewayProcess.Misconfigured).ConfigureAwait(false);
        }
    }

    private static async Task ReencryptAsync(string configFile, string person, TextWriter output, CancellationToken cancel)
    {
        var configuration = GatewayConfiguration.Load(configFile).Configuration;
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        var development = configuration.GetSection(DevelopmentOptions.Section).Get<DevelopmentOptions>() ?? new DevelopmentOptions();
        TimeProvider clock = development.Enabled ? OffsetTimeProvider.Shared(storage.Directory) : TimeProvider.System;
        await using var store = StoreServices.NewStore(storage, clock, NullLoggerFactory.Instance, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>());
        await store.MigrateAsync(cancel).ConfigureAwait(false);
        await store.AuditAsync(new AuditEntry($"person:{person}", "privacy.reencrypt", "store", "{}"), cancel).ConfigureAwait(false);
        await output.WriteLineAsync("waiting until every process seals with the newest key").ConfigureAwait(false);
        var done = await store.ReencryptAsync((part, values) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part}\t{values}")), cancel).ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done.Values} values sealed anew; {done.SegmentsRemoved} archive files removed, {done.SegmentsLeft} hold nothing any more and can be removed by the same command two days after they were begun")).ConfigureAwait(false);
        await output.WriteLineAsync(done.RetiredKeys.Count == 0 ? "no key is to be removed" : $"may be removed from the key file: {string.Join(' ', done.RetiredKeys)}").ConfigureAwait(false);
    }

    private static async Task<int> FailAsync(TextWriter errors, string message, int code)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}
