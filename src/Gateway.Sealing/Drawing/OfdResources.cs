using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>What pages refer to by number: names of fonts and files of pictures.</summary>
sealed record OfdResources(IReadOnlyDictionary<string, string> Fonts, IReadOnlyDictionary<string, string> Pictures)
{
    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <exception cref="OfdException">Malformed.</exception>
    public static OfdResources Of(OfdPackage package, string documentFile, XElement document)
    {
        var fonts = new Dictionary<string, string>(StringComparer.Ordinal);
        var pictures = new Dictionary<string, string>(StringComparer.Ordinal);
        var common = OfdXml.Child(document, "CommonData");
        foreach (var location in common?.Elements().Where(e => e.Name == Ofd + "PublicRes" || e.Name == Ofd + "DocumentRes") ?? [])
        {
            if (OfdPath.Resolve(package, documentFile, location.Value) is not { } file || !package.Contains(file))
                continue;
            var root = OfdXml.Load(package, file, "Res");
            foreach (var font in root.Descendants(Ofd + "Font"))
                fonts[(string?)font.Attribute("ID") ?? ""] = $"{(string?)font.Attribute("FontName")} {(string?)font.Attribute("FamilyName")}";
            var folder = ((string?)root.Attribute("BaseLoc") ?? "").TrimEnd('/');
            foreach (var media in root.Descendants(Ofd + "MultiMedia"))
            {
                var name = OfdXml.TextOf(media, "MediaFile") ?? "";
                var near = folder.Length == 0 ? name : $"{folder}/{name}";
                if (OfdPath.Resolve(package, file, near) is { } found && package.Contains(found) || OfdPath.Resolve(package, file, name) is { } other && package.Contains(found = other))
                    pictures[(string?)media.Attribute("ID") ?? ""] = found;
            }
        }
        return new OfdResources(fonts, pictures);
    }
}
