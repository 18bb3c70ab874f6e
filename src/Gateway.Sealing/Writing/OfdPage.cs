namespace Gateway.Sealing;

/// <summary>A page being composed, in millimetres from its upper left corner.</summary>
public sealed class OfdPage
{
    internal OfdPage(double width, double height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>Width in millimetres.</summary>
    public double Width { get; }

    /// <summary>Height in millimetres.</summary>
    public double Height { get; }

    /// <summary>Writes text, wrapped to the width; a line feed starts a new line.</summary>
    /// <returns>The height used, in millimetres: the next thing below starts at <paramref name="y"/> plus this.</returns>
    public double Text(
        double x, double y, double width, double fontSizeMm, string text, bool bold = false, OfdAlignment alignment = OfdAlignment.Left) =>
        throw new NotImplementedException();

    /// <summary>Draws a black line.</summary>
    public void Line(double x1, double y1, double x2, double y2, double width = 0.2) => throw new NotImplementedException();

    /// <summary>Draws a black frame.</summary>
    public void Rectangle(double x, double y, double width, double height, double lineWidth = 0.2) => throw new NotImplementedException();
}
