using System.Text.RegularExpressions;

namespace Gateway.Tidy.Rules;

/// <summary>The threat model shows by name which test holds what it claims: each of them is there.</summary>
internal sealed partial class NamedTestsRule : IRule
{
    private const string Model = "deploy/SECURITY.md";

    public string Name => "named-tests";

    public IEnumerable<Finding> Check(Repository repository)
    {
        var tests = repository.CSharp.Where(file => file.IsTest).SelectMany(file => file.MentionedWords).ToHashSet(StringComparer.Ordinal);
        return
            from file in repository.Files
            where file.Path == Model
            from line in file.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
            from Match name in TestName().Matches(line.Text)
            where !tests.Contains(name.Groups[1].Value)
            select new Finding(Name, file.Path, line.Number, $"there is no test {name.Groups[1].Value}");
    }

    [GeneratedRegex(@"`([A-Z]\w*_\w+)`")]
    private static partial Regex TestName();
}
