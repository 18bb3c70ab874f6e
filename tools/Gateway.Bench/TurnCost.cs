namespace Gateway.Bench;

/// <summary>What one turn took.</summary>
/// <param name="OpenMicroseconds">Reading the turn from the store.</param>
/// <param name="RulesMicroseconds">Decide, Apply, Answer and Notices.</param>
/// <param name="WriteMicroseconds">Intents and outcome, each with its sync.</param>
/// <param name="AllocatedKibibytes">On all threads.</param>
internal sealed record TurnCost(long OpenMicroseconds, long RulesMicroseconds, long WriteMicroseconds, long AllocatedKibibytes)
{
    public long Microseconds => OpenMicroseconds + RulesMicroseconds + WriteMicroseconds;

    /// <summary>The middle of each figure by itself.</summary>
    public static TurnCost Median(IReadOnlyCollection<TurnCost> turns)
    {
        long Middle(Func<TurnCost, long> figure) => turns.Select(figure).Order().ElementAt(turns.Count / 2);
        return new TurnCost(Middle(t => t.OpenMicroseconds), Middle(t => t.RulesMicroseconds), Middle(t => t.WriteMicroseconds), Middle(t => t.AllocatedKibibytes));
    }
}
