using System.Globalization;

namespace Gateway.Store.Registers;

/// <summary>What texts of a column must be like. Each check gives the reason against a text, or null.</summary>
static class RegisterTexts
{
    const int FingerprintDigits = 64;

    public static Func<string, string?> Text(int most) => text =>
        text.Length > most ? string.Create(CultureInfo.InvariantCulture, $"has more than {most} characters")
        : text.Any(char.IsControl) ? "holds a control character"
        : null;

    public static Func<string, string?> Required(Func<string, string?> check) => text => text.Length == 0 ? "is required" : check(text);

    /// <summary>A part of a key: no bar.</summary>
    public static Func<string, string?> KeyPart(int most) => text => text.Contains(RegisterSchema.KeySeparator, StringComparison.Ordinal) ? "must hold no bar" : Text(most)(text);

    public static Func<string, string?> Code(int most) => text => text.Any(char.IsWhiteSpace) ? "must hold no white space" : KeyPart(most)(text);

    public static Func<string, string?> OneOf(params string[] words) => text => text.Length == 0 || words.Contains(text) ? null : $"must be {string.Join(" or ", words)}";

    public static string? Flag(string text) => text is "" or "true" or "false" ? null : "must be true or false";

    public static string? Day(string text) => text.Length == 0 || ReadDay(text) is not null ? null : "must be a day, yyyy-MM-dd";

    public static string? Currency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? null : "must be three capital letters (ISO 4217)";

    public static string? FundAccount(string text) =>
        text == "*" || text[..^1].Contains('*', StringComparison.Ordinal) ? "must be an account, or a prefix that ends in one \"*\"" : Code(30)(text);

    /// <summary>Digests with blanks between: 64 lower-case hexadecimal digits each.</summary>
    public static string? Fingerprints(string text)
    {
        var bad = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(f => f.Length != FingerprintDigits || !f.All(char.IsAsciiHexDigitLower));
        return bad is null ? null : $"{bad} must be 64 lower-case hexadecimal digits";
    }

    /// <summary>Courts of a channel: "*", or codes, each with days if it speaks for the court at times.</summary>
    public static string? CourtSpans(string text)
    {
        var bad = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(s => CourtSpan.Read(s) is null);
        return bad is null ? null : $"{bad} must be a court's code, \"*\", or CODE@FROM..UNTIL with days yyyy-MM-dd, one of which may be left out";
    }

    public static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
