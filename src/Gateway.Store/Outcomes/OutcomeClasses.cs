using Gateway.Register;

namespace Gateway.Store.Outcomes;

/// <summary>Amounts and times in classes: what is counted by them is grouped in the database, and percentiles need no sorting of a year's orders.</summary>
public static class OutcomeClasses
{
    /// <summary>The twentieth roots of ten's powers, in thousandths: the longest times of the first twenty classes in microseconds.</summary>
    private static readonly long[] Steps = [1000, 1122, 1259, 1413, 1585, 1778, 1995, 2239, 2512, 2818, 3162, 3548, 3981, 4467, 5012, 5623, 6310, 7079, 7943, 8913];

    private static readonly long[] AmountBounds = [1_000, 10_000, 100_000, 1_000_000];

    private static readonly (TimeSpan Below, string Words)[] Times =
    [
        (TimeSpan.FromSeconds(1), "<1s"), (TimeSpan.FromSeconds(10), "<10s"), (TimeSpan.FromMinutes(2), "<2min"), (TimeSpan.FromMinutes(10), "<10min"), (TimeSpan.FromHours(1), "<1h"),
        (TimeSpan.FromDays(1), "<1d"),
    ];

    /// <summary>0: no amount; then by units of the currency below 1 000, 10 000, 100 000, a million, and from a million on.</summary>
    public static int OfAmount(long? minor, string currency)
    {
        if (minor is not > 0) return 0;
        var units = minor.Value;
        for (var i = Currencies.Scale(currency); i > 0; i--) units /= 10;
        return 1 + AmountBounds.Count(bound => units >= bound);
    }

    /// <summary>A class of amounts in words.</summary>
    public static string AmountWords(int amountClass) => amountClass switch
    {
        0 => "-",
        _ when amountClass > AmountBounds.Length => FormattableString.Invariant($">={AmountBounds[^1]}"),
        _ => FormattableString.Invariant($"<{AmountBounds[amountClass - 1]}"),
    };

    /// <summary>The class of a time: 0 up to a millisecond, then twenty to each power of ten.</summary>
    public static int OfElapsed(TimeSpan elapsed)
    {
        var elapsedClass = 0;
        while (Longest(elapsedClass) < elapsed) elapsedClass++;
        return elapsedClass;
    }

    /// <summary>The longest time of a class.</summary>
    public static TimeSpan Longest(int elapsedClass)
    {
        var microseconds = Steps[elapsedClass % Steps.Length];
        for (var i = elapsedClass / Steps.Length; i > 0; i--) microseconds *= 10;
        return new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>A time in words that people count by.</summary>
    public static string ElapsedWords(int? elapsedClass)
    {
        if (elapsedClass is not { } known) return "-";
        var longest = Longest(known);
        return Times.FirstOrDefault(t => longest <= t.Below).Words ?? ">=1d";
    }

    /// <summary>The longest time of the class in which a share of all lies.</summary>
    /// <param name="counts">How many are in each class.</param>
    /// <param name="percent">From 1 to 100.</param>
    public static TimeSpan? Percentile(IEnumerable<KeyValuePair<int, long>> counts, int percent)
    {
        var ordered = counts.OrderBy(c => c.Key).ToList();
        var place = ((ordered.Sum(c => c.Value) * percent) + 99) / 100;
        foreach (var (elapsedClass, count) in ordered)
        {
            place -= count;
            if (place <= 0) return Longest(elapsedClass);
        }

        return null;
    }
}
