using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Simulation.Parts;
using Gateway.Worker;

namespace Gateway.Simulation.Plans;

/// <summary>Something that somebody outside of the gateway does.</summary>
internal sealed record Happening(TimeSpan At, string What, Action<World> Do);

/// <summary>All that a run is made of: who there is, by which rules, and what happens when. With it and the seed a run repeats itself.</summary>
internal sealed record Scenario
{
    /// <summary>2026-11-21, 09:00 in the bank's zone.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    public required int Seed { get; init; }

    public Rules Rules { get; init; } = new();

    public required CourtDirectory Courts { get; init; }

    public required IReadOnlyList<LiveAccount> Accounts { get; init; }

    public required IReadOnlyList<ProcessPlan> Processes { get; init; }

    /// <summary>The processes share a bus that forgets nothing; else each has one of its own, which dies with it.</summary>
    public bool SharedBus { get; init; }

    /// <summary>The database is reached over a network: after a fault it has to be found out what it wrote.</summary>
    public bool DatabaseIsServer { get; init; }

    public WorkerOptions Worker { get; init; } = new();

    public required IReadOnlyList<Happening> Happenings { get; init; }

    /// <summary>How many of a thousand calls fail before <see cref="FaultsEnd"/>.</summary>
    public int FaultsPerThousand { get; init; }

    public int CoreRefusesPerThousand { get; init; }

    /// <summary>From here on nothing fails any more and everything must come to its end.</summary>
    public required TimeSpan FaultsEnd { get; init; }

    /// <summary>Calls take various times, and long ones now and then; else all the same.</summary>
    public bool VariousDelays { get; init; } = true;

    public Breakage Breaks { get; init; }
}
