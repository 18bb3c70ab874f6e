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
        var (files, signature) = Prepare(document, key.Identity, signingTime, placement);
        return Finish(files, SesWriter.WriteSignature(key, Sm3.Hash(signature), signingTime, "/" + SignatureFile), signingTime);
    }

    /// <summary>As the other, with a key that may lie elsewhere.</summary>
    /// <param name="document">What to seal; must have pages.</param>
    /// <param name="signer">Whose seal.</param>
    /// <param name="signingTime">When it is sealed; whole seconds are kept.</param>
    /// <param name="placement">Where the seal is shown.</param>
    /// <param name="cancel">Ends the wait for the signature.</param>
    /// <exception cref="ArgumentOutOfRangeException">The placement names a page that the document does not have.</exception>
    /// <exception cref="SealSignerException">No signature could be had.</exception>
    public static async Task<byte[]> WriteAsync(
        OfdDocument document, ISealSigner signer, DateTimeOffset signingTime, SealPlacement placement, CancellationToken cancel)
    {
        var (files, signature) = Prepare(document, signer.Identity, signingTime, placement);
        var value = await SesWriter.WriteSignatureAsync(signer, Sm3.Hash(signature), signingTime, "/" + SignatureFile, cancel).ConfigureAwait(false);
        return Finish(files, value, signingTime);
    }

    /// <summary>As the others, into a stream, with attachments that are not held in memory.</summary>
    /// <param name="document">What to seal; must have pages.</param>
    /// <param name="signer">Whose seal.</param>
    /// <param name="signingTime">When it is sealed; whole seconds are kept.</param>
    /// <param name="placement">Where the seal is shown.</param>
    /// <param name="output">Takes the archive; must be able to seek.</param>
    /// <param name="cancel">Ends the writing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The placement names a page that the document does not have.</exception>
    /// <exception cref="SealSignerException">No signature could be had.</exception>
    /// <exception cref="InvalidDataException">A large attachment is not what its digest and length say.</exception>
    public static async Task WriteToAsync(
        OfdDocument document, ISealSigner signer, DateTimeOffset signingTime, SealPlacement placement, Stream output, CancellationToken cancel)
    {
        var (files, signature) = Prepare(document, signer.Identity, signingTime, placement);
        var value = await SesWriter.WriteSignatureAsync(signer, Sm3.Hash(signature), signingTime, "/" + SignatureFile, cancel).ConfigureAwait(false);
        files.Add(new OfdFile(ValueFile, value));
        await OfdArchive.WriteToAsync(files, signingTime, output, cancel).ConfigureAwait(false);
    }

    /// <summary>All files but the signature's value, and the octets of Signature.xml, which is what is signed.</summary>
    static (List<OfdFile> Files, byte[] Signature) Prepare(OfdDocument document, SealIdentity signer, DateTimeOffset signingTime, SealPlacement placement)
    {
        if (placement.Page < 1 || placement.Page > document.Pages.Count)
            throw new ArgumentOutOfRangeException(nameof(placement), placement.Page, "no such page");
        var writer = new OfdDocumentWriter(document);
        var files = writer.Write(isSigned: true);
        files.Add(new OfdFile(OfdDocumentWriter.SignaturesFile, OfdDocumentWriter.Encode(ListOfSignatures())));
        files.Add(new OfdFile(SealFile, signer.Seal));

        // From here on the files above must not change: their digests are taken.
        var signature = OfdDocumentWriter.Encode(Describe(files, writer.PageIds[placement.Page - 1], signingTime, placement));
        files.Add(new OfdFile(SignatureFile, signature));
        return (files, signature);
    }

    static byte[] Finish(List<OfdFile> files, byte[] value, DateTimeOffset signingTime)
    {
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
                    new XElement(Ofd + "CheckValue", Convert.ToBase64String(file.Digest()))))),
            new XElement(
                Ofd + "StampAnnot",
                new XAttribute("ID", StampId),
                new XAttribute("PageRef", pageId),
                new XAttribute("Boundary", OfdObjects.Box(placement.X, placement.Y, placement.Width, placement.Height))),
            new XElement(Ofd + "Seal", new XElement(Ofd + "BaseLoc", "/" + SealFile))),
        new XElement(Ofd + "SignedValue", "/" + ValueFile));
}
