using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Draws text, paths and pictures of a page. What it does not know is left out: a drawing is for people to look at, the document itself can be taken away.</summary>
sealed class OfdObjectDrawing(OfdPackage package, OfdResources resources)
{
    const int MaximumPictureBytes = 8 * 1024 * 1024;

    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>All objects of a page in their order.</summary>
    public IEnumerable<XElement> Draw(XElement page) =>
        (OfdXml.Child(page, "Content")?.Descendants() ?? [])
            .Where(element => element.Name.Namespace == Ofd && (string?)element.Attribute("Visible") != "false")
            .Select(DrawOne)
            .OfType<XElement>();

    XElement? DrawOne(XElement element)
    {
        if (element.Name.LocalName is not ("TextObject" or "PathObject" or "ImageObject") || OfdBox.Parse((string?)element.Attribute("Boundary")) is not { } box)
            return null;
        var group = new XElement(SvgNames.Svg + "g", new XAttribute("transform", Transform(element, box)));
        group.Add(element.Name.LocalName switch
        {
            "TextObject" => Texts(element),
            "PathObject" => [Path(element)],
            _ => Picture(element),
        });
        return group;
    }

    /// <summary>First the object's own matrix, then to its place on the page.</summary>
    static string Transform(XElement element, OfdBox box)
    {
        var move = $"translate({OfdObjects.Number(box.X)} {OfdObjects.Number(box.Y)})";
        return OfdBox.Numbers((string?)element.Attribute("CTM")) is { Count: 6 } matrix ? $"{move} matrix({string.Join(' ', matrix.Select(Exact))})" : move;
    }

    IEnumerable<XElement> Texts(XElement element)
    {
        var font = resources.Fonts.GetValueOrDefault((string?)element.Attribute("Font") ?? "", "");
        var size = Number(element, "Size", 4);
        foreach (var code in element.Elements(Ofd + "TextCode"))
        {
            var characters = code.Value.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).ToList();
            if (characters.Count == 0)
                continue;
            // Where each character stands is the document's to say, whatever font there is.
            yield return new XElement(
                SvgNames.Svg + "text",
                new XAttribute("x", Places(Number(code, "X", 0), (string?)code.Attribute("DeltaX"), characters)),
                new XAttribute("y", Places(Number(code, "Y", size), (string?)code.Attribute("DeltaY"), characters)),
                new XAttribute("font-size", OfdObjects.Number(size)),
                new XAttribute("font-family", Family(font)),
                new XAttribute("font-weight", IsBold(element, font) ? "700" : "400"),
                new XAttribute("fill", Colour(element, "FillColor") ?? "black"),
                string.Concat(characters));
        }
    }

    static XElement Path(XElement element)
    {
        var stroked = (string?)element.Attribute("Stroke") != "false";
        var filled = (string?)element.Attribute("Fill") == "true";
        return new XElement(
            SvgNames.Svg + "path",
            new XAttribute("d", Commands(OfdXml.TextOf(element, "AbbreviatedData") ?? "")),
            new XAttribute("fill", filled ? Colour(element, "FillColor") ?? "black" : "none"),
            new XAttribute("stroke", stroked ? Colour(element, "StrokeColor") ?? "black" : "none"),
            new XAttribute("stroke-width", OfdObjects.Number(Number(element, "LineWidth", 0.353))));
    }

    /// <summary>A picture is laid into the unit square, which the matrix brings to its size.</summary>
    IEnumerable<XElement> Picture(XElement element)
    {
        if (!resources.Pictures.TryGetValue((string?)element.Attribute("ResourceID") ?? "", out var file) || SvgPicture.Of(package.Read(file, MaximumPictureBytes)) is not { } source)
            return [];
        return
        [
            new XElement(
                SvgNames.Svg + "image", new XAttribute("width", "1"), new XAttribute("height", "1"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("href", source)),
        ];
    }

    /// <summary>A place for each character: the first one's, then the steps (<c>g count step</c> stands for equal ones). Of UTF-16 two units share the place of their character.</summary>
    static string Places(double first, string? steps, List<Rune> characters)
    {
        var places = new List<double> { first };
        var words = (steps ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length && places.Count < characters.Count; i++)
        {
            var (count, step) = words[i] == "g" && i + 2 < words.Length ? ((int)Math.Clamp(Parse(words[i + 1]), 0, characters.Count), Parse(words[i + 2])) : (1, Parse(words[i]));
            if (words[i] == "g")
                i += 2;
            for (var j = 0; j < count && places.Count < characters.Count; j++)
                places.Add(places[^1] + step);
        }
        return string.Join(' ', places.SelectMany((place, index) => Enumerable.Repeat(OfdObjects.Number(place), characters[index].Utf16SequenceLength)));
    }

    /// <summary>OFD's commands in SVG's letters; anything else ends the path.</summary>
    static string Commands(string data)
    {
        var path = new StringBuilder();
        foreach (var word in data.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var part = word switch
            {
                "S" or "M" => "M",
                "L" => "L",
                "Q" => "Q",
                "B" => "C",
                "A" => "A",
                "C" => "Z",
                _ => OfdBox.Numbers(word) is [var number] ? OfdObjects.Number(number) : null,
            };
            if (part is null)
                break;
            path.Append(part).Append(' ');
        }
        return path.ToString().TrimEnd();
    }

    static string Family(string font) => font switch
    {
        _ when font.Contains("Mono", StringComparison.OrdinalIgnoreCase) || font.Contains("Courier", StringComparison.OrdinalIgnoreCase) => "'DejaVu Sans Mono', monospace",
        _ when font.Contains('黑', StringComparison.Ordinal) || font.Contains("Hei", StringComparison.OrdinalIgnoreCase) => "SimHei, 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Zen Hei', sans-serif",
        _ when font.Contains('楷', StringComparison.Ordinal) || font.Contains("Kai", StringComparison.OrdinalIgnoreCase) => "KaiTi, 'Noto Serif CJK SC', serif",
        _ => "SimSun, 'Noto Serif CJK SC', 'Source Han Serif SC', 'WenQuanYi Zen Hei', serif",
    };

    static bool IsBold(XElement element, string font) =>
        Number(element, "Weight", 400) >= 600 || font.Contains('黑', StringComparison.Ordinal) || font.Contains("Bold", StringComparison.OrdinalIgnoreCase);

    /// <summary>Grey, RGB or CMYK by the number of its parts; null: not stated.</summary>
    static string? Colour(XElement element, string name)
    {
        var parts = OfdBox.Numbers((string?)element.Element(Ofd + name)?.Attribute("Value")).Select(part => (int)Math.Clamp(part, 0, 255)).ToList();
        return parts switch
        {
            [var grey] => $"#{grey:x2}{grey:x2}{grey:x2}",
            [var red, var green, var blue] => $"#{red:x2}{green:x2}{blue:x2}",
            [var c, var m, var y, var k] => $"#{Light(c, k):x2}{Light(m, k):x2}{Light(y, k):x2}",
            _ => null,
        };
    }

    static int Light(int ink, int black) => (255 - ink) * (255 - black) / 255;

    static double Number(XElement element, string name, double otherwise) => OfdBox.Numbers((string?)element.Attribute(name)) is [var number] ? number : otherwise;

    static double Parse(string word) => OfdBox.Numbers(word) is [var number] ? number : 0;

    static string Exact(double number) => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
