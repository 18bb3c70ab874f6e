using System.Xml.Linq;

namespace FeedConfig;

/// <summary>
/// NuGet's rule for several configuration files: a nearer file's entry hides a farther one's of the same name,
/// and a &lt;clear/&gt; hides everything farther.
/// </summary>
internal sealed class MergedConfig
{
    private const string StandIns = "restricted-feed";

    // A fallback folder could bring the real half of a family whose other half is a stand-in: left out on purpose.
    private static readonly string[] Left = ["fallbackPackageFolders"];

    private readonly Dictionary<string, List<XElement>> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _cleared = new(StringComparer.OrdinalIgnoreCase);

    public MergedConfig(IEnumerable<string> nearestFirst)
    {
        foreach (var file in nearestFirst)
        {
            foreach (var section in XDocument.Load(file).Root!.Elements())
                Merge(section, Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
    }

    /// <summary>Maps the stand-ins' ids to their folder, and everything else to where it came from before.</summary>
    public void AddStandIns(string folder, IReadOnlyCollection<string> ids)
    {
        var sources = Section("packageSources");
        var mapping = Section("packageSourceMapping");
        if (mapping.Count == 0)
        {
            mapping.AddRange(sources.Select(source => new XElement(
                "packageSource", new XAttribute("key", Key(source)), Pattern("*"))));
        }

        foreach (var pattern in mapping.Elements().Where(pattern => ids.Contains((string?)pattern.Attribute("pattern"), StringComparer.OrdinalIgnoreCase)).ToList())
            pattern.Remove();
        mapping.Add(new XElement("packageSource", new XAttribute("key", StandIns), ids.Select(Pattern)));
        sources.Add(new XElement("add", new XAttribute("key", StandIns), new XAttribute("value", folder)));
    }

    public IEnumerable<XElement> Sections() => _sections
        .Where(section => section.Value.Count > 0)
        .Select(section => new XElement(section.Key, new XElement("clear"), section.Value));

    private void Merge(XElement section, string folder)
    {
        var name = section.Name.LocalName;
        if (Left.Contains(name, StringComparer.OrdinalIgnoreCase) || _cleared.Contains(name))
            return;

        var kept = Section(name);
        // What stands before a clear in the same file is hidden by it as well.
        var last = section.Elements("clear").LastOrDefault();
        foreach (var item in last is null ? section.Elements() : last.ElementsAfterSelf())
        {
            if (kept.Any(other => string.Equals(Key(other), Key(item), StringComparison.OrdinalIgnoreCase)))
                continue;
            var copy = new XElement(item);
            if (name is "packageSources" && (string?)copy.Attribute("value") is { } value && IsRelativePath(value))
                copy.SetAttributeValue("value", Path.GetFullPath(value, folder));
            kept.Add(copy);
        }

        if (last is not null)
            _cleared.Add(name);
    }

    private static bool IsRelativePath(string value) =>
        !value.Contains("://", StringComparison.Ordinal) && !value.Contains('%') && !Path.IsPathRooted(value);

    private static string Key(XElement item) => (string?)item.Attribute("key") ?? item.Name.LocalName;

    private static XElement Pattern(string id) => new("package", new XAttribute("pattern", id));

    private List<XElement> Section(string name)
    {
        if (!_sections.TryGetValue(name, out var items))
            _sections.Add(name, items = []);
        return items;
    }
}
