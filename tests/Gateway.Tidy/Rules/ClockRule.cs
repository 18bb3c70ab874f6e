using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>Time comes from TimeProvider, so that tests can set it.</summary>
internal sealed class ClockRule : IRule
{
    private static readonly string[] Types = ["DateTime", "DateTimeOffset"];
    private static readonly string[] Members = ["Now", "UtcNow", "Today"];

    public string Name => "clock";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where Members.Contains(access.Name.Identifier.Text) && Types.Contains(TypeName(access.Expression))
        select new Finding(Name, file.Path, SourceFile.LineOf(access), $"{access} reads the machine's clock: ask a TimeProvider");

    private static string? TypeName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => null,
    };
}
