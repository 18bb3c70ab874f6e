using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>A rectangle (ST_Box of GB/T 33190), in millimetres.</summary>
readonly record struct OfdBox(double X, double Y, double Width, double Height)
{
    /// <summary>Longest side of a page or an object that is drawn.</summary>
    const double Longest = 10_000;

    /// <summary>Null: not four numbers, or none that a page could have.</summary>
    public static OfdBox? Parse(string? text)
    {
        var numbers = Numbers(text);
        return numbers is [var x, var y, > 0 and <= Longest, > 0 and <= Longest] && Math.Abs(x) <= Longest && Math.Abs(y) <= Longest
            ? new OfdBox(x, y, numbers[2], numbers[3])
            : null;
    }

    /// <summary>Numbers between spaces; empty if one of them is none.</summary>
    public static IReadOnlyList<double> Numbers(string? text)
    {
        var numbers = new List<double>();
        foreach (var part in (text ?? "").Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return [];
            numbers.Add(number);
        }
        return numbers;
    }

    public IEnumerable<XAttribute> Attributes() =>
    [
        new("x", OfdObjects.Number(X)), new("y", OfdObjects.Number(Y)), new("width", OfdObjects.Number(Width)), new("height", OfdObjects.Number(Height)),
    ];

    public override string ToString() => OfdObjects.Box(X, Y, Width, Height);
}
