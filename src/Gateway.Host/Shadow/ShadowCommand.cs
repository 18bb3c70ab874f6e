using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Csv;
using Gateway.Ops.Shadow;
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

    private static readonly string[] Columns = ["order", "line", "controlled", "actual", "deducted", "reason"];

    /// <returns>The exit code: 1 where there are differences, 2 where the command, the file or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = words.Skip(1).Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (words is not ["differences", ..] || words.Count % 2 == 0 || !options.TryGetValue("--answers", out var answers) || options.Keys.Any(k => k is not ("--answers" or "--config")))
            return await FailAsync(errors, Usage).ConfigureAwait(false);
        try
        {
            var (rows, faults) = CsvReader.Read(await File.ReadAllBytesAsync(answers, cancel).ConfigureAwait(false), Columns, ["order", "line"]);
            if (faults.Count > 0) return await FailAsync(errors, string.Join('\n', faults)).ConfigureAwait(false);
            var configuration = GatewayConfiguration.Load(options.GetValueOrDefault("--config", "gateway.json")).Configuration;
            return await CompareAsync(configuration, [.. rows.Select(r => new OtherAnswer(r["order"], r["line"], r["controlled"], r["actual"], r["deducted"], r["reason"]))], output, cancel).ConfigureAwait(false);
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException or StoreKeyException)
        {
            return await FailAsync(errors, unusable.Message).ConfigureAwait(false);
        }
    }

    private static async Task<int> CompareAsync(IConfiguration configuration, IReadOnlyList<OtherAnswer> theirs, TextWriter output, CancellationToken cancel)
    {
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        await using var store = StoreServices.NewStore(storage, TimeProvider.System, NullLoggerFactory.Instance, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>());
        await store.MigrateAsync(cancel).ConfigureAwait(false);
        var report = await new ShadowComparison(store, store).CompareAsync(theirs, cancel).ConfigureAwait(false);
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
