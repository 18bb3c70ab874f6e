using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>All signatures that an OFD names, over all its documents.</summary>
/// <param name="ListFiles">Paths of the Signatures.xml files.</param>
/// <param name="Signatures">The signatures in their order.</param>
sealed record OfdSignatureList(IReadOnlyList<string> ListFiles, IReadOnlyList<OfdSignature> Signatures)
{
    const int MaximumSignatures = 32;

    /// <summary>Reads the list.</summary>
    /// <exception cref="OfdException">Malformed, or there is no signature.</exception>
    public static OfdSignatureList Read(OfdPackage package)
    {
        var entry = OfdXml.Load(package, OfdNames.EntryFile, "OFD");
        var bodies = entry.Elements(OfdNames.Namespace + "DocBody").ToList();
        if (bodies.Count == 0)
            throw new OfdException(SealReason.OfdMalformed);
        var lists = bodies
            .Select(body => OfdXml.TextOf(body, "Signatures"))
            .OfType<string>()
            .Select(location => OfdPath.Resolve(package, OfdNames.EntryFile, location) ?? throw new OfdException(SealReason.OfdMalformed))
            .Distinct(StringComparer.Ordinal)
            .Where(package.Contains)
            .ToList();
        var named = lists.SelectMany(list => ReadList(package, list)).Take(MaximumSignatures + 1).ToList();
        return named.Count switch
        {
            0 => throw new OfdException(SealReason.OfdNotSigned),
            > MaximumSignatures => throw new OfdException(SealReason.OfdMalformed),
            _ => new OfdSignatureList(lists, [.. named.Select(signature => OfdSignature.Read(package, signature.Name, signature.IsSeal))]),
        };
    }

    static IEnumerable<(string Name, bool IsSeal)> ReadList(OfdPackage package, string list)
    {
        foreach (var signature in OfdXml.Load(package, list, "Signatures").Elements(OfdNames.Namespace + "Signature"))
        {
            var location = (string?)signature.Attribute("BaseLoc") ?? throw new OfdException(SealReason.OfdMalformed);
            var name = OfdPath.Resolve(package, list, location) ?? throw new OfdException(SealReason.OfdMalformed);
            yield return (name, (string?)signature.Attribute("Type") is null or "Seal");
        }
    }
}
