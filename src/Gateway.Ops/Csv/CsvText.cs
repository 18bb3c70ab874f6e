using System.Text;

namespace Gateway.Ops.Csv;

/// <summary>Bytes of a file as text, and back: UTF-8 with or without its mark, or GB 18030.</summary>
public static class CsvText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text; null: it is in none of these encodings.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var mark = Strict.Preamble;
        if (bytes.StartsWith(mark)) return Decode(Strict, bytes[mark.Length..]);
        return Decode(Strict, bytes) ?? Decode(Gb18030, bytes);
    }

    /// <summary>UTF-8 with its mark, by which spreadsheets know it.</summary>
    public static byte[] Encode(string text) => [.. Strict.Preamble, .. Strict.GetBytes(text)];

    /// <summary>What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public static string Harmless(string text) => text.Length > 1 && text[0] is '=' or '+' or '@' or '\t' ? "'" + text : text;

    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
