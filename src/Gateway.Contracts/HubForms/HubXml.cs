using System.Text;
using System.Xml;

namespace Gateway.Contracts.HubForms;

/// <summary>A message of the hub that is none: cut off, no XML, too deep.</summary>
public sealed class HubFormException : Exception
{
    public HubFormException()
    {
    }

    public HubFormException(string message)
        : base(message)
    {
    }

    public HubFormException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Reads and writes the hub's XML: elements with attributes only.</summary>
public static class HubXml
{
    const int MaximumDepth = 16;

    /// <summary>Characters of one message: documents of 32 MiB, each Base64 twice.</summary>
    const long MaximumCharacters = 80L * 1024 * 1024;

    /// <summary>Reads a message.</summary>
    /// <exception cref="HubFormException">It is no well-formed XML, has a DTD, or is too deep or too long.</exception>
    public static HubElement Read(string xml, HubCoding coding)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml.Trim()), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaximumCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
            });
            return Read(reader, coding);
        }
        catch (XmlException broken)
        {
            throw new HubFormException($"no well-formed XML, line {broken.LineNumber}, position {broken.LinePosition}", broken);
        }
    }

    /// <summary>Writes a message whose values <see cref="HubFitting"/> has made writable.</summary>
    public static string Write(HubElement root, HubCoding coding)
    {
        // Coded values leave ASCII alone, which means the same in GBK and UTF-8; a declared encoding could only be wrong for whoever reads it as the other, or as text.
        var xml = new StringBuilder(coding == HubCoding.Plain ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" : "");
        using (var writer = XmlWriter.Create(xml, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize })) Write(writer, root, coding);
        return xml.ToString();
    }

    static HubElement Read(XmlReader reader, HubCoding coding)
    {
        HubElement? root = null;
        var open = new Stack<HubElement>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement) open.Pop();
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (open.Count >= MaximumDepth) throw new HubFormException($"elements are nested deeper than {MaximumDepth}");
            var element = new HubElement(reader.LocalName);
            var leaf = reader.IsEmptyElement;
            ReadAttributes(reader, element, coding);
            if (open.TryPeek(out var parent)) parent.Add(element);
            else root = element;
            if (!leaf) open.Push(element);
        }

        return root ?? throw new HubFormException("no element");
    }

    static void ReadAttributes(XmlReader reader, HubElement element, HubCoding coding)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns" || reader.Name == "xmlns") continue;
            var value = coding == HubCoding.Plain ? reader.Value : HubText.DecodeAttribute(reader.Value);
            if (value is null) element.MarkUnreadable(reader.LocalName, reader.Value);
            else element.Set(reader.LocalName, value.Trim());
        }
    }

    static void Write(XmlWriter writer, HubElement element, HubCoding coding)
    {
        writer.WriteStartElement(element.Name);
        foreach (var (name, value) in element.Attributes) writer.WriteAttributeString(name, coding == HubCoding.Plain ? value : HubText.Encode(value));
        foreach (var child in element.Children) Write(writer, child, coding);
        writer.WriteEndElement();
    }
}
