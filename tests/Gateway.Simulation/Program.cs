using System.Globalization;
using Gateway.Simulation.Checks;
using Gateway.Simulation.Engine;
using Gateway.Simulation.Plans;
using Gateway.Simulation.Stories;

namespace Gateway.Simulation;

/// <summary>
/// The process in which simulations run. "run": seeds; the last line is "seeds N, failed F". "stories": each story with its n-th call failing; the last line is "runs N, failed F".
/// Exit code 1 if any failed.
/// </summary>
internal static class Program
{
    private const string Usage =
        """
        run [--seeds N] [--from S] [--traces FOLDER] [--digest] [--break WHAT] [--until-failed]
        stories [--story NAME] [--traces FOLDER]
        """;

    private static readonly TextWriter Out = Console.Out;

    private static async Task<int> Main(string[] args)
    {
        if (!Pump.HasOneThread)
        {
            await Console.Error.WriteLineAsync("Set DOTNET_ThreadPool_ForceMinWorkerThreads=1 and DOTNET_ThreadPool_ForceMaxWorkerThreads=1: the simulation needs a pool of one thread.");
            return 2;
        }

        if (ProgramArguments.Parse(args) is not { } wanted)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        if (wanted.Traces.Length > 0) Directory.CreateDirectory(wanted.Traces);
        await StoreFolder.PrepareAsync();
        var failed = wanted.Stories ? await RunStoriesAsync(wanted) : await RunSeedsAsync(wanted);
        StoreFolder.RemoveTemplate();
        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> RunSeedsAsync(ProgramArguments wanted)
    {
        var (done, failed) = (0, 0);
        for (var seed = wanted.From; done < wanted.Seeds && !(wanted.UntilFailed && failed > 0); seed++, done++)
        {
            using var world = new World(PlanMaker.Make(seed, wanted.Breaks));
            await world.RunAsync();
            if (wanted.Digest) await WriteAsync($"seed {seed}: {world.Trace.Count} entries, digest {world.Trace.Digest}");
            if (wanted.KeepAll) await KeepTraceAsync(world, wanted.Traces, $"seed-{seed}");
            if (world.Violation is not { } violation) continue;
            await WriteAsync($"seed {seed} FAILED after {world.Agenda.Steps} steps: {violation}");
            await KeepTraceAsync(world, wanted.Traces, $"seed-{seed}");
            // The first one is shown as it went; the others are in their files.
            if (failed++ == 0 && wanted.Breaks == Breakage.None) world.Trace.Write(Out, World.Bank.TimeZone);
        }

        await WriteAsync($"seeds {done}, failed {failed}");
        return failed;
    }

    private static async Task<int> RunStoriesAsync(ProgramArguments wanted)
    {
        var (runs, failed) = (0, 0);
        foreach (var story in Story.All.Where(s => wanted.Story.Length == 0 || s.Name == wanted.Story))
        {
            foreach (var sharedBus in new[] { false, true })
            {
                var (some, faults) = await Enumeration.RunAsync(story, sharedBus, (world, run) => KeepTraceAsync(world, wanted.Traces, run));
                await WriteAsync($"{story}, {(sharedBus ? "shared bus" : "bus of its own")}: {some} runs, {faults.Count} failed");
                foreach (var fault in faults) await WriteAsync($"  {fault}");
                (runs, failed) = (runs + some, failed + faults.Count);
            }
        }

        await WriteAsync($"runs {runs}, failed {failed}");
        return failed;
    }

    private static async Task KeepTraceAsync(World world, string folder, string name)
    {
        if (folder.Length == 0) return;
        await using var file = File.CreateText(Path.Combine(folder, $"{name.Replace(' ', '-')}.txt"));
        world.Trace.Write(file, World.Bank.TimeZone);
    }

    private static Task WriteAsync(FormattableString line) => Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
