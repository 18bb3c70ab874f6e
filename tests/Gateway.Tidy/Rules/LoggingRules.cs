using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>A log line is a source-generated method in the project's Log.cs, so that its id and its fields can be relied on.</summary>
internal sealed class LoggingRule : IRule
{
    private static readonly string[] Calls =
        ["LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    public string Name => "logging";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        where file.IsUnder("src")
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax access && Calls.Contains(access.Name.Identifier.Text)
        select new Finding(Name, file.Path, SourceFile.LineOf(call), "log through a [LoggerMessage] method in the project's Log.cs");
}

/// <summary>Event ids are unique and lie in their project's range, which operators filter by.</summary>
internal sealed class EventIdRule : IRule
{
    private static readonly Dictionary<string, int> FirstIds = new(StringComparer.Ordinal)
    {
        ["Ingress"] = 1000,
        ["Worker"] = 2000,
        ["Store"] = 3000,
        ["Bus"] = 4000,
        ["CoreBanking"] = 5000,
        ["Sealing"] = 6000,
        ["Ops"] = 7000,
        ["Host"] = 8000,
    };

    public string Name => "event-id";

    public IEnumerable<Finding> Check(Repository repository)
    {
        var seen = new Dictionary<int, string>();
        foreach (var file in repository.CSharp.Where(file => file.IsUnder("src")))
        {
            foreach (var attribute in file.Root.DescendantNodes().OfType<AttributeSyntax>().Where(IsLoggerMessage))
            {
                if (Fault(file, attribute, seen) is { } fault)
                    yield return new Finding(Name, file.Path, SourceFile.LineOf(attribute), fault);
            }
        }
    }

    private static bool IsLoggerMessage(AttributeSyntax attribute) =>
        attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute";

    private static string? Fault(SourceFile file, AttributeSyntax attribute, Dictionary<int, string> seen)
    {
        if (file.Name != "Log.cs")
            return "log methods stand together in the project's Log.cs";
        if (EventId(attribute) is not { } id)
            return "state the event id as a number";
        var project = file.Path.Split('/')[1].Replace("Gateway.", "", StringComparison.Ordinal);
        if (FirstIds.TryGetValue(project, out var first) && id / 1000 != first / 1000)
            return $"event id {id} is outside {project}'s range, {first}–{first + 999}";
        return seen.TryAdd(id, file.Path) ? null : $"event id {id} is taken already";
    }

    private static int? EventId(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? [];
        var stated = arguments.FirstOrDefault(argument =>
                argument.NameEquals?.Name.Identifier.Text == "EventId" || argument.NameColon?.Name.Identifier.Text == "eventId")
            ?? arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon is null);
        return int.TryParse(stated?.Expression.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
