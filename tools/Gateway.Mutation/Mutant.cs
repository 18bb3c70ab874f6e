namespace Gateway.Mutation;

/// <summary>One small change of the source, and whether a test noticed.</summary>
/// <param name="File">Name of the source file.</param>
/// <param name="Line">From 1.</param>
/// <param name="SourceLine">The text of that line, trimmed.</param>
/// <param name="Change">What stood there and what stood there instead: <c>a &lt; b → a &lt;= b</c>, on one line.</param>
/// <param name="Killed">Whether a test failed, or ran without end.</param>
/// <param name="Covered">Whether any test came there at all.</param>
internal sealed record Mutant(string File, int Line, string SourceLine, string Change, bool Killed, bool Covered);
