namespace Gateway.Register.Tests.Stories;

/// <summary>Register and reference do not say the same, or an invariant does not hold.</summary>
internal sealed class Disagreement(string message) : Exception(message);
