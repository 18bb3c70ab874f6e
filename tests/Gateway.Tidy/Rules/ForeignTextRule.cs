using System.Text.RegularExpressions;

namespace Gateway.Tidy.Rules;

/// <summary>The product says nothing of the machine or the circumstances in which it was written, and leaves no notes to self.</summary>
internal sealed class ForeignTextRule : IRule
{
    private static readonly (Regex Pattern, string Why)[] Foreign =
    [
        (new Regex(@"(?<![\w.])/(work|root|home/\w+|tmp/plan)/", RegexOptions.CultureInvariant), "a path of one machine"),
        (new Regex(@"\b(worktree|subagent)s?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase), "how the work was organised"),
        (new Regex(@"\b(AI|LLM|Claude|ChatGPT|Copilot)\b", RegexOptions.CultureInvariant), "who wrote it is no part of the product"),
        (new Regex(@"\b[Ii]ssue #?\d+|(?<![\w&])#\d{1,4}\b(?![0-9a-fA-F;])", RegexOptions.CultureInvariant), "a number that only the writers can look up"),
        (new Regex(@"\b(nuget\.org|npmjs\.(org|com)|deb\.debian\.org|pypi\.org)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase), "a registry's host"),
        (new Regex(@"\b(TODO|FIXME|XXX|HACK)\b", RegexOptions.CultureInvariant), "a note to self"),
        (new Regex(@"restricted-feed|RestoreConfigFile", RegexOptions.CultureInvariant), "projects know nothing of the stand-ins for packages"),
    ];

    public string Name => "foreign-text";

    // Not in this project, which has to name what it looks for.
    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Files
        where !file.IsUnder("tests/Gateway.Tidy")
        from line in file.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        from foreign in Foreign
        where !(foreign.Why.StartsWith("projects", StringComparison.Ordinal) && !file.IsUnder("src") && !file.IsTest)
        let found = foreign.Pattern.Match(line.Text)
        where found.Success
        select new Finding(Name, file.Path, line.Number, $"'{found.Value.Trim()}': {foreign.Why}");
}
