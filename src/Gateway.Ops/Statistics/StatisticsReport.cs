using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Register;
using Gateway.Store.Outcomes;

namespace Gateway.Ops.Statistics;

/// <summary>Statistics as a table of texts: for the command line, for a CSV file, for a page.</summary>
public sealed class StatisticsReport(IOutcomes outcomes, TimeZoneInfo zone)
{
    private static readonly string[] Figures = ["currency", "count", "untouched", "untouched %", "answered", "requested", "actual", "deducted", "released", "median s", "99 % s"];

    /// <summary>The words by which keys are named.</summary>
    public static string KeyWords => string.Join(", ", Enum.GetNames<OutcomeKey>().Select(n => n.ToLowerInvariant()));

    /// <summary>A list of keys as people write it: court,measure. Null: one of them is none, or twice there.</summary>
    public static IReadOnlyList<OutcomeKey>? Parse(string by)
    {
        var keys = new List<OutcomeKey>();
        foreach (var word in by.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<OutcomeKey>(word, ignoreCase: true, out var key) || int.TryParse(word, out _) || keys.Contains(key)) return null;
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>What was served on the bank's days from–to, both included, and has its outcome.</summary>
    public async Task<StatisticsTable> ReadAsync(DateOnly from, DateOnly to, IReadOnlyList<OutcomeKey> by, CancellationToken cancel)
    {
        var (begin, end) = (StartOf(from), StartOf(to.AddDays(1)));
        var counts = await outcomes.CountAsync(new OutcomeQuery(begin, end, by, zone.GetUtcOffset(begin)), cancel).ConfigureAwait(false);
        return new StatisticsTable([.. by.Select(k => k.ToString().ToLowerInvariant()), .. Figures], [.. counts.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(OutcomeCount count) =>
    [
        .. count.Keys.Zip(count.Names, (key, name) => name.Length == 0 ? key : $"{key} {name}"),
        count.Currency, Number(count.Count), Number(count.Untouched), (count.Untouched * 100m / count.Count).ToString("F1", CultureInfo.InvariantCulture), Number(count.Answered),
        Money(count.RequestedMinor, count.Currency), Money(count.ActualMinor, count.Currency), Money(count.DeductedMinor, count.Currency), Money(count.ReleasedMinor, count.Currency),
        Seconds(count.Median), Seconds(count.Slowest),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Money(long minor, string currency) => currency.Length == 0 ? "" : Currencies.ToText(minor, currency);

    private static string Seconds(TimeSpan? time) => time is { } known ? known.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture) : "";

    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}

/// <summary>Headings and rows of texts.</summary>
public sealed record StatisticsTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>As CSV. What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public string ToCsv() => string.Concat(Rows.Prepend(Columns).Select(row => CsvWriter.Line(row.Select(CsvText.Harmless))));
}
