using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>A Signature.xml (GB/T 33190, clause 18.2).</summary>
/// <param name="Name">Path of the file.</param>
/// <param name="Content">Its octets as stored: what the signature is over.</param>
/// <param name="CheckMethod">Digest algorithm of the references; null if not stated.</param>
/// <param name="References">Files and their stated digests; null for a location that leaves the archive.</param>
/// <param name="ValueFile">Path of SignedValue.dat.</param>
/// <param name="SealFile">Path of Seal.esl; null if there is none.</param>
/// <param name="HasSchemaElements">Whether everything that the schema demands is there.</param>
sealed record OfdSignature(
    string Name,
    byte[] Content,
    string? CheckMethod,
    IReadOnlyList<(string? File, string CheckValue)> References,
    string ValueFile,
    string? SealFile,
    bool HasSchemaElements)
{
    const int MaximumBytes = 1024 * 1024;

    /// <summary>Reads a Signature.xml.</summary>
    /// <param name="package">The archive.</param>
    /// <param name="name">Path of the file.</param>
    /// <param name="isSeal">Whether the list of signatures calls it a seal.</param>
    /// <exception cref="OfdException">Missing or malformed.</exception>
    public static OfdSignature Read(OfdPackage package, string name, bool isSeal)
    {
        var content = package.ReadSigned(name, MaximumBytes);
        var root = OfdXml.Load(package, content, "Signature");
        var info = OfdXml.Child(root, "SignedInfo") ?? throw new OfdException(SealReason.OfdMalformed);
        var references = OfdXml.Child(info, "References") ?? throw new OfdException(SealReason.OfdMalformed);
        var value = OfdXml.TextOf(root, "SignedValue") ?? throw new OfdException(SealReason.OfdMalformed);
        var seal = OfdXml.Child(info, "Seal") is { } element ? OfdXml.TextOf(element, "BaseLoc") : null;
        return new OfdSignature(
            name,
            content,
            (string?)references.Attribute("CheckMethod"),
            [.. references.Elements(OfdNames.Namespace + "Reference").Select(reference => (
                OfdPath.Resolve(package, name, (string?)reference.Attribute("FileRef") ?? ""),
                OfdXml.TextOf(reference, "CheckValue") ?? ""))],
            OfdPath.Resolve(package, name, value) ?? throw new OfdException(SealReason.OfdMalformed),
            seal is null ? null : OfdPath.Resolve(package, name, seal) ?? throw new OfdException(SealReason.OfdMalformed),
            HasAll(info, ["Provider", "SignatureMethod", "SignatureDateTime"]) && (!isSeal || HasAll(info, ["StampAnnot"])));
    }

    static bool HasAll(XElement info, string[] names) => names.All(name => info.Elements(OfdNames.Namespace + name).Any());
}
