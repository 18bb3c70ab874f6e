using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>No thread sleeps, and a test waits for a condition, not for a while; for ever, until it is cancelled, is no while.</summary>
internal sealed class SleepRule : IRule
{
    public string Name => "sleep";

    public IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = call.Expression.ToString()
        where method is "Thread.Sleep" || (method is "Task.Delay" && file.IsTest && !IsForEver(call))
        select new Finding(Name, file.Path, SourceFile.LineOf(call), $"{method}: await the condition, or turn a fake clock");

    private static bool IsForEver(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.ToString() is "Timeout.Infinite" or "Timeout.InfiniteTimeSpan" or "-1";
}
