using System.Globalization;

namespace Gateway.Contracts.HubForms;

/// <summary>Dates, times and money in the hub's forms (FIELDS, "Formats seen").</summary>
static class HubDates
{
    static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "yyyy-M-d", "yyyy/M/d"];

    /// <summary>A day of an order, with or without a time of day behind it, as yyyy-MM-dd; what is no day stays as it is, for the order's validation to name.</summary>
    public static string Day(string hub)
    {
        var day = hub.Split(' ', 'T')[0];
        return DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : hub;
    }

    /// <summary>A wire time in the bank's zone as yyyy/MM/dd HH:mm:ss.</summary>
    public static string Time(string wire) =>
        DateTimeOffset.TryParse(wire, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("yyyy'/'MM'/'dd HH':'mm':'ss", CultureInfo.InvariantCulture) : wire;

    /// <summary>A wire date as yyyy/MM/dd: CSKSRQ and CSJSRQ, and DJJZRQ in the answer to a control.</summary>
    public static string Date(string wire) => wire.Replace('-', '/');

    /// <summary>The end of a wire date as yyyy/MM/dd HH:mm:ss: DJJZRQ in the answer to an inquiry. A freeze lasts to the end of its last day (C8).</summary>
    public static string DayEnd(string wire) => wire.Length == 0 ? "" : $"{Date(wire)} 23:59:59";

    /// <summary>Money with two decimals; a currency with more keeps them, for nothing is rounded.</summary>
    public static string Money(string wire)
    {
        var point = wire.IndexOf('.', StringComparison.Ordinal);
        return wire.Length == 0 ? "" : point < 0 ? $"{wire}.00" : wire.Length - point < 3 ? wire.PadRight(point + 3, '0') : wire;
    }
}
