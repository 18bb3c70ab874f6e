namespace Gateway.Hub.Processes;

/// <summary>The development bank's time zone.</summary>
internal static class BankTime
{
    /// <summary>Its name, for the configuration.</summary>
    public const string ZoneName = "Asia/Shanghai";

    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);
    static readonly TimeOnly OfficeHour = new(10, 0);

    /// <summary>The bank's date at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>10:00 of a day in the bank.</summary>
    public static DateTimeOffset MorningOf(DateOnly day)
    {
        var local = day.ToDateTime(OfficeHour);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}
