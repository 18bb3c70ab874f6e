namespace Gateway.Store.Objections;

/// <summary>The 15 days in which a court replies to an objection (法释〔2013〕20, article 6). For raising one the article sets no time. An alarm runs by them, never a decision.</summary>
public static class ObjectionClock
{
    /// <summary>Days, the last included; the day of the event does not count.</summary>
    public const int Days = 15;

    /// <summary>So many days before the end people are warned.</summary>
    public const int WarnDays = 3;

    /// <summary>The last day of the time that begins with an event.</summary>
    /// <param name="zone">The bank's: its days end at 24:00 there.</param>
    public static DateOnly LastDay(DateTimeOffset from, TimeZoneInfo zone) => DateOf(from, zone).AddDays(Days);

    /// <summary>The bank's date at a moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
