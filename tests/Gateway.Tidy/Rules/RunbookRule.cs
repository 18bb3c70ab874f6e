using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>Whoever is on duty finds each alert and each event that is logged as a warning or worse in the runbook, and nothing there that does not exist.</summary>
internal sealed partial class RunbookRule : IRule
{
    private const string Runbook = "deploy/RUNBOOK.md";
    private const string Alerts = "deploy/prometheus/gateway-alerts.yml";

    private static readonly string[] Explained = ["Warning", "Error", "Critical"];

    public string Name => "runbook";

    public IEnumerable<Finding> Check(Repository repository)
    {
        var book = repository.Files.FirstOrDefault(file => file.Path == Runbook)?.Text ?? "";
        var events = repository.CSharp.Where(file => file.IsUnder("src") && file.Name == "Log.cs").SelectMany(Events).ToList();
        var rows = EventRow().Matches(book).Select(row => (Id: row.Groups[1].Value, Level: row.Groups[2].Value, Line: LineOf(book, row.Index))).ToList();
        foreach (var known in events.Where(known => Explained.Contains(known.Level) && rows.All(row => row.Id != known.Id)))
            yield return new Finding(Name, known.Path, known.Line, $"{Runbook} does not say what event {known.Id} means");
        foreach (var row in rows.Where(row => !events.Any(known => known.Id == row.Id && known.Level == row.Level)))
            yield return new Finding(Name, Runbook, row.Line, $"no event {row.Id} is logged as {row.Level}");

        var alerts = repository.Files.FirstOrDefault(file => file.Path == Alerts)?.Text ?? "";
        var names = AlertName().Matches(alerts).Select(name => (Name: name.Groups[1].Value, Line: LineOf(alerts, name.Index))).ToList();
        var explained = AlertRow().Matches(book).Select(row => row.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var alert in names.Where(alert => !explained.Contains(alert.Name)))
            yield return new Finding(Name, Alerts, alert.Line, $"{Runbook} does not say what {alert.Name} means");
        foreach (var mention in AlertMention().Matches(book).Where(mention => names.All(alert => alert.Name != mention.Value)))
            yield return new Finding(Name, Runbook, LineOf(book, mention.Index), $"there is no alert {mention.Value}");
    }

    private static IEnumerable<(string Path, int Line, string Id, string Level)> Events(SourceFile file) =>
        from attribute in file.Root.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() == "LoggerMessage"
        let text = attribute.ToString()
        let id = FirstNumber().Match(text)
        let level = Level().Match(text)
        where id.Success && level.Success
        select (file.Path, SourceFile.LineOf(attribute), id.Groups[1].Value, level.Groups[1].Value);

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"^\| (\d{4}) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"^\| (Gateway[A-Z][A-Za-z]+) \| (?:critical|warning) \|", RegexOptions.Multiline)]
    private static partial Regex AlertRow();

    [GeneratedRegex(@"\bGateway[A-Z][A-Za-z]+")]
    private static partial Regex AlertMention();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"\((?:EventId = )?(\d{4})\b")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"LogLevel\.(\w+)")]
    private static partial Regex Level();
}
