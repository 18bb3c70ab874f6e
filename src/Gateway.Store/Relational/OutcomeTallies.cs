using System.Data.Common;
using System.Runtime.InteropServices;
using Gateway.Store.Outcomes;

namespace Gateway.Store.Relational;

/// <summary>What is counted of one group of rows. Amounts are minor units.</summary>
/// <param name="Keys">As stored: a text, or a number as <see cref="long"/>.</param>
internal sealed record OutcomeTally(IReadOnlyList<object> Keys, IReadOnlyList<string> Names, string Currency)
{
    /// <summary>How many took how long, by class.</summary>
    public Dictionary<int, long> Times { get; } = [];

    public long Count { get; set; }
    public long Untouched { get; set; }
    public long Answered { get; set; }
    public long Requested { get; set; }
    public long Actual { get; set; }
    public long Deducted { get; set; }
    public long Released { get; set; }

    /// <summary>Counts another group's rows in.</summary>
    public void Add(OutcomeTally other)
    {
        foreach (var (elapsed, count) in other.Times) CollectionsMarshal.GetValueRefOrAddDefault(Times, elapsed, out _) += count;
        (Count, Untouched, Answered) = (Count + other.Count, Untouched + other.Untouched, Answered + other.Answered);
        (Requested, Actual, Deducted, Released) = (Requested + other.Requested, Actual + other.Actual, Deducted + other.Deducted, Released + other.Released);
    }
}

/// <summary>Counts rows into groups as they are read, in any order. There may be millions, and what a row costs are the columns that are asked for: so no more than must be, and marks packed into one.</summary>
internal sealed class OutcomeTallies(IReadOnlyList<OutcomeKey> by)
{
    /// <summary>More than there are classes of time, and none.</summary>
    public const int Classes = 1000;

    /// <summary>The groups below what is known of a row so far: one level for each key, and one for the currency.</summary>
    private sealed class Level
    {
        public Dictionary<string, Level> Texts { get; } = new(StringComparer.Ordinal);
        public Dictionary<long, Level> Numbers { get; } = [];
        public OutcomeTally? Tally { get; set; }
    }

    private readonly Level _top = new();
    private readonly List<OutcomeTally> _all = [];
    private readonly bool[] _isText = [.. by.Select(k => k is OutcomeKey.Channel or OutcomeKey.Court or OutcomeKey.Branch or OutcomeKey.Reason)];

    public IReadOnlyList<OutcomeTally> All => _all;

    /// <summary>A row: the keys; (measure × 4 + 2 where it was answered + 1 where it was touched) × Classes + class of time + 1, or 0 for none; currency; four amounts; the keys' names.</summary>
    public void Add(DbDataReader row, Func<DbDataReader, int, string> text)
    {
        var level = _top;
        for (var i = 0; i < _isText.Length; i++) level = _isText[i] ? Below(level.Texts, text(row, i)) : Below(level.Numbers, row.GetInt64(i));
        var (marks, elapsed) = Math.DivRem(row.GetInt64(_isText.Length), Classes);
        // An inquiry (measure 0) has no currency and no amounts.
        var isLine = marks >= 4;
        if (isLine) level = Below(level.Texts, text(row, _isText.Length + 1));
        var tally = level.Tally ??= Begin(row, isLine ? row.GetString(_isText.Length + 1) : "");
        tally.Count++;
        tally.Untouched += 1 - (marks & 1);
        tally.Answered += (marks >> 1) & 1;
        if (elapsed > 0) CollectionsMarshal.GetValueRefOrAddDefault(tally.Times, (int)elapsed - 1, out _)++;
        if (!isLine) return;
        tally.Requested += row.GetInt64(_isText.Length + 2);
        tally.Actual += row.GetInt64(_isText.Length + 3);
        tally.Deducted += row.GetInt64(_isText.Length + 4);
        tally.Released += row.GetInt64(_isText.Length + 5);
    }

    private OutcomeTally Begin(DbDataReader row, string currency)
    {
        var keys = _isText.Select((isText, i) => isText ? row.GetString(i) : (object)row.GetInt64(i)).ToList();
        var names = Enumerable.Range(_isText.Length + 6, _isText.Length).Select(row.GetString).ToList();
        var tally = new OutcomeTally(keys, names, currency);
        _all.Add(tally);
        return tally;
    }

    private static Level Below<TKey>(Dictionary<TKey, Level> levels, TKey key)
        where TKey : notnull
    {
        ref var level = ref CollectionsMarshal.GetValueRefOrAddDefault(levels, key, out _);
        return level ??= new Level();
    }
}
