using System.Globalization;
using Gateway.Register;

namespace Gateway.Ops.Web.Wording;

/// <summary>Moments as the bank's people read them: the bank's time, the same in all languages.</summary>
internal static class Times
{
    public static string Second(DateTimeOffset moment, Rules rules) => Text(moment, rules, "yyyy-MM-dd HH:mm:ss");

    public static string Milli(DateTimeOffset moment, Rules rules) => Text(moment, rules, "MM-dd HH:mm:ss.fff");

    public static string Minute(DateTimeOffset moment, Rules rules) => Text(moment, rules, "HH:mm");

    /// <summary>The first moment of a day of the bank.</summary>
    public static DateTimeOffset StartOf(DateOnly day, Rules rules) => OfBank(day.ToDateTime(TimeOnly.MinValue), rules);

    /// <summary>A wall clock's time in the bank.</summary>
    public static DateTimeOffset OfBank(DateTime local, Rules rules) => new(local, rules.TimeZone.GetUtcOffset(local));

    /// <summary>A length of time, as exact as it matters.</summary>
    public static string Wait(TimeSpan? wait) => wait switch
    {
        null => "–",
        { TotalSeconds: < 1 } short_ => string.Create(CultureInfo.InvariantCulture, $"{short_.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 2 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalSeconds:0.0} s"),
        { TotalHours: < 2 } many => string.Create(CultureInfo.InvariantCulture, $"{many.TotalMinutes:0} min"),
        { } most => string.Create(CultureInfo.InvariantCulture, $"{most.TotalHours:0} h"),
    };

    private static string Text(DateTimeOffset moment, Rules rules, string format) => TimeZoneInfo.ConvertTime(moment, rules.TimeZone).ToString(format, CultureInfo.InvariantCulture);
}
