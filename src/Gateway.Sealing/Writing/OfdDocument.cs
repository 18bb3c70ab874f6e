namespace Gateway.Sealing;

/// <summary>An OFD being composed; all measures are millimetres from the upper left corner of the page. Not thread-safe.</summary>
public sealed class OfdDocument
{
    readonly List<OfdPage> pages = [];

    /// <summary>Title in the document's properties.</summary>
    public required string Title { get; init; }

    /// <summary>Creation date in the document's properties.</summary>
    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>Identifier of the document: 32 hexadecimal digits.</summary>
    public string DocId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<OfdPage> Pages => pages;

    /// <summary>Files to attach; names must differ.</summary>
    public IList<OfdAttachment> Attachments { get; } = [];

    /// <summary>Files to attach that are not held in memory, behind the others; only <see cref="SealedOfd.WriteToAsync"/> takes them.</summary>
    public IList<OfdLargeAttachment> LargeAttachments { get; } = [];

    /// <summary>Adds an empty page.</summary>
    /// <param name="width">Width in millimetres; A4 by default.</param>
    /// <param name="height">Height in millimetres; A4 by default.</param>
    public OfdPage AddPage(double width = 210, double height = 297)
    {
        var page = new OfdPage(width, height);
        pages.Add(page);
        return page;
    }

    /// <summary>The document without a seal.</summary>
    public byte[] ToBytes() => OfdArchive.Write(new OfdDocumentWriter(this).Write(isSigned: false), CreationDate);
}
