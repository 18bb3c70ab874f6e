using System.Globalization;

namespace Gateway.Store.Relational;

/// <summary>Values as columns hold them: moments as UTC ticks, days as text.</summary>
internal static class Columns
{
    const string DayFormat = "yyyy-MM-dd";

    public static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    public static TEnum? Named<TEnum>(string? name) where TEnum : struct, Enum => name is null ? null : Enum.Parse<TEnum>(name);
}
