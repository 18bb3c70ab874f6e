using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Builds the graphic objects of a page (GB/T 33190, clauses 8 to 11) without their IDs, which the whole document numbers.</summary>
static class OfdObjects
{
    public const string Black = "0 0 0";

    /// <summary>Holds the font's name until the document gives it an ID.</summary>
    public const string FontAttribute = "Font";

    static readonly XNamespace Ofd = OfdNames.Namespace;

    const int NumberDigits = 3;

    public static string Number(double value) => Math.Round(value, NumberDigits).ToString(CultureInfo.InvariantCulture);

    public static string Box(double x, double y, double width, double height) =>
        string.Join(' ', Number(x), Number(y), Number(width), Number(height));

    /// <summary>A line of text: one text object for each run of a font.</summary>
    public static IEnumerable<XElement> Line(double x, double y, double width, double sizeMm, string text, bool bold, OfdAlignment alignment)
    {
        var slack = width - TextLayout.Measure(text) * sizeMm;
        var left = x + alignment switch
        {
            OfdAlignment.Center => slack / 2,
            OfdAlignment.Right => slack,
            _ => 0,
        };
        foreach (var run in TextLayout.Runs(text))
        {
            var font = OfdFont.For(run[0], bold);
            var runWidth = TextLayout.Measure(run) * sizeMm;
            yield return new XElement(
                Ofd + "TextObject",
                new XAttribute("Boundary", Box(left, y, runWidth, TextLayout.LineHeight * sizeMm)),
                new XAttribute(FontAttribute, font.Key),
                new XAttribute("Size", Number(sizeMm * font.Scale)),
                TextCode(0, TextLayout.Baseline * sizeMm, sizeMm, run));
            left += runWidth;
        }
    }

    /// <summary>One character in a square box around a centre, turned clockwise.</summary>
    public static XElement Glyph(double centerX, double centerY, double sizeMm, string character, string colour, double radians)
    {
        var box = 2 * sizeMm;
        var (sin, cos) = Math.SinCos(radians);
        var half = box / 2;
        var matrix = string.Join(
            ' ', new[] { cos, sin, -sin, cos, half - half * cos + half * sin, half - half * sin - half * cos }.Select(Number));
        var advance = TextLayout.Measure(character) * sizeMm;
        var font = OfdFont.For(character[0], bold: true);
        return new XElement(
            Ofd + "TextObject",
            new XAttribute("Boundary", Box(centerX - half, centerY - half, box, box)),
            new XAttribute("CTM", matrix),
            new XAttribute(FontAttribute, font.Key),
            new XAttribute("Size", Number(sizeMm * font.Scale)),
            new XElement(Ofd + "FillColor", new XAttribute("Value", colour)),
            TextCode(half - advance / 2, half + 0.36 * sizeMm, sizeMm, character));
    }

    /// <summary>A path in page coordinates.</summary>
    /// <param name="boundary">Left, top, width and height that the path needs, without the line's width.</param>
    /// <param name="data">Commands M, L, B, C; coordinates counted from the boundary's upper left corner.</param>
    /// <param name="lineWidth">In millimetres; 0 to fill the path instead.</param>
    /// <param name="colour">Red, green and blue.</param>
    public static XElement Path(
        (double X, double Y, double Width, double Height) boundary, IEnumerable<object> data, double lineWidth, string colour)
    {
        var margin = lineWidth / 2;
        var isFilled = lineWidth == 0;
        var commands = string.Join(' ', data.Select(part => part is double number ? Number(number) : part.ToString()));
        return new XElement(
            Ofd + "PathObject",
            new XAttribute("Boundary", Box(boundary.X - margin, boundary.Y - margin, boundary.Width + lineWidth, boundary.Height + lineWidth)),
            new XAttribute("LineWidth", Number(lineWidth)),
            new XAttribute("Stroke", isFilled ? "false" : "true"),
            new XAttribute("Fill", isFilled ? "true" : "false"),
            new XElement(Ofd + (isFilled ? "FillColor" : "StrokeColor"), new XAttribute("Value", colour)),
            new XElement(Ofd + "AbbreviatedData", commands));
    }

    static XElement TextCode(double x, double y, double sizeMm, string text)
    {
        var element = new XElement(
            Ofd + "TextCode", new XAttribute("X", Number(x)), new XAttribute("Y", Number(y)), text);
        var advances = Advances(text, sizeMm);
        if (advances.Length > 0)
            element.SetAttributeValue("DeltaX", advances);
        return element;
    }

    /// <summary>How far each character but the last moves on; runs of equal ones as <c>g count value</c>.</summary>
    static string Advances(string text, double sizeMm)
    {
        var result = new StringBuilder();
        var (count, advance) = (0, 0.0);
        var characters = text.EnumerateRunes();
        for (var more = characters.MoveNext(); more;)
        {
            var own = Math.Round(TextLayout.Advance(characters.Current) * sizeMm, NumberDigits);
            more = characters.MoveNext();
            if (more && own == advance)
            {
                count++;
                continue;
            }
            Append();
            (count, advance) = (more ? 1 : 0, own);
        }
        return result.ToString();

        void Append()
        {
            if (count == 0)
                return;
            if (result.Length > 0)
                result.Append(' ');
            if (count > 1)
                result.Append(CultureInfo.InvariantCulture, $"g {count} ");
            result.Append(Number(advance));
        }
    }
}
