using System.Text;

namespace Gateway.Sealing;

/// <summary>
/// Measures and wraps text by full- and half-width characters, as the fonts 宋体 and 黑体 have them: ASCII takes half the type's height,
/// everything else its height. Every character's advance is written into the document, so readers with other fonts wrap alike.
/// </summary>
static class TextLayout
{
    /// <summary>Distance of lines in units of the type's height.</summary>
    public const double LineHeight = 1.4;

    /// <summary>Distance of the base line from a line's upper edge in units of the type's height.</summary>
    public const double Baseline = 1.06;

    const double HalfWidth = 0.5;
    const double FullWidth = 1;

    /// <summary>Characters that do not start a line.</summary>
    const string Closing = "，。、；：？！）》」』】〕”’…％,.;:?!)]}%";

    /// <summary>Advance of a character in units of the type's height.</summary>
    public static double Advance(Rune character) => character.Value < 0x80 ? HalfWidth : FullWidth;

    /// <summary>
    /// Whether the Latin fonts write it: ASCII, further Latin letters and signs, and the points between parts of a name, which substitutes for Chinese
    /// fonts often lack.
    /// </summary>
    public static bool IsLatin(char character) => character is < '\u0250' or '\u2022' or '\u2027';

    /// <summary>Width of text in units of the type's height.</summary>
    public static double Measure(string text) => text.EnumerateRunes().Sum(Advance);

    /// <summary>The longest parts of a line that one font writes.</summary>
    public static IEnumerable<string> Runs(string line)
    {
        for (var start = 0; start < line.Length;)
        {
            var end = start + 1;
            while (end < line.Length && IsLatin(line[end]) == IsLatin(line[start]))
                end++;
            yield return line[start..end];
            start = end;
        }
    }

    /// <summary>Paragraphs of the text (at line feeds), each wrapped into lines that fit the width. Words and numbers are kept whole if they fit on a line.</summary>
    /// <param name="text">Any text; characters that XML cannot hold are replaced.</param>
    /// <param name="width">In units of the type's height.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Wrap(string text, double width) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(paragraph => WrapParagraph(paragraph, width))];

    static List<string> WrapParagraph(string paragraph, double width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0.0;
        foreach (var piece in Pieces(paragraph, width))
        {
            var pieceWidth = Measure(piece);
            if (used + pieceWidth > width + 1e-6 && line.Length > 0)
            {
                var carried = Closing.Contains(piece[0], StringComparison.Ordinal) ? TakeLast(line) : "";
                lines.Add(line.ToString().TrimEnd(' '));
                line.Clear().Append(carried);
                used = Measure(carried);
                if (line.Length == 0 && piece == " ")
                    continue;
            }
            line.Append(piece);
            used += pieceWidth;
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>What may not be broken: single characters, and runs of ASCII without spaces up to the width.</summary>
    static IEnumerable<string> Pieces(string paragraph, double width)
    {
        var run = new StringBuilder();
        foreach (var rune in paragraph.EnumerateRunes())
        {
            var character = IsWritable(rune) ? rune : Rune.ReplacementChar;
            var joins = character.IsAscii && character.Value != ' ';
            if (run.Length > 0 && (!joins || (run.Length + 1) * HalfWidth > width))
            {
                yield return run.ToString();
                run.Clear();
            }
            if (joins)
                run.Append(character.ToString());
            else
                yield return character.ToString();
        }
        if (run.Length > 0)
            yield return run.ToString();
    }

    /// <summary>Control characters cannot stand in XML or have no width.</summary>
    static bool IsWritable(Rune rune) => !Rune.IsControl(rune) && rune.Value is not (0xfffe or 0xffff);

    static string TakeLast(StringBuilder line)
    {
        var text = line.ToString();
        var start = text.Length - (text.Length > 1 && char.IsSurrogatePair(text, text.Length - 2) ? 2 : 1);
        if (start == 0 || text[start] < 0x80)
            return "";
        line.Length = start;
        return text[start..];
    }
}
