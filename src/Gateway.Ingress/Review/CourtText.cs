using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gateway.Ingress.Review;

/// <summary>
/// A document's text, made comparable: full-width and half-width, kinds of brackets, letter case, white space, thousands separators and 万/亿 differ
/// between courts and layouts without meaning anything.
/// </summary>
public sealed partial class CourtText
{
    readonly string text;
    readonly string compact;
    // Whether white space or a hyphen was left out before the character at this place of the compact text.
    readonly bool[] gapBefore;
    readonly Lazy<HashSet<decimal>> amounts;

    /// <summary>Takes a document's text as it was read.</summary>
    public CourtText(string raw)
    {
        text = Narrow(raw);
        (compact, gapBefore) = Compact(text);
        amounts = new Lazy<HashSet<decimal>>(() => [.. Figures(text), .. ChineseFigures.In(text)]);
    }

    /// <summary>Whether the words stand anywhere: a court's name, a case number.</summary>
    public bool Names(string words) => compact.Contains(Compact(Narrow(words)).Text, StringComparison.Ordinal);

    /// <summary>Whether a number stands there whole, not as a part of a longer one; groups of its digits may be set apart.</summary>
    public bool NamesNumber(string number)
    {
        var sought = Compact(Narrow(number)).Text;
        if (sought.Length == 0) return false;
        for (var at = compact.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = compact.IndexOf(sought, at + 1, StringComparison.Ordinal))
        {
            var end = at + sought.Length;
            if (IsEdge(at) && IsEdge(end)) return true;
        }

        return false;
    }

    /// <summary>Whether an amount stands there, in figures or in capital numerals 大写.</summary>
    public bool NamesAmount(decimal amount) => amounts.Value.Contains(amount);

    /// <summary>Whether a line begins with the words, white space aside.</summary>
    public bool HasLineStartingWith(string words) => text.Split('\n').Any(line => line.TrimStart().StartsWith(words, StringComparison.Ordinal));

    bool IsEdge(int at) => at == 0 || at == compact.Length || gapBefore[at] || !char.IsAsciiLetterOrDigit(compact[at - 1]) || !char.IsAsciiLetterOrDigit(compact[at]);

    static IEnumerable<decimal> Figures(string text)
    {
        foreach (Match match in Figure().Matches(text))
        {
            if (!decimal.TryParse(match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure)) continue;
            yield return figure;
            var scale = match.Groups["s"].Value switch { "万" => 10_000m, "亿" => 100_000_000m, _ => 1m };
            if (scale > 1m && figure < 1_000_000_000_000m) yield return figure * scale;
        }
    }

    static string Narrow(string raw)
    {
        var narrow = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            narrow.Append(raw[i] switch
            {
                '\u3000' => ' ',
                // A full-width comma parts sentences, unless it stands among full-width figures.
                '，' => i > 0 && i + 1 < raw.Length && IsWideDigit(raw[i - 1]) && IsWideDigit(raw[i + 1]) ? ',' : '，',
                '〔' or '【' or '[' or '﹝' or '〈' or '［' => '(',
                '〕' or '】' or ']' or '﹞' or '〉' or '］' => ')',
                >= '\uff01' and <= '\uff5e' => char.ToUpperInvariant((char)(raw[i] - 0xfee0)),
                var other => char.ToUpperInvariant(other),
            });
        }

        return narrow.ToString();
    }

    static bool IsWideDigit(char c) => c is >= '０' and <= '９';

    static (string Text, bool[] GapBefore) Compact(string narrow)
    {
        var kept = new StringBuilder(narrow.Length);
        var gaps = new List<bool>(narrow.Length + 1);
        var gap = false;
        foreach (var c in narrow)
        {
            if (char.IsWhiteSpace(c) || c == '-')
            {
                gap = true;
                continue;
            }

            kept.Append(c);
            gaps.Add(gap);
            gap = false;
        }

        gaps.Add(gap);
        return (kept.ToString(), [.. gaps]);
    }

    [GeneratedRegex(@"(?<![0-9.])(?<n>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,8})?)(?![0-9])\s{0,4}(?<s>万|亿)?", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}
