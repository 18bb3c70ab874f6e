using System.Globalization;
using System.Xml;
using Gateway.Register;

namespace Gateway.Contracts.Fields;

/// <summary>How values are written on the wire: money as decimal text, dates yyyy-MM-dd, times RFC 3339.</summary>
public static class WireText
{
    const string DateFormat = "yyyy-MM-dd";
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A date.</summary>
    public static string Date(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>A date; empty for none.</summary>
    public static string Date(DateOnly? date) => date is { } day ? Date(day) : "";

    /// <summary>A moment in the bank's time zone, to the millisecond.</summary>
    public static string Time(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A moment; empty for none.</summary>
    public static string Time(DateTimeOffset? moment, TimeZoneInfo zone) => moment is { } at ? Time(at, zone) : "";

    /// <summary>Minor units as decimal text with the currency's scale; empty for none.</summary>
    public static string Money(long? minor, string currency) => minor is { } amount ? Currencies.ToText(amount, currency) : "";

    /// <summary>Whether a text has the form, and what is wrong with it if not. The empty text has every form.</summary>
    public static string? Fault(FieldForm form, string text)
    {
        if (text.Length == 0) return null;
        if (HasUnprintable(text)) return "contains a control character";
        return form switch
        {
            FieldForm.Text => null,
            FieldForm.Code => HasWhiteSpace(text) ? "contains white space" : null,
            FieldForm.KeyPart => HasWhiteSpace(text) ? "contains white space" : text.Contains(':') ? "contains a colon" : null,
            FieldForm.Amount => ReadAmount(text) is null ? "is no amount: decimal text such as 6000.00 is expected" : null,
            FieldForm.Date => ReadDate(text) is null ? "is no date: yyyy-MM-dd is expected" : null,
            FieldForm.Time => ReadTime(text) is null ? "is no time: RFC 3339 with an offset is expected" : null,
            FieldForm.Currency => text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? null : "is no currency: three capital letters (ISO 4217) are expected",
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
    }

    /// <summary>Decimal text without separators, exponent or white space; null if it is none.</summary>
    public static decimal? ReadAmount(string text)
    {
        // "1." and ".5" are typing mistakes more often than amounts.
        if (text.StartsWith('.') || text.StartsWith("-.", StringComparison.Ordinal) || text.EndsWith('.')) return null;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return !text.StartsWith('+') && decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    /// <summary>A date; null if it is none.</summary>
    public static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A moment; null if it is none or names no offset.</summary>
    public static DateTimeOffset? ReadTime(string text)
    {
        var offset = text.EndsWith('Z') ? text.Length - 1 : text.Length > 6 && text[^6] is '+' or '-' ? text.Length - 6 : -1;
        if (offset < 0) return null;
        // RFC 3339 sets no bound to the fraction; a clock tick is its seventh digit.
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && offset - point > 8 && text[point..offset].Skip(8).All(char.IsAsciiDigit)) text = text[..(point + 8)] + text[offset..];
        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    // Receipts repeat an order's texts inside XML: what XML 1.0 cannot carry must not come in. Line breaks and tabs can.
    static bool HasUnprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) i++;
            else return true;
        }

        return false;
    }

    static bool HasWhiteSpace(string text) => text.Any(char.IsWhiteSpace);
}
