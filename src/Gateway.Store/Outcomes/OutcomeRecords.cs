namespace Gateway.Store.Outcomes;

/// <summary>The branch that keeps the account.</summary>
public sealed record Branch(string Code, string Name)
{
    /// <summary>Not known, or none: an inquiry is about a party.</summary>
    public static readonly Branch None = new("", "");
}

/// <summary>What a line or an inquiry came to, as it is counted. Numbers are stored.</summary>
public enum OutcomeKind
{
    /// <summary>A line did what was asked.</summary>
    Done = 1,
    /// <summary>A line did less, for a reason: a deduction in part.</summary>
    DoneInPart = 2,
    Refused = 3,
    /// <summary>An inquiry found accounts.</summary>
    Found = 4,
    /// <summary>查无开户信息.</summary>
    NotFound = 5,
}

/// <summary>By what outcomes are counted.</summary>
public enum OutcomeKey { Channel, Court, Measure, Branch, Outcome, Reason, Amount, Elapsed, Day }

/// <summary>Which outcomes are counted, and by what.</summary>
/// <param name="From">First moment of service.</param>
/// <param name="Until">The moment behind the last.</param>
/// <param name="By">In the order of the result's keys; each once.</param>
/// <param name="DayOffset">The bank's time ahead of UTC, by which days begin.</param>
public sealed record OutcomeQuery(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<OutcomeKey> By, TimeSpan DayOffset);

/// <summary>One group. Amounts are minor units of the currency; lines without one have the empty currency, and so have inquiries.</summary>
/// <param name="Keys">One for each key of the query, as stored: codes, numbers of enums and classes, days as yyyy-MM-dd.</param>
/// <param name="Names">For courts and branches their names, else empty.</param>
/// <param name="Count">Lines and inquiries.</param>
/// <param name="Untouched">Those about which people decided nothing.</param>
/// <param name="Answered">Those whose FINAL receipt is stored.</param>
/// <param name="RequestedMinor">Limits, amounts to deduct and to release as ordered.</param>
/// <param name="ActualMinor">What freezes held when they were answered.</param>
/// <param name="Median">From service to receipt, of those answered: half took no longer. To 6 %; null: none known.</param>
/// <param name="Slowest">99 of 100 took no longer.</param>
public sealed record OutcomeCount(
    IReadOnlyList<string> Keys, IReadOnlyList<string> Names, string Currency, long Count, long Untouched, long Answered,
    long RequestedMinor, long ActualMinor, long DeductedMinor, long ReleasedMinor, TimeSpan? Median, TimeSpan? Slowest);

/// <summary>Counts what courts' lines and inquiries came to.</summary>
public interface IOutcomes
{
    /// <summary>The groups, in order of their keys. Groups are split by currency, so that sums are sums.</summary>
    Task<IReadOnlyList<OutcomeCount>> CountAsync(OutcomeQuery query, CancellationToken cancel);
}
