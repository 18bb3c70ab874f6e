using System.Globalization;
using System.Text;

namespace Gateway.Register.Parties;

/// <summary>Different writings of the same text brought to one. What stands for something else – other characters, traditional for simplified – stays different.</summary>
internal static class Writing
{
    public const char MiddleDot = '\u00B7';

    /// <summary>The points that stand between the parts of a name: keyboards and fonts differ, the name does not.</summary>
    public const string MiddleDots = "\u00B7\u2022\u30FB\u2027\u2219\u22C5\uFF65\u0387";

    private const int FullWidthFirst = 0xFF01;
    private const int FullWidthLast = 0xFF5E;
    private const int FullWidthDistance = 0xFEE0;

    /// <summary>A number as it is compared: half-width, capitals, no white space and nothing invisible.</summary>
    public static string OfNumber(string number) =>
        string.Concat(number.Select(HalfWidth).Where(c => !char.IsWhiteSpace(c) && !IsInvisible(c))).ToUpperInvariant();

    /// <summary>A name as it is compared: half-width, capitals, one middle dot, and white space only where it parts Latin words.</summary>
    public static string OfName(string name) => Spelled(name).ToUpperInvariant();

    /// <summary>As <see cref="OfName"/>, with letters as large or small as they are.</summary>
    public static string Spelled(string name)
    {
        var text = string.Concat(name.Select(HalfWidth).Where(c => !IsInvisible(c))).Trim();
        var spelled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var (before, after) = (spelled.Length == 0 ? '\0' : spelled[^1], NextVisible(text, i));
            if (char.IsWhiteSpace(c))
            {
                if (IsLatin(before) && IsLatin(after)) spelled.Append(' ');
            }
            else if (MiddleDots.Contains(c, StringComparison.Ordinal) || (c == '.' && IsIdeograph(before) && IsIdeograph(after)))
            {
                spelled.Append(MiddleDot);
            }
            else
            {
                spelled.Append(c);
            }
        }

        return spelled.ToString();
    }

    /// <summary>Brackets, letters and digits in full width, as some cores keep them.</summary>
    public static string FullWidth(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + FullWidthDistance) : c));

    private static char HalfWidth(char c) => (int)c is >= FullWidthFirst and <= FullWidthLast ? (char)(c - FullWidthDistance) : c;

    private static char NextVisible(string text, int index)
    {
        while (++index < text.Length)
        {
            if (!char.IsWhiteSpace(text[index])) return text[index];
        }

        return '\0';
    }

    // Byte order marks, zero-width spaces and joiners, soft hyphens, controls other than white space.
    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) == UnicodeCategory.Format || (char.IsControl(c) && !char.IsWhiteSpace(c));

    private static bool IsLatin(char c) => c is > ' ' and < '\u0250';

    private static bool IsIdeograph(char c) => c is >= '\u3400' and <= '\u9FFF' || char.IsSurrogate(c);
}
