using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Gateway.Contracts.HubForms;

/// <summary>How the values of a message are written.</summary>
public enum HubCoding
{
    /// <summary>SOAP, and by setting files: every attribute value is Base64 of its GBK octets.</summary>
    Base64Gbk,

    /// <summary>Files: plain UTF-8; only documents' bytes are Base64.</summary>
    Plain,
}

/// <summary>GBK and Base64 as the hub uses them.</summary>
public static class HubText
{
    /// <summary>What stands for a character that cannot be sent: 〓, the mark that Chinese printers set for a missing one, itself in GBK.</summary>
    public const char Missing = '〓';

    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Base64 of a text's GBK octets, in one line.</summary>
    /// <exception cref="EncoderFallbackException">A character has no place in GBK: <see cref="HubFitting"/> comes first.</exception>
    public static string Encode(string text) => Convert.ToBase64String(Gbk.GetBytes(text));

    /// <summary>The text behind Base64, broken into lines or not; null where it is no Base64, or its octets are no text.</summary>
    public static string? Decode(string base64) => Bytes(base64) is { } octets ? Text(octets) : null;

    /// <summary>
    /// The text of an attribute that should be Base64. One that holds a character outside the alphabet was never encoded and is taken as it stands;
    /// one within the alphabet that does not decode is damaged, and null: what it said is not guessed.
    /// </summary>
    public static string? DecodeAttribute(string value) =>
        Decode(value) ?? (value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '=') && !char.IsWhiteSpace(c)) ? value : null);

    /// <summary>The octets behind Base64, broken into lines or not; null where it is none.</summary>
    public static byte[]? Bytes(string base64)
    {
        if (!Base64.IsValid(base64, out var length)) return null;
        var octets = new byte[length];
        return Convert.TryFromBase64String(base64, octets, out var written) && written == length ? octets : null;
    }

    /// <summary>Whether GBK has the character. What the code page leaves to its users means something else to each of them.</summary>
    public static bool HasGbk(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse) return false;
        Span<char> text = stackalloc char[2];
        try
        {
            return Gbk.GetByteCount(text[..rune.EncodeToUtf16(text)]) <= 2;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Whether XML can carry the character at all.</summary>
    public static bool HasXml(Rune rune) => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value);

    // Names with rare characters come in the larger set, whose double octets are the same.
    static string? Text(byte[] octets)
    {
        try
        {
            return Gbk.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return TextOfLargerSet(octets);
        }
    }

    static string? TextOfLargerSet(byte[] octets)
    {
        try
        {
            return Gb18030.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
