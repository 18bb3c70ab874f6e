using System.Globalization;
using Gateway.Simulation.Faults;

namespace Gateway.Simulation.Stories;

/// <summary>A story with its n-th call failing, for n = 1, 2, 3 … until there is no n-th, for each kind of call and each way to fail.</summary>
internal static class Enumeration
{
    private static readonly (CallKind Kind, Failure[] Failures)[] Ways =
    [
        // A read changes nothing: to die at one is to die behind the effect before it.
        (CallKind.StoreRead, [Failure.Before]),
        (CallKind.StoreCommit, [Failure.Before, Failure.After, Failure.CrashBefore, Failure.CrashAfter]),
        (CallKind.Archive, [Failure.Before, Failure.After, Failure.CrashBefore, Failure.CrashAfter]),
        (CallKind.CoreRead, [Failure.Before]),
        (CallKind.CoreChange, [Failure.Before, Failure.After, Failure.Late, Failure.CrashBefore, Failure.CrashAfter]),
        (CallKind.Publish, [Failure.Before, Failure.After, Failure.CrashBefore, Failure.CrashAfter]),
    ];

    /// <summary>How many runs, and what went wrong in which.</summary>
    public static async Task<(int Runs, List<string> Faults)> RunAsync(Story story, bool sharedBus, Func<World, string, Task> report)
    {
        var runs = 0;
        var faults = new List<string>();
        // A bus of its own publishes nothing outside; with a shared one only publishing differs, and commits, whose database is a server there.
        foreach (var (kind, failures) in Ways.Where(w => sharedBus ? w.Kind is CallKind.Publish or CallKind.StoreCommit : w.Kind != CallKind.Publish))
        {
            foreach (var failure in failures)
            {
                for (var n = 1; ; n++, runs++)
                {
                    var fault = new NthFault(kind, n, failure);
                    using var world = new World(story.With(sharedBus), fault);
                    await world.RunAsync();
                    if (world.Violation is { } violation)
                    {
                        var run = string.Create(CultureInfo.InvariantCulture, $"{story} {(sharedBus ? "shared" : "own")} {kind} {n} {failure}");
                        faults.Add($"{run}: {violation}");
                        await report(world, run);
                    }

                    if (!fault.Met) break;
                }
            }
        }

        return (runs, faults);
    }
}
