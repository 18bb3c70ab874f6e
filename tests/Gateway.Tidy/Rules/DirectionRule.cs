using System.Xml;
using System.Xml.Linq;

namespace Gateway.Tidy.Rules;

/// <summary>
/// A dependency points from the outside in: Host → {Ingress, Worker, Ops} → {Store, Bus, CoreBanking, Sealing, Contracts}
/// → Register. Register depends on nothing, nothing depends on Host, and no project has conditions for some package feed.
/// </summary>
internal sealed class DirectionRule : IRule
{
    private static readonly Dictionary<string, int> Rings = new(StringComparer.Ordinal)
    {
        ["Gateway.Register"] = 0,
        ["Gateway.Store"] = 1,
        ["Gateway.Bus"] = 1,
        ["Gateway.CoreBanking"] = 1,
        ["Gateway.Sealing"] = 1,
        ["Gateway.Contracts"] = 1,
        ["Gateway.Ingress"] = 2,
        ["Gateway.Worker"] = 2,
        ["Gateway.Ops"] = 2,
        ["Gateway.Host"] = 3,
    };

    public string Name => "direction";

    public IEnumerable<Finding> Check(Repository repository) =>
        repository.Files.Where(file => file.IsProject).SelectMany(CheckProject);

    private IEnumerable<Finding> CheckProject(SourceFile file)
    {
        var project = Path.GetFileNameWithoutExtension(file.Name);
        var document = XDocument.Parse(file.Text, LoadOptions.SetLineInfo);
        if (file.IsUnder("src") && !Rings.ContainsKey(project))
            yield return new Finding(Name, file.Path, 1, $"{project} has no place in the rings: see DirectionRule");

        foreach (var item in document.Descendants())
        {
            if (Fault(file, project, item) is { } fault)
                yield return new Finding(Name, file.Path, ((IXmlLineInfo)item).LineNumber, fault);
        }
    }

    private static string? Fault(SourceFile file, string project, XElement item)
    {
        var name = (string?)item.Attribute("Include") ?? "";
        return item.Name.LocalName switch
        {
            "ProjectReference" => ReferenceFault(file, project, name.Replace('\\', '/')),
            "PackageReference" or "FrameworkReference" when project == "Gateway.Register" =>
                $"Gateway.Register is pure: it has no {name}",
            "PackageReference" when name == "Google.Protobuf" =>
                "Google.Protobuf comes with Grpc.AspNetCore, in the version that the feed has",
            _ => null,
        };
    }

    private static string? ReferenceFault(SourceFile file, string project, string reference)
    {
        var target = Path.GetFileNameWithoutExtension(reference);
        if (file.IsTest)
            return null;
        if (target == "Gateway.Host")
            return "nothing depends on Gateway.Host";
        if (!file.IsUnder("src"))
            return null;
        if (!Rings.TryGetValue(target, out var ring))
            return $"the service does not depend on {target}, which is outside src";
        return Rings.TryGetValue(project, out var own) && ring >= own
            ? $"{project} does not depend on {target}: dependencies point inwards"
            : null;
    }
}
