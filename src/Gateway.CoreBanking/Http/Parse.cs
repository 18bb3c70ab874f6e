using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Register;

namespace Gateway.CoreBanking.Http;

/// <summary>The contract's texts to values; each throws <see cref="MalformedAnswerException"/> with the member's name.</summary>
internal static partial class Parse
{
    /// <summary>Minor units of a non-negative decimal text with at most the currency's scale.</summary>
    public static long Amount(string text, string currency, string member)
    {
        var fraction = text.IndexOf('.') is >= 0 and var point ? text.Length - point - 1 : 0;
        Require(AmountPattern().IsMatch(text) && fraction <= Currencies.Scale(currency)
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && Currencies.ToMinor(amount, currency) is not null, member, "is no amount of its currency");
        return Currencies.ToMinor(decimal.Parse(text, CultureInfo.InvariantCulture), currency)!.Value;
    }

    public static long? Limit(string? text, string currency, string member) => text is null ? null : Amount(text, currency, member);

    /// <summary>An ISO 8601 time; without an offset it would mean this machine's zone.</summary>
    public static DateTimeOffset Time(string text, string member)
    {
        Require(TimePattern().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _), member, "is no time with an offset");
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
    }

    public static DateTimeOffset? OptionalTime(string? text, string member) => text is null ? null : Time(text, member);

    public static string Currency(string text, string member)
    {
        Require(CurrencyPattern().IsMatch(text), member, "is no currency code");
        return text;
    }

    public static decimal? Share(string? text, string member)
    {
        if (text is null) return null;
        Require(decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1, member, "is no share from 0 to 1");
        return share;
    }

    public static bool IsRate(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate > 0;

    public static void Require(bool holds, string member, string why)
    {
        if (!holds) throw new MalformedAnswerException($"{member} {why}");
    }

    [GeneratedRegex("^[0-9]{1,16}(\\.[0-9]{1,3})?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex AmountPattern();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,16}(Z|[+-][0-9]{2}:[0-9]{2})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();

    [GeneratedRegex("^[A-Z]{3}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyPattern();
}
