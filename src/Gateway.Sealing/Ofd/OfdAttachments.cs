using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>The files attached to an OFD.</summary>
public static class OfdAttachments
{
    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>Name, format and bytes of every attachment, in document order; empty if there is none. Verify the seal first.</summary>
    /// <exception cref="OfdException">Not a readable OFD.</exception>
    public static IReadOnlyList<OfdAttachment> Read(byte[] ofd)
    {
        var package = OfdPackage.Open(ofd);
        var attachments = new List<OfdAttachment>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (documentFile, document) in OfdPages.Documents(package))
        {
            if (OfdXml.TextOf(document, "Attachments") is not { } location)
                continue;
            var list = Require(OfdPath.Resolve(package, documentFile, location));
            foreach (var attachment in OfdXml.Load(package, list, "Attachments").Elements(Ofd + "Attachment"))
            {
                var file = Require(OfdPath.Resolve(package, list, Require(OfdXml.TextOf(attachment, "FileLoc"))));
                // One file under many names would unzip to more than the archive's bound.
                if (!seen.Add(file))
                    throw new OfdException(SealReason.OfdMalformed);
                attachments.Add(new OfdAttachment(
                    (string?)attachment.Attribute("Name") ?? file,
                    (string?)attachment.Attribute("Format") ?? "",
                    package.ReadAttachment(file)));
            }
        }
        return attachments;
    }

    static string Require(string? value) => value ?? throw new OfdException(SealReason.OfdMalformed);
}
