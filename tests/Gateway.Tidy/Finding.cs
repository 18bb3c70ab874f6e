namespace Gateway.Tidy;

/// <summary>One place where a rule is broken.</summary>
/// <param name="Rule">The rule's name, as in allowed.txt.</param>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Line">1-based.</param>
/// <param name="Text">What is wrong there and what to do instead.</param>
internal sealed record Finding(string Rule, string Path, int Line, string Text)
{
    public override string ToString() => $"{Path}:{Line}: {Rule}: {Text}";
}
