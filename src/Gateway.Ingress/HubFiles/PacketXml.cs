using System.Text;
using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.HubFiles;

/// <summary>The XML of files. Values are plain UTF-8, or Base64 of GBK by setting; bytes are Base64 once, or under that setting also twice, as by SOAP: both are read.</summary>
static class PacketXml
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static readonly HashSet<string> ByteAttributes = new(StringComparer.OrdinalIgnoreCase) { "WSNR", "GZZ", "GWZ" };

    /// <summary>Reads a file.</summary>
    /// <exception cref="PacketRefusedException"/>
    public static HubElement Read(string name, ReadOnlySpan<byte> content, HubCoding coding)
    {
        try
        {
            var root = HubXml.Read(StrictUtf8.GetString(content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content), HubCoding.Plain);
            if (coding == HubCoding.Base64Gbk) Decode(root);
            return root;
        }
        catch (DecoderFallbackException broken)
        {
            throw new PacketRefusedException(PacketRefusal.NotXml, $"{name} is not UTF-8", broken);
        }
        catch (HubFormException broken)
        {
            throw new PacketRefusedException(PacketRefusal.NotXml, $"{name}: {broken.Message}", broken);
        }
    }

    /// <summary>Fits an answer to what can be written, and writes it.</summary>
    public static byte[] Write(HubElement root, HubCoding coding) => StrictUtf8.GetBytes(HubXml.Write(HubFitting.Fit(root, coding), coding));

    // Depth was bounded where the file was read.
    static void Decode(HubElement element)
    {
        foreach (var (attribute, coded) in element.Attributes.ToList())
        {
            var value = ByteAttributes.Contains(attribute) ? Bytes(coded) : HubText.DecodeAttribute(coded);
            if (value is null) element.MarkUnreadable(attribute);
            element.Set(attribute, value?.Trim() ?? "");
        }

        foreach (var child in element.Children) Decode(child);
    }

    // Base64 of Base64 is letters and digits again; of a document's own bytes it hardly ever is.
    static string Bytes(string coded) => HubText.Bytes(coded) is { Length: > 0 } octets && !octets.Any(octet => octet > 127) && HubText.Bytes(Encoding.ASCII.GetString(octets)) is not null ? Encoding.ASCII.GetString(octets) : coded;
}
