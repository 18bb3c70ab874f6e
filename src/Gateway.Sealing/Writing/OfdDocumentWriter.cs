using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Turns a composed document into the files of an OFD archive. Each instance writes one document.</summary>
sealed class OfdDocumentWriter(OfdDocument document)
{
    public const string SignaturesFile = "Doc_0/Signs/Signatures.xml";

    const string Prefix = "ofd";
    const string DocumentFolder = "Doc_0/";
    const string DocumentFile = DocumentFolder + "Document.xml";
    const string ResourceFile = "PublicRes.xml";
    const string AttachmentFolder = "Attachs/";
    const string AttachmentList = AttachmentFolder + "Attachments.xml";

    static readonly XNamespace Ofd = OfdNames.Namespace;

    readonly Dictionary<string, int> fontIds = [];
    readonly List<int> pageIds = [];
    int lastId;

    /// <summary>IDs of the pages, once <see cref="Write"/> has run.</summary>
    public IReadOnlyList<int> PageIds => pageIds;

    /// <summary>The files in the order of the archive.</summary>
    /// <param name="isSigned">Whether OFD.xml is to name the list of signatures.</param>
    public List<OfdFile> Write(bool isSigned)
    {
        if (document.Pages.Count == 0)
            throw new InvalidOperationException("A document needs a page.");
        foreach (var font in OfdFont.All)
            fontIds[font.Key] = NextId();
        var pages = document.Pages.Select((page, index) => new OfdFile(DocumentFolder + PagePath(index), Encode(writer => WritePage(writer, page)))).ToList();
        List<OfdFile> files =
        [
            new(OfdNames.EntryFile, Encode(WriteEntry(isSigned))),
            new(DocumentFile, Encode(WriteDocument())),
            new(DocumentFolder + ResourceFile, Encode(WriteResources())),
            .. pages,
        ];
        if (HasAttachments)
            AddAttachments(files);
        return files;
    }

    /// <summary>XML in UTF-8 without byte order mark, and without white space that was not there.</summary>
    public static byte[] Encode(XElement root)
    {
        root.SetAttributeValue(XNamespace.Xmlns + Prefix, Ofd.NamespaceName);
        return Encode(root.Save);
    }

    static byte[] Encode(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (var writer = XmlWriter.Create(stream, settings))
            write(writer);
        return stream.ToArray();
    }

    static string PagePath(int index) => string.Create(CultureInfo.InvariantCulture, $"Pages/Page_{index}/Content.xml");

    static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    bool HasAttachments => document.Attachments.Count + document.LargeAttachments.Count > 0;

    int NextId() => ++lastId;

    XElement WriteEntry(bool isSigned) => new(
        Ofd + "OFD",
        new XAttribute("Version", "1.1"),
        new XAttribute("DocType", "OFD"),
        new XElement(
            Ofd + "DocBody",
            new XElement(
                Ofd + "DocInfo",
                new XElement(Ofd + "DocID", document.DocId),
                new XElement(Ofd + "Title", document.Title),
                new XElement(Ofd + "CreationDate", Date(document.CreationDate))),
            new XElement(Ofd + "DocRoot", DocumentFile),
            isSigned ? new XElement(Ofd + "Signatures", SignaturesFile) : null));

    XElement WriteDocument()
    {
        var first = document.Pages[0];
        return new XElement(
            Ofd + "Document",
            new XElement(
                Ofd + "CommonData",
                new XElement(Ofd + "MaxUnitID", lastId),
                new XElement(Ofd + "PageArea", PhysicalBox(first)),
                new XElement(Ofd + "PublicRes", ResourceFile)),
            new XElement(
                Ofd + "Pages",
                pageIds.Select((id, index) => new XElement(
                    Ofd + "Page", new XAttribute("ID", id), new XAttribute("BaseLoc", PagePath(index))))),
            HasAttachments ? new XElement(Ofd + "Attachments", AttachmentList) : null);
    }

    XElement WriteResources() => new(
        Ofd + "Res",
        new XAttribute("BaseLoc", "Res"),
        new XElement(
            Ofd + "Fonts",
            OfdFont.All.Select(font => new XElement(
                Ofd + "Font",
                new XAttribute("ID", fontIds[font.Key]),
                new XAttribute("FontName", font.Name),
                new XAttribute("FamilyName", font.Family)))));

    /// <summary>Pages are most of a document: their objects are written as they are, each with its ID, not copied into a tree of the page.</summary>
    void WritePage(XmlWriter writer, OfdPage page)
    {
        pageIds.Add(NextId());
        writer.WriteStartDocument();
        writer.WriteStartElement(Prefix, "Page", Ofd.NamespaceName);
        writer.WriteStartElement("Area", Ofd.NamespaceName);
        PhysicalBox(page).WriteTo(writer);
        writer.WriteEndElement();
        writer.WriteStartElement("Content", Ofd.NamespaceName);
        writer.WriteStartElement("Layer", Ofd.NamespaceName);
        WriteId(writer);
        foreach (var graphicObject in page.Objects)
        {
            writer.WriteStartElement(graphicObject.Name.LocalName, Ofd.NamespaceName);
            WriteId(writer);
            foreach (var attribute in graphicObject.Attributes())
            {
                var value = attribute.Name == OfdObjects.FontAttribute ? fontIds[attribute.Value].ToString(CultureInfo.InvariantCulture) : attribute.Value;
                writer.WriteAttributeString(attribute.Name.LocalName, value);
            }
            foreach (var part in graphicObject.Nodes())
                part.WriteTo(writer);
            writer.WriteEndElement();
        }
        writer.WriteEndDocument();
    }

    void WriteId(XmlWriter writer) => writer.WriteAttributeString("ID", NextId().ToString(CultureInfo.InvariantCulture));

    static XElement PhysicalBox(OfdPage page) => new(Ofd + "PhysicalBox", OfdObjects.Box(0, 0, page.Width, page.Height));

    void AddAttachments(List<OfdFile> files)
    {
        const double BytesOfKilobyte = 1024;
        var list = new XElement(Ofd + "Attachments");
        var small = document.Attachments.Select(a => (a.FileName, a.MediaType, Bytes: (long)a.Content.Length, File: new OfdFile("", a.Content)));
        var large = document.LargeAttachments.Select(a => (a.FileName, a.MediaType, a.Bytes, File: new OfdFile("", [], a)));
        foreach (var (index, attachment) in small.Concat(large).Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"File_{index}{SafeExtension(attachment.FileName)}");
            list.Add(new XElement(
                Ofd + "Attachment",
                new XAttribute("ID", string.Create(CultureInfo.InvariantCulture, $"A{index}")),
                new XAttribute("Name", attachment.FileName),
                new XAttribute("Format", attachment.MediaType),
                new XAttribute("CreationDate", Date(document.CreationDate)),
                new XAttribute("Size", OfdObjects.Number(attachment.Bytes / BytesOfKilobyte)),
                new XElement(Ofd + "FileLoc", name)));
            files.Add(attachment.File with { Name = DocumentFolder + AttachmentFolder + name });
        }
        files.Add(new OfdFile(DocumentFolder + AttachmentList, Encode(list)));
    }

    /// <summary>Names inside the archive stay ASCII; the real name is in the list.</summary>
    static string SafeExtension(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        return extension.Length is > 1 and < 10 && extension[1..].All(char.IsAsciiLetterOrDigit) ? extension : ".bin";
    }
}
