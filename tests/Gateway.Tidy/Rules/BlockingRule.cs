using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>
/// Nobody blocks a thread on a task. Names are all that is looked at: a property of one's own that is called Result
/// would be found as well, and had better be called after what it is.
/// </summary>
internal sealed class BlockingRule : IRule
{
    public string Name => "blocking";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where Blocks(access)
        select new Finding(Name, file.Path, SourceFile.LineOf(access), $".{access.Name} blocks the thread: await instead");

    private static bool Blocks(MemberAccessExpressionSyntax access)
    {
        var called = access.Parent as InvocationExpressionSyntax;
        return access.Name.Identifier.Text switch
        {
            "Result" => called is null && !InNameOf(access) && !IsPollyOutcome(access.Expression),
            "Wait" => called is not null,
            "GetResult" => called is not null && access.Expression is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetAwaiter" or "ConfigureAwait" },
            },
            _ => false,
        };
    }

    // The outcome of a resilience strategy is no task: its Result is there already.
    private static bool IsPollyOutcome(ExpressionSyntax expression) =>
        expression.ToString().EndsWith("Outcome", StringComparison.OrdinalIgnoreCase);

    private static bool InNameOf(MemberAccessExpressionSyntax access) => access.Ancestors()
        .OfType<InvocationExpressionSyntax>()
        .Any(call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });
}
