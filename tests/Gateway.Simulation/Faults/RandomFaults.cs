namespace Gateway.Simulation.Faults;

/// <summary>Faults by chance, until they are over.</summary>
/// <param name="perThousand">How many of a thousand calls fail.</param>
internal sealed class RandomFaults(Random random, int perThousand) : IFaults
{
    private static readonly Failure[] Kinds = [Failure.Before, Failure.Before, Failure.After, Failure.After, Failure.Late, Failure.CrashBefore, Failure.CrashAfter];

    private bool _over;

    public void End() => _over = true;

    public Failure Next(CallKind kind)
    {
        if (_over) return Failure.None;
        var draw = random.Next(1000);
        return draw < perThousand ? Kinds[random.Next(Kinds.Length)] : Failure.None;
    }
}
