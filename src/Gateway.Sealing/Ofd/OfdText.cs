using System.Globalization;
using System.Text;
using System.Xml;

namespace Gateway.Sealing;

/// <summary>The text of an OFD.</summary>
public static class OfdText
{
    /// <summary>
    /// The visible text of all pages in their order, TextCode by TextCode, a line feed between text objects, except between two that follow
    /// each other on one line: writers break a line wherever the font changes. Lines break as on the page, so a search for a number must
    /// leave white space out of account.
    /// </summary>
    /// <exception cref="OfdException">Not a readable OFD.</exception>
    public static string Extract(byte[] ofd) => string.Join('\n', ExtractPages(ofd).Where(page => page.Length > 0));

    /// <summary>As <see cref="Extract"/>, each page by itself.</summary>
    /// <exception cref="OfdException">Not a readable OFD.</exception>
    public static IReadOnlyList<string> ExtractPages(byte[] ofd)
    {
        var package = OfdPackage.Open(ofd);
        var pages = new List<string>();
        foreach (var page in OfdPages.InOrder(package))
        {
            var text = new StringBuilder();
            OfdXml.WalkPage(package, page, new TextCollector(text).Visit);
            pages.Add(text.ToString());
        }
        return pages;
    }

    /// <summary>Collects the text objects of one page.</summary>
    sealed class TextCollector(StringBuilder text)
    {
        /// <summary>How far two objects of one line may lie apart or overlap, in units of the type's size.</summary>
        const double Tolerance = 0.3;

        TextPosition? previous;
        TextPosition? current;
        bool inCode;
        bool isHidden;

        public void Visit(XmlReader reader)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when Is(reader, "TextObject"):
                    isHidden = reader.GetAttribute("Visible") == "false";
                    current = TextPosition.Read(reader);
                    break;
                case XmlNodeType.Element when Is(reader, "TextCode") && current is not null:
                    inCode = !reader.IsEmptyElement && !isHidden;
                    if (inCode)
                        Separate(reader);
                    break;
                case XmlNodeType.EndElement when Is(reader, "TextCode"):
                    inCode = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when inCode:
                    text.Append(reader.Value);
                    break;
            }
        }

        static bool Is(XmlReader reader, string name) => reader.LocalName == name && reader.NamespaceURI == OfdNames.Namespace.NamespaceName;

        /// <summary>Before the first TextCode of an object.</summary>
        void Separate(XmlReader code)
        {
            if (current is not { IsStarted: false })
                return;
            current = current.Start(code);
            if (text.Length > 0 && !(previous is not null && current.Follows(previous, Tolerance)))
                text.Append('\n');
            previous = current;
        }
    }

    /// <summary>Where a text object stands; only as far as needed to see whether it goes on with the line of another.</summary>
    sealed record TextPosition(double Left, double Top, double Right, double Size, bool IsTurned)
    {
        public bool IsStarted { get; private init; }

        double Baseline { get; init; }

        public static TextPosition Read(XmlReader textObject)
        {
            var box = (textObject.GetAttribute("Boundary") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (left, top, width) = box.Length == 4 ? (Number(box[0]), Number(box[1]), Number(box[2])) : (double.NaN, double.NaN, double.NaN);
            return new TextPosition(left, top, left + width, Number(textObject.GetAttribute("Size")), textObject.GetAttribute("CTM") is not null);
        }

        public TextPosition Start(XmlReader code) => this with
        {
            IsStarted = true,
            Left = Left + Number(code.GetAttribute("X")),
            Baseline = Top + Number(code.GetAttribute("Y")),
        };

        public bool Follows(TextPosition other, double tolerance) =>
            !IsTurned
            && !other.IsTurned
            && Math.Abs(Baseline - other.Baseline) <= tolerance * Size
            && Math.Abs(Left - other.Right) <= tolerance * Size;

        /// <summary>NaN for anything else: then nothing follows anything.</summary>
        static double Number(string? value) =>
            double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}
