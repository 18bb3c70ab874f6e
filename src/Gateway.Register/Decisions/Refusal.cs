namespace Gateway.Register.Decisions;

/// <summary>A check that failed: the reason, and what it points at.</summary>
internal sealed record Refusal(Reason Reason, string Detail = "")
{
    public static implicit operator Refusal(Reason reason) => new(reason);
}
