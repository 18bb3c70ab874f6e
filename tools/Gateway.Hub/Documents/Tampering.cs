using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Contracts.V1;
using Google.Protobuf;

namespace Gateway.Hub.Documents;

/// <summary>Changes a document after it was sealed, the way a forger would: the text, not the seal.</summary>
internal static partial class Tampering
{
    /// <summary>The document with the first digit of its text changed; an OFD stays a readable OFD. Of a scan, the last octet.</summary>
    public static Document Change(Document document)
    {
        var changed = document.Clone();
        changed.Content = ByteString.CopyFrom(document.MediaType switch
        {
            "application/ofd" => ChangeOfd(document.Content.ToByteArray()),
            "text/plain" => Encoding.UTF8.GetBytes(AnyDigit().Replace(document.Content.ToStringUtf8(), Other, 1)),
            _ => [.. document.Content.Span[..^1], (byte)(document.Content[^1] ^ 1)],
        });
        return changed;
    }

    static byte[] ChangeOfd(byte[] ofd)
    {
        using var file = new MemoryStream();
        file.Write(ofd);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var page = zip.Entries.First(e => e.FullName.EndsWith("/Content.xml", StringComparison.Ordinal));
            using var stream = page.Open();
            var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(ShownDigit().Replace(text, Other, 1)));
        }

        return file.ToArray();
    }

    static string Other(Match digit) => digit.Groups[1].Value + (digit.Groups[2].Value == "9" ? "0" : (char)(digit.Groups[2].Value[0] + 1));

    [GeneratedRegex("()([0-9])")]
    private static partial Regex AnyDigit();

    [GeneratedRegex("(<(?:[a-z]+:)?TextCode[^>]*>[^<]*?)([0-9])")]
    private static partial Regex ShownDigit();
}
