using Gateway.Sealing;

namespace Gateway.Ops.Documents;

/// <summary>How a document can be looked at in a page.</summary>
/// <param name="Pages">Pages of an OFD that can be drawn; 0: it is none.</param>
/// <param name="ImageType">Media type of a picture that browsers show; empty: it is none.</param>
public sealed record DocumentShape(int Pages, string ImageType)
{
    /// <summary>Pages of one document that are looked at in a page; the document itself has all.</summary>
    public const int MostPages = 200;

    public static readonly DocumentShape None = new(0, "");

    /// <summary>Browsers show it in a viewer of their own.</summary>
    public bool IsPdf { get; init; }

    /// <summary>By the bytes, never by what the sender calls them.</summary>
    public static DocumentShape Of(byte[] content)
    {
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])) return new DocumentShape(0, "image/png");
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return new DocumentShape(0, "image/jpeg");
        if (content.AsSpan().StartsWith("%PDF-"u8)) return None with { IsPdf = true };
        if (!content.AsSpan().StartsWith("PK\u0003\u0004"u8)) return None;
        try
        {
            return new DocumentShape(Math.Min(OfdDrawing.Open(content).PageCount, MostPages), "");
        }
        catch (OfdException)
        {
            // What is no OFD, or a broken one, can be taken away and not looked at here.
            return None;
        }
    }

    /// <summary>One page as SVG; null: it cannot be drawn.</summary>
    /// <param name="page">From 1.</param>
    public static string? Draw(byte[] content, int page)
    {
        try
        {
            var drawing = OfdDrawing.Open(content);
            return page >= 1 && page <= drawing.PageCount ? drawing.Svg(page - 1) : null;
        }
        catch (OfdException)
        {
            return null;
        }
    }
}
