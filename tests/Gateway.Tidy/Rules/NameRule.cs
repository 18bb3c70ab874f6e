using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>A type is called after what it is, not after the fact that it does something.</summary>
internal sealed class NameRule : IRule
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities"];

    public string Name => "name";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where Endings.Any(ending => type.Identifier.Text.EndsWith(ending, StringComparison.Ordinal))
        select new Finding(Name, file.Path, SourceFile.LineOf(type), $"{type.Identifier.Text} says nothing: name what it is");
}
