using System.Globalization;
using Gateway.Register;
using Gateway.Store.Outcomes;

namespace Gateway.Store.Relational;

/// <summary>Joins what the database counted by class of elapsed time into the groups that were asked for.</summary>
internal static class OutcomeGroups
{
    public static IReadOnlyList<OutcomeCount> Of(OutcomeQuery query, IEnumerable<IDictionary<string, object?>> rows) =>
        [.. rows.Select(row => (Keys: KeysOf(query, row), Row: row))
            .GroupBy(r => string.Join('\u001F', r.Keys.Append(Text(r.Row, "Currency"))), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Join(query, g.First().Keys, [.. g.Select(r => r.Row)]))];

    static OutcomeCount Join(OutcomeQuery query, IReadOnlyList<string> keys, List<IDictionary<string, object?>> rows)
    {
        long Sum(string column) => rows.Sum(row => Number(row, column));
        var times = rows.Where(r => r["Elapsed"] is not null).GroupBy(r => (int)Number(r, "Elapsed")).Select(g => KeyValuePair.Create(g.Key, g.Sum(r => Number(r, "Number")))).ToList();
        return new OutcomeCount(
            keys, [.. query.By.Select((_, i) => Text(rows[0], $"N{i}"))], Text(rows[0], "Currency"), Sum("Number"), Sum("Untouched"), Sum("Answered"),
            Sum("Requested"), Sum("Actual"), Sum("Deducted"), Sum("Released"), OutcomeClasses.Percentile(times, 50), OutcomeClasses.Percentile(times, 99));
    }

    static List<string> KeysOf(OutcomeQuery query, IDictionary<string, object?> row) => [.. query.By.Select((key, i) => KeyOf(key, row, $"K{i}"))];

    static string KeyOf(OutcomeKey key, IDictionary<string, object?> row, string column) => key switch
    {
        OutcomeKey.Measure => Number(row, column) is > 0 and var measure ? measure.ToString("00", CultureInfo.InvariantCulture) : "inquiry",
        OutcomeKey.Outcome => ((OutcomeKind)Number(row, column)).ToString(),
        OutcomeKey.Reason => Text(row, column) is { Length: > 0 } reason ? ReasonTable.Of(Enum.Parse<Reason>(reason)).Code : "",
        OutcomeKey.Amount => OutcomeClasses.AmountWords((int)Number(row, column)),
        OutcomeKey.Elapsed => OutcomeClasses.ElapsedWords(row["Elapsed"] is null ? null : (int)Number(row, "Elapsed")),
        OutcomeKey.Day => DateOnly.FromDayNumber((int)Number(row, column)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Text(row, column),
    };

    static long Number(IDictionary<string, object?> row, string column) => Convert.ToInt64(row[column], CultureInfo.InvariantCulture);

    static string Text(IDictionary<string, object?> row, string column) => Convert.ToString(row[column], CultureInfo.InvariantCulture) ?? "";
}
