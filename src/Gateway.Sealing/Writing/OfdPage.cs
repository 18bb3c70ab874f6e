using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>A page being composed, in millimetres from its upper left corner.</summary>
public sealed class OfdPage
{
    readonly List<XElement> objects = [];

    internal OfdPage(double width, double height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>Width in millimetres.</summary>
    public double Width { get; }

    /// <summary>Height in millimetres.</summary>
    public double Height { get; }

    internal IReadOnlyList<XElement> Objects => objects;

    /// <summary>Writes text, wrapped to the width; a line feed starts a new line.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width to wrap to.</param>
    /// <param name="fontSizeMm">Height of the type.</param>
    /// <param name="text">The text.</param>
    /// <param name="bold">In 黑体 instead of 宋体.</param>
    /// <param name="alignment">Where lines stand inside the width.</param>
    /// <returns>The height used, in millimetres: the next thing below starts at <paramref name="y"/> plus this.</returns>
    public double Text(
        double x, double y, double width, double fontSizeMm, string text, bool bold = false, OfdAlignment alignment = OfdAlignment.Left)
    {
        var used = 0.0;
        foreach (var lines in TextLayout.Wrap(text, width / fontSizeMm))
        {
            WriteLines(x, y + used, width, fontSizeMm, lines, bold, alignment);
            used += lines.Count * TextLayout.LineHeight * fontSizeMm;
        }
        return used;
    }

    /// <summary>Draws a black line.</summary>
    /// <param name="x1">Start.</param>
    /// <param name="y1">Start.</param>
    /// <param name="x2">End.</param>
    /// <param name="y2">End.</param>
    /// <param name="width">Width of the line.</param>
    public void Line(double x1, double y1, double x2, double y2, double width = 0.2)
    {
        var (left, top) = (Math.Min(x1, x2), Math.Min(y1, y2));
        var shift = width / 2;
        Add(OfdObjects.Path(
            (left, top, Math.Abs(x2 - x1), Math.Abs(y2 - y1)),
            ["M", x1 - left + shift, y1 - top + shift, "L", x2 - left + shift, y2 - top + shift],
            width,
            OfdObjects.Black));
    }

    /// <summary>Draws a black frame.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width of the frame.</param>
    /// <param name="height">Height of the frame.</param>
    /// <param name="lineWidth">Width of the line.</param>
    public void Rectangle(double x, double y, double width, double height, double lineWidth = 0.2)
    {
        var near = lineWidth / 2;
        var (right, bottom) = (near + width, near + height);
        Add(OfdObjects.Path(
            (x, y, width, height),
            ["M", near, near, "L", right, near, "L", right, bottom, "L", near, bottom, "L", near, near, "C"],
            lineWidth,
            OfdObjects.Black));
    }

    internal void WriteLines(
        double x, double y, double width, double fontSizeMm, IReadOnlyList<string> lines, bool bold, OfdAlignment alignment)
    {
        foreach (var line in lines)
        {
            objects.AddRange(OfdObjects.Line(x, y, width, fontSizeMm, line, bold, alignment));
            y += TextLayout.LineHeight * fontSizeMm;
        }
    }

    internal void Add(XElement graphicObject) => objects.Add(graphicObject);
}
