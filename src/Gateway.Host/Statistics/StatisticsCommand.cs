using System.Globalization;
using Gateway.Host.Desk;
using Gateway.Host.Registers;
using Gateway.Ops.Csv;
using Gateway.Ops.Statistics;

namespace Gateway.Host.Statistics;

/// <summary><c>gateway statistics …</c>: counts what was served in a period, on the store that the service works on.</summary>
internal static class StatisticsCommand
{
    public static readonly string Usage = $"""
        gateway statistics --from DAY --to DAY [--by KEY,…] [--csv FILE] [--config FILE]
          what was served on these days and has its outcome: how many, how many that nobody touched, sums, times from service to receipt
          --by KEY,…    {StatisticsReport.KeyWords}
          --csv FILE    writes a CSV file instead of a table
        """;

    private static readonly string[] Known = ["--from", "--to", "--by", "--csv", "--config"];

    /// <returns>The exit code: 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (words.Count % 2 != 0 || words.Where((_, i) => i % 2 == 0).Any(w => !Known.Contains(w))) return await FailAsync(errors, Usage).ConfigureAwait(false);
        var options = words.Chunk(2).GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.Ordinal);
        if (Day(options, "--from") is not { } from || Day(options, "--to") is not { } to || to < from) return await FailAsync(errors, $"--from and --to must be days as yyyy-MM-dd, the earlier first\n{Usage}").ConfigureAwait(false);
        if (StatisticsReport.Parse(options.GetValueOrDefault("--by", "")) is not { } by) return await FailAsync(errors, $"--by {options["--by"]}: must name each once of {StatisticsReport.KeyWords}").ConfigureAwait(false);
        try
        {
            await using var store = CommandStore.Of(options.GetValueOrDefault("--config", "gateway.json"));
            await store.OpenAsync(cancel).ConfigureAwait(false);
            var table = await new StatisticsReport(store.Store, store.Zone).ReadAsync(from, to, by, cancel).ConfigureAwait(false);
            if (options.TryGetValue("--csv", out var csv)) await File.WriteAllBytesAsync(csv, CsvText.Encode(table.ToCsv()), cancel).ConfigureAwait(false);
            else foreach (var row in table.Rows.Prepend(table.Columns)) await output.WriteLineAsync(string.Join('\t', row)).ConfigureAwait(false);
            return 0;
        }
        catch (DeskException refused)
        {
            return await FailAsync(errors, refused.Message).ConfigureAwait(false);
        }
    }

    private static DateOnly? Day(Dictionary<string, string> options, string name) =>
        options.TryGetValue(name, out var text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return GatewayProcess.Misconfigured;
    }
}
