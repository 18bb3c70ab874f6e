namespace Gateway.Hub.Chaos;

/// <summary>What goes wrong.</summary>
internal enum DisturbanceKind
{
    /// <summary>kill -9 of a process of the gateway, started again after a while.</summary>
    KillProcess,
    /// <summary>A process stands still for longer than its leases and its place in the group last, and then goes on as if nothing had been.</summary>
    PauseProcess,
    /// <summary>A worker leaves and joins every few seconds.</summary>
    LeaveAndJoin,
    /// <summary>kill -9 of a broker, revived after a while.</summary>
    KillBroker,
    /// <summary>Messages that were there before come again, in any order.</summary>
    RepeatMessages,
    /// <summary>Calls of the core fail before or after their effect, or are answered late or never.</summary>
    CoreFaults,
}

/// <summary>One thing that goes wrong.</summary>
/// <param name="After">Since the one before.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">Draws the process, broker, account or call that it meets.</param>
/// <param name="Length">How long it lasts.</param>
internal sealed record Disturbance(TimeSpan After, DisturbanceKind Kind, int Target, TimeSpan Length)
{
    static readonly (DisturbanceKind Kind, int Weight, double From, double To)[] OneProcess =
    [
        (DisturbanceKind.KillProcess, 5, 0, 2),
        (DisturbanceKind.PauseProcess, 1, 2, 20),
        (DisturbanceKind.CoreFaults, 4, 0, 0),
    ];

    static readonly (DisturbanceKind Kind, int Weight, double From, double To)[] OverKafka =
    [
        (DisturbanceKind.KillProcess, 6, 0, 5),
        (DisturbanceKind.PauseProcess, 2, 10, 25),
        (DisturbanceKind.LeaveAndJoin, 2, 8, 16),
        (DisturbanceKind.KillBroker, 2, 3, 12),
        (DisturbanceKind.RepeatMessages, 3, 0, 0),
        (DisturbanceKind.CoreFaults, 4, 0, 0),
    ];

    /// <summary>Without end; the same for the same seed.</summary>
    public static IEnumerable<Disturbance> Schedule(int seed, bool kafka)
    {
        var random = new Random(seed);
        var kinds = kafka ? OverKafka : OneProcess;
        while (true)
        {
            var draw = random.Next(kinds.Sum(k => k.Weight));
            var kind = kinds.First(k => (draw -= k.Weight) < 0);
            yield return new Disturbance(
                TimeSpan.FromSeconds(random.NextDouble() * 4), kind.Kind, random.Next(), TimeSpan.FromSeconds(kind.From + (random.NextDouble() * (kind.To - kind.From))));
        }
    }
}
