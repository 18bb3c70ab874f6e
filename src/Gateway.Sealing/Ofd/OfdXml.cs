using System.Xml;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Reading of the XML files of an OFD: no DTD, no external entities, bounded length and depth.</summary>
static class OfdXml
{
    /// <summary>Files that describe the structure; read as a tree.</summary>
    const int MaximumStructureBytes = 4 * 1024 * 1024;

    /// <summary>Pages; read as a stream.</summary>
    const int MaximumPageBytes = 16 * 1024 * 1024;

    const int MaximumDepth = 64;

    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>Reads a file that describes the structure.</summary>
    /// <param name="package">The archive.</param>
    /// <param name="name">The file.</param>
    /// <param name="rootName">What its root element must be called.</param>
    /// <exception cref="OfdException">Missing, too long, not well-formed, too deep, or another root.</exception>
    public static XElement Load(OfdPackage package, string name, string rootName) => Load(package, package.Read(name, MaximumStructureBytes), rootName);

    /// <summary>As the other, from octets.</summary>
    public static XElement Load(OfdPackage package, byte[] content, string rootName)
    {
        var open = new Stack<XElement>();
        XElement? root = null;
        Walk(content, reader =>
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    package.Budget.BuildNodes(1 + reader.AttributeCount);
                    var element = ReadElement(reader);
                    if (open.TryPeek(out var parent))
                        parent.Add(element);
                    root ??= element;
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().Add(new XText(reader.Value));
                    break;
            }
        });
        return root?.Name == Ofd + rootName ? root : throw new OfdException(SealReason.OfdMalformed);
    }

    /// <summary>Goes through a page node by node.</summary>
    /// <exception cref="OfdException">Missing, too long, not well-formed or too deep.</exception>
    public static void WalkPage(OfdPackage package, string name, Action<XmlReader> visit) => Walk(
        package.Read(name, MaximumPageBytes),
        reader =>
        {
            if (reader.NodeType == XmlNodeType.Element)
                package.Budget.VisitElement();
            visit(reader);
        });

    /// <summary>The text of the one child of this name; null if there is none.</summary>
    /// <exception cref="OfdException">There are several: readers might choose differently.</exception>
    public static string? TextOf(XElement parent, string name) => Child(parent, name)?.Value.Trim();

    /// <summary>The one child of this name; null if there is none.</summary>
    /// <exception cref="OfdException">There are several.</exception>
    public static XElement? Child(XElement parent, string name)
    {
        var children = parent.Elements(Ofd + name).Take(2).ToList();
        return children.Count < 2 ? children.FirstOrDefault() : throw new OfdException(SealReason.OfdMalformed);
    }

    static void Walk(byte[] content, Action<XmlReader> visit)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = content.Length,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                if (reader.Depth > MaximumDepth)
                    throw new OfdException(SealReason.OfdMalformed);
                visit(reader);
            }
        }
        catch (XmlException cause)
        {
            throw new OfdException(SealReason.OfdMalformed, cause);
        }
    }

    static XElement ReadElement(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            const string NamespaceOfDeclarations = "http://www.w3.org/2000/xmlns/";
            if (reader.NamespaceURI != NamespaceOfDeclarations)
                element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
        }
        reader.MoveToElement();
        return element;
    }
}
