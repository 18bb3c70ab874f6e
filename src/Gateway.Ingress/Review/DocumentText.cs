using System.Text;
using Gateway.Ingress.Intake;
using Gateway.Sealing;

namespace Gateway.Ingress.Review;

/// <summary>The text of a document, as far as it can be read.</summary>
static class DocumentText
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>Whether the bytes are a zip archive, as an OFD is.</summary>
    public static bool IsOfd(byte[] content) => content.AsSpan().StartsWith("PK\u0003\u0004"u8);

    /// <summary>Whether the bytes begin like a PDF.</summary>
    public static bool IsPdf(byte[] content) => content.AsSpan().StartsWith("%PDF-"u8);

    /// <summary>The pages' text of an OFD, or plain text; null where there is none to read (scans, other formats).</summary>
    public static CourtText? Read(SentDocument document)
    {
        var text = IsOfd(document.Content) ? OfdPages(document.Content) : IsPlainText(document) ? Decode(document.Content) : null;
        return string.IsNullOrWhiteSpace(text) ? null : new CourtText(text);
    }

    // A container that cannot be read is the seal's finding, not the text's.
    static string? OfdPages(byte[] content)
    {
        try
        {
            return OfdText.Extract(content);
        }
        catch (OfdException)
        {
            return null;
        }
    }

    static bool IsPlainText(SentDocument document) =>
        document.Meta.MediaType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
        || (document.Meta.MediaType.Length == 0 && document.Meta.FileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase));

    // Courts' older systems write GBK.
    static string Decode(byte[] content)
    {
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(content);
        }
    }
}
