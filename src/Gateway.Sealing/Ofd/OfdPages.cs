using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>The page files of an OFD.</summary>
static class OfdPages
{
    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>
    /// For every document its page templates, which stand on pages without being theirs, then its pages in order. No file twice, however
    /// often it is named.
    /// </summary>
    /// <exception cref="OfdException">Malformed, or a page is missing.</exception>
    public static IReadOnlyList<string> InOrder(OfdPackage package)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<string>();
        foreach (var (documentFile, document) in Documents(package))
        {
            var templates = (OfdXml.Child(document, "CommonData")?.Elements(Ofd + "TemplatePage") ?? [])
                .Select(template => Locate(package, documentFile, template))
                .ToList();
            var pages = OfdXml.Child(document, "Pages")?.Elements(Ofd + "Page") ?? [];
            files.AddRange(templates.Concat(pages.Select(page => Locate(package, documentFile, page))).Where(seen.Add));
        }
        return files;
    }

    /// <summary>Path and root element of every Document.xml.</summary>
    /// <exception cref="OfdException">Malformed or missing.</exception>
    public static IReadOnlyList<(string File, XElement Root)> Documents(OfdPackage package)
    {
        var roots = OfdXml.Load(package, OfdNames.EntryFile, "OFD")
            .Elements(Ofd + "DocBody")
            .Select(body => OfdXml.TextOf(body, "DocRoot") ?? throw new OfdException(SealReason.OfdMalformed))
            .Select(location => OfdPath.Resolve(package, OfdNames.EntryFile, location) ?? throw new OfdException(SealReason.OfdMalformed))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return roots.Count == 0
            ? throw new OfdException(SealReason.OfdMalformed)
            : [.. roots.Select(file => (file, OfdXml.Load(package, file, "Document")))];
    }

    static string Locate(OfdPackage package, string documentFile, XElement page) =>
        OfdPath.Resolve(package, documentFile, (string?)page.Attribute("BaseLoc") ?? "") is { } file && package.Contains(file)
            ? file
            : throw new OfdException(SealReason.OfdMalformed);
}
