namespace Gateway.Hub.Scenarios;

/// <summary>Something came back otherwise than a step expects.</summary>
/// <param name="Field">The field's name in the step's <c>expect</c>.</param>
/// <param name="Expected">What the step expects.</param>
/// <param name="Actual">What came.</param>
internal sealed record Mismatch(string Field, string Expected, string Actual)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: expected {Expected}, got {Actual}";
}

/// <summary>A mismatch that ends a scenario.</summary>
internal sealed class MismatchException(Mismatch mismatch) : Exception(mismatch.ToString());
