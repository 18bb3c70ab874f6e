using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>
/// The pages of an OFD as pictures (SVG 1.1) for people to look at, with the pictures of its seals. Only text and numbers of the document get into a
/// picture: no script, no reference to anything outside it. Not thread-safe.
/// </summary>
public sealed class OfdDrawing
{
    static readonly XNamespace Ofd = OfdNames.Namespace;

    readonly OfdPackage package;
    readonly List<PlacedPage> pages = [];
    readonly IReadOnlyList<SealStamp> stamps;

    OfdDrawing(OfdPackage package, bool withSeals)
    {
        this.package = package;
        foreach (var (file, root) in OfdPages.Documents(package))
        {
            var resources = OfdResources.Of(package, file, root);
            pages.AddRange((OfdXml.Child(root, "Pages")?.Elements(Ofd + "Page") ?? []).Select(page => new PlacedPage(file, root, page, resources)));
        }
        stamps = withSeals ? SealStamp.Of(package) : [];
    }

    /// <summary>Opens a document.</summary>
    /// <exception cref="OfdException">Not a readable OFD.</exception>
    public static OfdDrawing Open(byte[] ofd) => new(OfdPackage.Open(ofd), withSeals: true);

    /// <summary>How many pages there are.</summary>
    public int PageCount => pages.Count;

    /// <summary>One page, measured in millimetres.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="OfdException">The page is malformed, or too large to be drawn.</exception>
    public string Svg(int index) => Draw(index).ToString(SaveOptions.DisableFormatting);

    /// <summary>The first page of a seal's picture, to stand in another drawing.</summary>
    internal static XElement Picture(byte[] ofd) => new OfdDrawing(OfdPackage.Open(ofd), withSeals: false) is { PageCount: > 0 } drawing
        ? drawing.Draw(0, paper: false)
        : throw new OfdException(SealReason.OfdMalformed);

    XElement Draw(int index, bool paper = true)
    {
        var place = pages[index];
        var page = OfdXml.Load(package, Locate(place.DocumentFile, place.Entry), "Page");
        var box = BoxOf(page, "Area") ?? BoxOf(OfdXml.Child(place.Document, "CommonData"), "PageArea") ?? new OfdBox(0, 0, 210, 297);
        var svg = new XElement(
            SvgNames.Svg + "svg",
            new XAttribute("viewBox", box.ToString()),
            new XAttribute("width", OfdObjects.Number(box.Width) + "mm"),
            new XAttribute("height", OfdObjects.Number(box.Height) + "mm"));
        if (paper)
            svg.Add(new XElement(SvgNames.Svg + "rect", box.Attributes(), new XAttribute("fill", "#fff")));
        var objects = new OfdObjectDrawing(package, place.Resources);
        foreach (var template in Templates(place, page))
            svg.Add(objects.Draw(template));
        svg.Add(objects.Draw(page));
        var id = (string?)place.Entry.Attribute("ID");
        svg.Add(stamps.Where(stamp => stamp.PageId == id).Select(stamp => stamp.Draw()));
        return svg;
    }

    /// <summary>What stands on the page without being its own: letterheads and frames.</summary>
    IEnumerable<XElement> Templates(PlacedPage place, XElement page)
    {
        var known = OfdXml.Child(place.Document, "CommonData")?.Elements(Ofd + "TemplatePage") ?? [];
        foreach (var used in page.Elements(Ofd + "Template"))
        {
            var id = (string?)used.Attribute("TemplateID");
            if (known.FirstOrDefault(t => (string?)t.Attribute("ID") == id) is { } template)
                yield return OfdXml.Load(package, Locate(place.DocumentFile, template), "Page");
        }
    }

    string Locate(string documentFile, XElement entry) =>
        OfdPath.Resolve(package, documentFile, (string?)entry.Attribute("BaseLoc") ?? "") ?? throw new OfdException(SealReason.OfdMalformed);

    static OfdBox? BoxOf(XElement? parent, string area) =>
        parent is not null && OfdXml.Child(parent, area) is { } element ? OfdBox.Parse(OfdXml.TextOf(element, "PhysicalBox")) : null;

    sealed record PlacedPage(string DocumentFile, XElement Document, XElement Entry, OfdResources Resources);
}
