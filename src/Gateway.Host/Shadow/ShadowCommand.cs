using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Host.Registers;
using Gateway.Ops.Csv;
using Gateway.Ops.Shadow;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Shadow;

/// <summary><c>gateway shadow …</c>: what a shadow answered beside what the system in use answered, and what it would hold beside what the core holds.</summary>
internal static class ShadowCommand
{
    public const string Usage = """
        gateway shadow differences --answers FILE.csv --config FILE
          FILE.csv        what the system in use answered: order,line,controlled,actual,deducted,reason (controlled: 1 yes, 2 no; what is empty is not compared)
        gateway shadow holds --config FILE
          each freeze of the shadow's register beside what the system in use holds in the core: by its ruling, or a hold of the same limit and end
                          exit code of both 0: all agree, 1: there are differences
        """;

    private static readonly string[] Columns = ["order", "line", "controlled", "actual", "deducted", "reason"];

    /// <returns>The exit code: 1 where there are differences, 2 where the command, the file or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = words.Skip(1).Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var holds = words is ["holds", ..];
        if (words is not ["differences" or "holds", ..] || words.Count % 2 == 0 || options.TryGetValue("--answers", out var answers) == holds || options.Keys.Any(k => k is not ("--answers" or "--config")))
            return await FailAsync(errors, Usage).ConfigureAwait(false);
        try
        {
            if (holds) return await HoldsAsync(options.GetValueOrDefault("--config", "gateway.json"), output, cancel).ConfigureAwait(false);
            var (rows, faults) = CsvReader.Read(await File.ReadAllBytesAsync(answers!, cancel).ConfigureAwait(false), Columns, ["order", "line"]);
            if (faults.Count > 0) return await FailAsync(errors, string.Join('\n', faults)).ConfigureAwait(false);
            var configuration = GatewayConfiguration.Load(options.GetValueOrDefault("--config", "gateway.json")).Configuration;
            return await CompareAsync(configuration, [.. rows.Select(r => new OtherAnswer(r["order"], r["line"], r["controlled"], r["actual"], r["deducted"], r["reason"]))], output, cancel).ConfigureAwait(false);
        }
        catch (DeskException refused)
        {
            return await FailAsync(errors, refused.Message).ConfigureAwait(false);
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException or StoreKeyException or StoreTooNewException)
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
        await WriteAsync(report.Differences, output).ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"lines {report.Lines}, equal {report.Equal}, differences {report.Differences.Count}")).ConfigureAwait(false);
        return report.Differences.Count == 0 ? 0 : 1;
    }

    /// <summary>The core's own client, not the one that lays what the shadow has decided over it.</summary>
    private static async Task<int> HoldsAsync(string configFile, TextWriter output, CancellationToken cancel)
    {
        await using var opened = CommandStore.Of(configFile);
        await opened.OpenAsync(cancel).ConfigureAwait(false);
        await using var parts = new ServiceCollection().AddLogging().AddCoreBanking(opened.Configuration, readsOnly: true).BuildServiceProvider();
        var report = await new ShadowHolds(opened.Store, parts.GetRequiredService<ICoreBanking>(), opened.Courts).CompareAsync(cancel).ConfigureAwait(false);
        await WriteAsync(report.Differences, output).ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"freezes {report.Freezes}, equal {report.Equal}, differences {report.Differences.Count}, accounts not read {report.Unread}")).ConfigureAwait(false);
        return report is { Differences.Count: 0, Unread: 0 } ? 0 : 1;
    }

    private static async Task WriteAsync(IReadOnlyList<ShadowDifference> differences, TextWriter output)
    {
        await output.WriteLineAsync("order,line,what,ours,theirs").ConfigureAwait(false);
        foreach (var d in differences) await output.WriteLineAsync($"{d.OrderNo},{d.LineNo},{d.What},{d.Ours},{d.Theirs}").ConfigureAwait(false);
    }

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return GatewayProcess.Misconfigured;
    }
}
