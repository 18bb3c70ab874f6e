using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ingress.Courts;
using Gateway.Ops.Shadow;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Privacy;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Shadow;

/// <summary><c>gateway shadow differences</c>: what a shadow answered beside what the system in use answered.</summary>
internal static class ShadowCommand
{
    public const string Usage = """
        gateway shadow differences --answers FILE.csv --config FILE
          FILE.csv        what the system in use answered: order,line,controlled,actual,deducted,reason (controlled: 1 yes, 2 no; what is empty is not compared)
                          exit code 0: all agree, 1: there are differences
        """;

    private const string Heading = "order,line,controlled,actual,deducted,reason";

    /// <returns>The exit code: 1 where there are differences, 2 where the command, the file or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = words.Skip(1).Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (words is not ["differences", ..] || words.Count % 2 == 0 || !options.ContainsKey("--answers") || options.Keys.Any(k => k is not ("--answers" or "--config")))
            return await FailAsync(errors, Usage).ConfigureAwait(false);
        try
        {
            var lines = await File.ReadAllLinesAsync(options["--answers"], cancel).ConfigureAwait(false);
            if (lines is not [Heading, ..]) return await FailAsync(errors, $"{options["--answers"]}: line 1 must be {Heading}").ConfigureAwait(false);
            var rows = lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
            if (rows.FindIndex(r => r.Length != 6) is >= 0 and var wrong) return await FailAsync(errors, string.Create(CultureInfo.InvariantCulture, $"{options["--answers"]}: row {wrong + 1} has not six fields")).ConfigureAwait(false);
            var configuration = GatewayConfiguration.Load(options.GetValueOrDefault("--config", "gateway.json")).Configuration;
            return await CompareAsync(configuration, [.. rows.Select(r => new OtherAnswer(r[0], r[1], r[2], r[3], r[4], r[5]))], output, cancel).ConfigureAwait(false);
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException or StoreKeyException)
        {
            return await FailAsync(errors, unusable.Message).ConfigureAwait(false);
        }
    }

    private static async Task<int> CompareAsync(IConfiguration configuration, IReadOnlyList<OtherAnswer> theirs, TextWriter output, CancellationToken cancel)
    {
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        await using var services = new ServiceCollection().AddCourtDirectory(configuration).BuildServiceProvider();
        await using var store = StoreServices.NewStore(storage, TimeProvider.System, NullLoggerFactory.Instance, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>());
        await store.MigrateAsync(cancel).ConfigureAwait(false);
        var channels = services.GetRequiredService<CourtDirectory>().Channels.Select(c => c.Id).ToList();
        var report = await new ShadowComparison(store).CompareAsync(channels, theirs, cancel).ConfigureAwait(false);
        await output.WriteLineAsync("order,line,what,ours,theirs").ConfigureAwait(false);
        foreach (var d in report.Differences) await output.WriteLineAsync($"{d.OrderNo},{d.LineNo},{d.What},{d.Ours},{d.Theirs}").ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"lines {report.Lines}, equal {report.Equal}, differences {report.Differences.Count}")).ConfigureAwait(false);
        return report.Differences.Count == 0 ? 0 : 1;
    }

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return GatewayProcess.Misconfigured;
    }
}
