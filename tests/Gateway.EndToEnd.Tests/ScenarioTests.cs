using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Scenarios;

namespace Gateway.EndToEnd.Tests;

/// <summary>Plays every file in scenarios/ through the real service.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class ScenarioTests : IDisposable
{
    // Many services write into one console here: only what is wrong.
    static readonly Deployment Quiet = Deployment.Embedded with { Settings = [new("Logging:LogLevel:Default", "Error"), new("Logging:LogLevel:Microsoft", "Error")] };

    readonly ScenarioRunner inThisProcess = new(new ProgramsInThisProcess(Programs.Find()), receiptsFolder: null, () => Quiet);
    readonly ScenarioRunner inProcesses = new(Programs.Find(), receiptsFolder: null);

    static IEnumerable<TestCaseData> Files() => Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal)
        .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    public void Dispose()
    {
        inThisProcess.Dispose();
        inProcesses.Dispose();
    }

    [TestCaseSource(nameof(Files))]
    public async Task The_scenario_goes_as_written(string file) =>
        Assert.That((await inThisProcess.RunAsync(file, CancellationToken.None)).Failure, Is.Null);

    /// <summary>As tools/scenario.sh does it: one with faults of the core, one with people at the desk.</summary>
    [TestCase("core-faults")]
    [TestCase("c16-hand-over-and-transfer")]
    public async Task The_scenario_goes_as_written_through_processes_of_its_own(string name) =>
        Assert.That((await inProcesses.RunAsync(Path.Combine(Folder(), name + ".json"), CancellationToken.None)).Failure, Is.Null);

    static string Folder() => Path.Combine(Programs.RepositoryRoot(), "tests", "Gateway.EndToEnd.Tests", "scenarios");
}
