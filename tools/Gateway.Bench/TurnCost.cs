namespace Gateway.Bench;

/// <summary>What one turn took.</summary>
/// <param name="OpenMicroseconds">Reading the turn from the store.</param>
/// <param name="RulesMicroseconds">Decide, Apply, Answer and Notices.</param>
/// <param name="WriteMicroseconds">Intents and outcome, each with its sync.</param>
/// <param name="AllocatedKibibytes">On all threads.</param>
internal sealed record TurnCost(long OpenMicroseconds, long RulesMicroseconds, long WriteMicroseconds, long AllocatedKibibytes)
{
    public long Microseconds => OpenMicroseconds + RulesMicroseconds + WriteMicroseconds;

    /// <summary>Of each figure by itself the one that a tenth of the turns undercut: the middle would tell of whatever else the machine does.</summary>
    public static TurnCost Undisturbed(IReadOnlyCollection<TurnCost> turns)
    {
        long Low(Func<TurnCost, long> figure) => turns.Select(figure).Order().ElementAt(turns.Count / 10);
        return new TurnCost(Low(t => t.OpenMicroseconds), Low(t => t.RulesMicroseconds), Low(t => t.WriteMicroseconds), Low(t => t.AllocatedKibibytes));
    }
}
