using System.Formats.Asn1;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Where a signature shows its seal's picture. Shown whether or not the signature holds: that is the verifier's to say.</summary>
sealed record SealStamp(string PageId, OfdBox Box, byte[] Signature)
{
    const int MaximumSignatureBytes = 8 * 1024 * 1024;

    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>All of a document; none where its signatures cannot be read.</summary>
    public static IReadOnlyList<SealStamp> Of(OfdPackage package)
    {
        try
        {
            return [.. OfdSignatureList.Read(package).Signatures.SelectMany(signature => Of(package, signature))];
        }
        catch (OfdException)
        {
            // Not signed, or malformed: the pages can be looked at all the same.
            return [];
        }
    }

    /// <summary>The picture, brought into its box; a frame where it cannot be drawn.</summary>
    public XElement Draw()
    {
        try
        {
            var (type, picture) = PictureOf(Signature);
            if (type.Equals("ofd", StringComparison.OrdinalIgnoreCase))
            {
                var svg = OfdDrawing.Picture(picture.ToArray());
                svg.SetAttributeValue("width", null);
                svg.SetAttributeValue("height", null);
                svg.Add(Box.Attributes());
                return svg;
            }
            if (SvgPicture.Of(picture.Span) is { } source)
                return new XElement(SvgNames.Svg + "image", Box.Attributes(), new XAttribute("href", source));
        }
        catch (Exception unreadable) when (unreadable is AsnContentException or OfdException)
        {
            // A seal without a picture that can be drawn is shown as a frame.
        }
        return new XElement(SvgNames.Svg + "rect", Box.Attributes(), new XAttribute("fill", "none"), new XAttribute("stroke", "#c81010"), new XAttribute("stroke-width", "0.5"));
    }

    static IEnumerable<SealStamp> Of(OfdPackage package, OfdSignature signature)
    {
        var info = OfdXml.Child(OfdXml.Load(package, signature.Content, "Signature"), "SignedInfo");
        var value = package.Read(signature.ValueFile, MaximumSignatureBytes);
        foreach (var stamp in info?.Elements(Ofd + "StampAnnot") ?? [])
        {
            if (OfdBox.Parse((string?)stamp.Attribute("Boundary")) is { } box)
                yield return new SealStamp((string?)stamp.Attribute("PageRef") ?? "", box, value);
        }
    }

    /// <summary>SES_ESPictrueInfo { type, data, width, height } of the seal in a signature after GB/T 38540; { tbs { version, seal … } … }.</summary>
    static (string Type, ReadOnlyMemory<byte> Picture) PictureOf(byte[] signature)
    {
        var tbs = Der.Open(signature).ReadSequence().ReadSequence();
        tbs.ReadEncodedValue();
        var info = tbs.ReadSequence().ReadSequence();
        info.ReadEncodedValue();
        info.ReadEncodedValue();
        info.ReadEncodedValue();
        var picture = info.ReadSequence();
        return (Der.Ia5(picture), Der.Octets(picture));
    }
}
