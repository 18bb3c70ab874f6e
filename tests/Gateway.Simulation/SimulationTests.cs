using System.Globalization;
using Gateway.Simulation.Plans;
using Gateway.Simulation.Stories;

namespace Gateway.Simulation;

/// <summary>The whole gateway from seeds. A seed that fails shows its schedule; tools/simulate.sh runs it again, and as many more as wanted.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class SimulationTests
{
    private const int GuardMilliseconds = 900_000;
    private const int Seeds = 1_000;
    private const int Parts = 2;

    private static IEnumerable<string> StoryNames() => Story.All.Select(s => s.Name);

    private static IEnumerable<int> FirstSeeds() => Enumerable.Range(0, Parts).Select(p => 1 + p * Seeds / Parts);

    [TestCaseSource(nameof(FirstSeeds)), CancelAfter(GuardMilliseconds)]
    public async Task Whatever_fails_everything_comes_to_its_end(int from, CancellationToken guard)
    {
        const int Some = Seeds / Parts;
        var (code, lines) = await SimulationRun.RunAsync(guard, "run", "--seeds", Text(Some), "--from", Text(from));
        Assert.That(lines[^1], Is.EqualTo($"seeds {Text(Some)}, failed 0"), string.Join('\n', lines));
        Assert.That(code, Is.Zero);
    }

    [TestCaseSource(nameof(StoryNames)), CancelAfter(GuardMilliseconds)]
    public async Task Whichever_call_fails_the_story_comes_to_its_end(string story, CancellationToken guard)
    {
        var (code, lines) = await SimulationRun.RunAsync(guard, "stories", "--story", story);
        Assert.That(lines[^1], Does.Match("^runs [1-9][0-9]{2,}, failed 0$"), string.Join('\n', lines));
        Assert.That(code, Is.Zero);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_seed_repeats_itself_exactly(CancellationToken guard)
    {
        string[] arguments = ["run", "--seeds", "15", "--from", "1", "--digest"];
        var first = await SimulationRun.RunAsync(guard, arguments);
        var second = await SimulationRun.RunAsync(guard, arguments);
        Assert.That(second.Lines, Is.EqualTo(first.Lines));
        Assert.That(first.Lines.Where(l => l.Contains("digest", StringComparison.Ordinal)).Distinct().Count(), Is.EqualTo(15), string.Join('\n', first.Lines));
    }

    /// <summary>What no gateway could stand must be noticed: else what the seeds above say would mean nothing.</summary>
    [TestCase(nameof(Breakage.CoreForgetsKeys))]
    [TestCase(nameof(Breakage.BusLosesMessages))]
    [TestCase(nameof(Breakage.StoreLosesCommits))]
    [CancelAfter(GuardMilliseconds)]
    public async Task A_world_that_breaks_its_promises_is_noticed(string broken, CancellationToken guard)
    {
        var (code, lines) = await SimulationRun.RunAsync(guard, "run", "--seeds", "40", "--from", "1", "--break", broken, "--until-failed");
        Assert.That(lines, Has.Some.Contains("FAILED"), string.Join('\n', lines));
        Assert.That(code, Is.EqualTo(1));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
