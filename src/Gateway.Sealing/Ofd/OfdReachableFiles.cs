using System.Xml;

namespace Gateway.Sealing;

/// <summary>Finds the files that an OFD uses.</summary>
static class OfdReachableFiles
{
    const int MaximumLocation = 512;

    /// <summary>
    /// OFD.xml and every file that a file in use names: any text or attribute that is the location of a file counts. Too many is right
    /// here: what is in use must be covered by the seal.
    /// </summary>
    /// <exception cref="OfdException">A file in use cannot be read.</exception>
    public static IReadOnlyCollection<string> Of(OfdPackage package)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { OfdNames.EntryFile };
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var file))
        {
            if (!file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var name in NamedBy(package, file).Where(found.Add))
                open.Enqueue(name);
        }
        return found;
    }

    static HashSet<string> NamedBy(OfdPackage package, string file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        string? resourceFolder = null;
        OfdXml.WalkPage(package, file, reader =>
        {
            // A resource file names its folder in its root element and its files relative to that.
            if (reader is { Depth: 0, NodeType: XmlNodeType.Element } && reader.GetAttribute("BaseLoc") is { } folder)
                resourceFolder = OfdPath.Resolve(package, file, folder) + "/";
            foreach (var value in Values(reader).Where(value => value.Length <= MaximumLocation))
            {
                Add(OfdPath.Resolve(package, file, value));
                if (resourceFolder is not null)
                    Add(OfdPath.Resolve(package, resourceFolder, value));
            }
        });
        return names;

        void Add(string? name)
        {
            if (name is not null && package.Contains(name))
                names.Add(name);
        }
    }

    static List<string> Values(XmlReader reader)
    {
        var values = new List<string>();
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            values.Add(reader.Value);
        if (reader.NodeType == XmlNodeType.Element)
        {
            for (var i = 0; i < reader.AttributeCount; i++)
                values.Add(reader.GetAttribute(i));
        }
        return values;
    }
}
