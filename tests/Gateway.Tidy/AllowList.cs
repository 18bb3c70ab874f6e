using System.IO.Enumeration;

namespace Gateway.Tidy;

/// <summary>The exceptions to the rules, each with its reason: lines of <c>rule path # reason</c>; * in a path stands for anything.</summary>
internal sealed class AllowList
{
    private readonly List<Entry> _entries = [];

    private AllowList(IEnumerable<Entry> entries) => _entries.AddRange(entries);

    public static AllowList Load() =>
        Parse(File.ReadAllText(Path.Combine(Repository.RootFolder, "tests", "Gateway.Tidy", "allowed.txt")));

    public static AllowList Parse(string text) => new(text.Split('\n')
        .Select((line, index) => (Text: line.Trim(), Number: index + 1))
        .Where(line => line.Text.Length > 0 && !line.Text.StartsWith('#'))
        .Select(line => Entry.Parse(line.Text, line.Number)));

    /// <summary>The rules' findings without those that are allowed.</summary>
    public IReadOnlyList<Finding> Without(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => !_entries.Any(entry => entry.Covers(finding)))];

    /// <summary>Entries of that rule that cover nothing: an exception that is no longer needed has to go.</summary>
    public IReadOnlyList<string> Stale(string rule, IReadOnlyCollection<Finding> findings) =>
        [.. _entries.Where(entry => entry.Rule == rule && !findings.Any(entry.Covers)).Select(entry => entry.ToString())];

    public IReadOnlyList<string> OfUnknownRules(IReadOnlyCollection<string> rules) =>
        [.. _entries.Where(entry => !rules.Contains(entry.Rule)).Select(entry => entry.ToString())];

    private sealed record Entry(string Rule, string Path, int Line)
    {
        public static Entry Parse(string text, int line)
        {
            var comment = text.IndexOf('#', StringComparison.Ordinal);
            var words = (comment < 0 ? text : text[..comment]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || comment < 0 || text[(comment + 1)..].Trim().Length == 0)
                throw new FormatException($"allowed.txt:{line}: expected 'rule path # reason', found '{text}'.");
            return new Entry(words[0], words[1], line);
        }

        public bool Covers(Finding finding) =>
            finding.Rule == Rule && FileSystemName.MatchesSimpleExpression(Path, finding.Path, ignoreCase: false);

        public override string ToString() => $"tests/Gateway.Tidy/allowed.txt:{Line}: {Rule} {Path}";
    }
}
