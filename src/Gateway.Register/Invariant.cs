namespace Gateway.Register;

/// <summary>Asserts what must always be true, in production too: a broken invariant stops the account, never the service (DESIGN 3).</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantBrokenException"/> unless <paramref name="holds"/>.</summary>
    /// <param name="holds">What must be true.</param>
    /// <param name="invariant">The statement, in words.</param>
    /// <param name="subject">Where it broke: a register, a freeze, an order; never customer data.</param>
    public static void Require(bool holds, string invariant, object subject)
    {
        if (!holds) throw new InvariantBrokenException(invariant, subject.ToString() ?? "");
    }
}

/// <summary>A statement that must always be true is not: nothing further may be done to the account before people have looked at it.</summary>
public sealed class InvariantBrokenException(string invariant, string subject) : Exception($"{invariant} ({subject})")
{
    /// <summary>The statement that does not hold.</summary>
    public string Invariant { get; } = invariant;

    /// <summary>Where.</summary>
    public string Subject { get; } = subject;
}
