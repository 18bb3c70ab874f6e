using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Writes sealed OFDs.</summary>
public static class SealedOfd
{
    const string SignatureFolder = "Doc_0/Signs/Sign_0/";
    const string SignatureFile = SignatureFolder + "Signature.xml";
    const string ValueFile = SignatureFolder + "SignedValue.dat";
    const string SealFile = SignatureFolder + "Seal.esl";
    const string SignatureId = "1";
    const string StampId = "2";

    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>Writes the document with one seal that covers every file of it, attachments too.</summary>
    /// <param name="document">What to seal; must have pages.</param>
    /// <param name="key">The sealing key.</param>
    /// <param name="signingTime">When it is sealed; whole seconds are kept.</param>
    /// <param name="placement">Where the seal is shown.</param>
    /// <exception cref="ArgumentOutOfRangeException">The placement names a page that the document does not have.</exception>
    public static byte[] Write(OfdDocument document, SealKey key, DateTimeOffset signingTime, SealPlacement placement)
    {
        if (placement.Page < 1 || placement.Page > document.Pages.Count)
            throw new ArgumentOutOfRangeException(nameof(placement), placement.Page, "no such page");
        var writer = new OfdDocumentWriter(document);
        var files = writer.Write(isSigned: true);
        files.Add(new OfdFile(OfdDocumentWriter.SignaturesFile, OfdDocumentWriter.Encode(ListOfSignatures())));
        files.Add(new OfdFile(SealFile, key.Seal));

        // From here on the files above must not change: their digests are taken.
        var description = Describe(files, writer.PageIds[placement.Page - 1], signingTime, placement);
        var signature = OfdDocumentWriter.Encode(description);
        var value = SesWriter.WriteSignature(key, Sm3.Hash(signature), signingTime, "/" + SignatureFile);
        files.Add(new OfdFile(SignatureFile, signature));
        files.Add(new OfdFile(ValueFile, value));
        return OfdArchive.Write(files, signingTime);
    }

    static XElement ListOfSignatures() => new(
        Ofd + "Signatures",
        new XElement(Ofd + "MaxSignId", StampId),
        new XElement(
            Ofd + "Signature",
            new XAttribute("ID", SignatureId),
            new XAttribute("Type", "Seal"),
            new XAttribute("BaseLoc", "/" + SignatureFile)));

    static XElement Describe(IEnumerable<OfdFile> files, int pageId, DateTimeOffset signingTime, SealPlacement placement) => new(
        Ofd + "Signature",
        new XElement(
            Ofd + "SignedInfo",
            new XElement(
                Ofd + "Provider",
                new XAttribute("ProviderName", "Gateway.Sealing"),
                new XAttribute("Version", "1.0"),
                new XAttribute("Company", "Gateway")),
            new XElement(Ofd + "SignatureMethod", Oids.Sm2WithSm3),
            new XElement(
                Ofd + "SignatureDateTime", signingTime.UtcDateTime.ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)),
            new XElement(
                Ofd + "References",
                new XAttribute("CheckMethod", "SM3"),
                files.Select(file => new XElement(
                    Ofd + "Reference",
                    new XAttribute("FileRef", "/" + file.Name),
                    new XElement(Ofd + "CheckValue", Convert.ToBase64String(Sm3.Hash(file.Content)))))),
            new XElement(
                Ofd + "StampAnnot",
                new XAttribute("ID", StampId),
                new XAttribute("PageRef", pageId),
                new XAttribute("Boundary", OfdObjects.Box(placement.X, placement.Y, placement.Width, placement.Height))),
            new XElement(Ofd + "Seal", new XElement(Ofd + "BaseLoc", "/" + SealFile))),
        new XElement(Ofd + "SignedValue", "/" + ValueFile));
}
