using System.Globalization;
using Gateway.Register;
using Gateway.Store.Outcomes;

namespace Gateway.Store.Relational;

/// <summary>Makes the groups that were asked for of what was counted.</summary>
internal static class OutcomeGroups
{
    public static IReadOnlyList<OutcomeCount> Of(OutcomeQuery query, IEnumerable<OutcomeTally> tallies) =>
        [.. tallies.Select(tally => (Keys: (IReadOnlyList<string>)[.. query.By.Zip(tally.Keys, TextOf)], Tally: tally))
            // Classes of time that people call the same are one group.
            .GroupBy(t => string.Join('\u001F', t.Keys.Append(t.Tally.Currency)), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => CountOf(g.First().Keys, Joined([.. g.Select(t => t.Tally)])))];

    static OutcomeTally Joined(List<OutcomeTally> tallies)
    {
        foreach (var other in tallies.Skip(1)) tallies[0].Add(other);
        return tallies[0];
    }

    static OutcomeCount CountOf(IReadOnlyList<string> keys, OutcomeTally tally) => new(
        keys, tally.Names, tally.Currency, tally.Count, tally.Untouched, tally.Answered,
        tally.Requested, tally.Actual, tally.Deducted, tally.Released, OutcomeClasses.Percentile(tally.Times, 50), OutcomeClasses.Percentile(tally.Times, 99));

    static string TextOf(OutcomeKey key, object value) => key switch
    {
        OutcomeKey.Measure => value is long and > 0 and var measure ? measure.ToString("00", CultureInfo.InvariantCulture) : "inquiry",
        OutcomeKey.Outcome => ((OutcomeKind)(long)value).ToString(),
        OutcomeKey.Reason => value is string { Length: > 0 } reason ? ReasonTable.Of(Enum.Parse<Reason>(reason)).Code : "",
        OutcomeKey.Amount => OutcomeClasses.AmountWords((int)(long)value),
        OutcomeKey.Elapsed => OutcomeClasses.ElapsedWords((long)value < 0 ? null : (int)(long)value),
        OutcomeKey.Day => DateOnly.FromDayNumber((int)(long)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
