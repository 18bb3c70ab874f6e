using System.Text;
using System.Xml.Linq;

namespace Gateway.Hub.SoapStub;

/// <summary>The hub's own coding, written here once more and apart from the gateway's: what both get wrong in the same way would not be seen.</summary>
internal static class HubWire
{
    const int LineLength = 76;

    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>A message as it travels: each attribute Base64 of GBK, in lines as older encoders break them, and the whole again.</summary>
    /// <param name="damaged">The last attribute loses its last octet.</param>
    public static string Write(XElement plain, bool damaged = false)
    {
        var coded = Coded(plain);
        if (damaged && coded.Descendants().Attributes().LastOrDefault(a => a.Value.Length > 0) is { } last) last.Value = last.Value[..^1];
        return Whole(coded.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>The same, its XML cut in the middle.</summary>
    public static string WriteCut(XElement plain)
    {
        var xml = Coded(plain).ToString(SaveOptions.DisableFormatting);
        return Whole(xml[..(xml.Length / 2)]);
    }

    /// <summary>A message that came, in plain.</summary>
    /// <exception cref="FormatException">Something in it is no Base64.</exception>
    /// <exception cref="ArgumentException">Something in it is no GBK.</exception>
    /// <exception cref="System.Xml.XmlException">It is no XML.</exception>
    public static XElement Read(string coded)
    {
        var plain = XDocument.Parse(Gbk.GetString(Convert.FromBase64String(coded))).Root!;
        foreach (var attribute in plain.DescendantsAndSelf().Attributes()) attribute.Value = Gbk.GetString(Convert.FromBase64String(attribute.Value));
        return plain;
    }

    /// <summary>The value of an attribute, whatever the case of its name; empty where it is not there.</summary>
    public static string Of(this XElement element, string attribute) =>
        element.Attributes().FirstOrDefault(a => string.Equals(a.Name.LocalName, attribute, StringComparison.OrdinalIgnoreCase))?.Value ?? "";

    static XElement Coded(XElement plain)
    {
        var coded = new XElement(plain);
        foreach (var attribute in coded.DescendantsAndSelf().Attributes()) attribute.Value = Lines(Gbk.GetBytes(attribute.Value));
        return coded;
    }

    static string Whole(string xml) => Lines(Gbk.GetBytes("<?xml version=\"1.0\" encoding=\"GBK\"?>" + xml));

    static string Lines(byte[] octets) => string.Join('\n', Convert.ToBase64String(octets).Chunk(LineLength).Select(line => new string(line)));
}
