using Gateway.Hub.Scenarios;

namespace Gateway.EndToEnd.Tests;

/// <summary>Plays every file in scenarios/ through the real service, as tools/scenario.sh does.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class ScenarioTests : IDisposable
{
    readonly ScenarioRunner runner = new(Programs.Find(), receiptsFolder: null);

    static IEnumerable<TestCaseData> Files() => Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal)
        .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    public void Dispose() => runner.Dispose();

    [TestCaseSource(nameof(Files))]
    public async Task The_scenario_goes_as_written(string file) =>
        Assert.That((await runner.RunAsync(file, CancellationToken.None)).Failure, Is.Null);

    static string Folder() => Path.Combine(Programs.RepositoryRoot(), "tests", "Gateway.EndToEnd.Tests", "scenarios");
}
