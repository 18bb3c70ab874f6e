using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>What is caught is named; only an edge, where nobody is left to throw to, catches whatever comes.</summary>
internal sealed class CatchRule : IRule
{
    public string Name => "catch-all";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where IsBroad(clause)
        select new Finding(Name, file.Path, SourceFile.LineOf(clause), "catches every exception: name those that can be handled here");

    private static bool IsBroad(CatchClauseSyntax clause) =>
        LastName(clause.Declaration?.Type) is null or "Exception" or "SystemException" && !NamesTypes(clause.Filter);

    // `when (e is A or B)` names what it catches; `when (e is not A)` does not.
    private static bool NamesTypes(CatchFilterClauseSyntax? filter) =>
        filter is not null
        && filter.DescendantNodes().Any(node => node.IsKind(SyntaxKind.IsPatternExpression) || node.IsKind(SyntaxKind.IsExpression))
        && !filter.DescendantNodes().Any(node => node.IsKind(SyntaxKind.NotPattern) || node.IsKind(SyntaxKind.LogicalNotExpression));

    private static string? LastName(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => null,
    };
}

/// <summary>An exception that is dropped has a comment that says why that is right.</summary>
internal sealed class SwallowRule : IRule
{
    public string Name => "swallowed";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0 && !clause.Block.DescendantTrivia().Any(IsComment)
        select new Finding(Name, file.Path, SourceFile.LineOf(clause), "drops the exception: handle it, or say in a comment why nothing is to be done");

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
