using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Register.Decisions;
using Gateway.Register;
using Microsoft.Extensions.Localization;

namespace Gateway.Ops.Web.Wording;

/// <summary>Reasons, amounts and sizes as people read them.</summary>
internal static class Readable
{
    public static string Reason(Reason reason) => ConsoleCultures.IsEnglish ? ReasonTable.Of(reason).English : ReasonTable.Of(reason).Chinese;

    /// <summary>The rules that a review was asked for by, as they ask people.</summary>
    public static string Rules(string names) => string.Join(
        ConsoleCultures.IsEnglish ? "; " : "；",
        names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => ReviewRules.Of(Enum.Parse<ReviewRule>(name))).Select(rule => ConsoleCultures.IsEnglish ? rule.English : rule.Chinese));

    /// <summary>Why an account parked; a fault of the core (<c>core: FAULT CODE</c>) in words with its code, anything else as it is.</summary>
    public static string Cause(string cause, IStringLocalizer<Words> words)
    {
        const string Core = "core: ";
        if (!cause.StartsWith(Core, StringComparison.Ordinal)) return cause;
        var parts = cause[Core.Length..].Split(' ', 2);
        return Enum.TryParse<CoreFault>(parts[0], out var fault) ? $"{words["Fault" + fault]} {string.Join(' ', parts[1..])}".TrimEnd() : cause;
    }

    /// <summary>Minor units with the currency's digits and groups of thousands.</summary>
    public static string Amount(long minor, string currency)
    {
        var text = Currencies.ToText(minor, currency);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = decimal.Parse(point < 0 ? text : text[..point], CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture);
        return (minor < 0 && !whole.StartsWith('-') ? "-" : "") + whole + (point < 0 ? "" : text[point..]);
    }

    /// <summary>An amount as a court ordered it.</summary>
    public static string Ordered(decimal amount) => amount.ToString("#,0.00##", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:#,0.0} KB");
}
