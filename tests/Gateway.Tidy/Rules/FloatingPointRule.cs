using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>Money is whole minor units: binary fractions appear nowhere in the service but where a page is laid out.</summary>
internal sealed class FloatingPointRule : IRule
{
    private static readonly string[] Names = ["Single", "Double", "Half"];

    public string Name => "floating-point";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        where file.IsUnder("src")
        from type in file.Root.DescendantNodes().OfType<TypeSyntax>()
        where type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword or (int)SyntaxKind.DoubleKeyword }
            || (type is IdentifierNameSyntax name && Names.Contains(name.Identifier.Text))
        select new Finding(Name, file.Path, SourceFile.LineOf(type), $"{type}: amounts are long minor units, ratios are decimal");
}
