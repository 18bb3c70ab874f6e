using System.Globalization;

namespace Gateway.Store.Registers;

/// <summary>A court that a channel speaks for ("*": all), with its first and last day where the channel speaks for it at times (2).</summary>
public sealed record CourtSpan(string Court, DateOnly? From, DateOnly? Until)
{
    /// <summary>All courts.</summary>
    public const string All = "*";

    /// <summary>CODE or CODE@FROM..UNTIL; null: it is neither.</summary>
    public static CourtSpan? Read(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return text.Length == 0 || text.Contains(RegisterSchema.KeySeparator, StringComparison.Ordinal) ? null : new CourtSpan(text, null, null);
        if (at == 0 || text[(at + 1)..].Split("..") is not [var from, var until] || (from.Length == 0 && until.Length == 0)) return null;
        var (first, last) = (RegisterTexts.ReadDay(from), RegisterTexts.ReadDay(until));
        return (first is null && from.Length > 0) || (last is null && until.Length > 0) || first > last ? null : new CourtSpan(text[..at], first, last);
    }

    public bool On(DateOnly day) => !(day < From || day > Until);

    public override string ToString() => From is null && Until is null ? Court : $"{Court}@{Day(From)}..{Day(Until)}";

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
