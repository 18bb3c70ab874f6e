using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>A file is read in one go.</summary>
internal sealed class FileLengthRule : IRule
{
    private const int MostLines = 300;

    public string Name => "file-length";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Files
        where file.IsProduct && (file.IsCSharp || file.IsRazor) && file.LineCount > MostLines
        select new Finding(Name, file.Path, MostLines + 1, $"{file.LineCount} lines: {MostLines} at most, one concept a file");
}

/// <summary>A method fits on a screen.</summary>
internal sealed class MethodLengthRule : IRule
{
    private const int MostLines = 60;

    public string Name => "method-length";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        where file.IsProduct
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = Lines(node)
        where lines > MostLines
        select new Finding(Name, file.Path, SourceFile.LineOf(node), $"{NameOf(node)} has {lines} lines: {MostLines} at most");

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => "this member",
    };
}
