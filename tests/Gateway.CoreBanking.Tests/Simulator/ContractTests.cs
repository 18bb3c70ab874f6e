using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using static Gateway.CoreBanking.Tests.Simulator.SharedSimulator;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>The written contract and what the simulator does are one.</summary>
public sealed partial class ContractTests
{
    static readonly string Contract = File.ReadAllText(Path.Combine(Repository.Root, "proto/corebanking/v1/openapi.yaml"));

    [TestCaseSource(nameof(Operations))]
    public async Task The_simulator_has_each_operation_of_the_contract(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), PlaceholderPattern().Replace(path, "none"));
        using var response = await Bank.Http.SendAsync(request);
        if (response.IsSuccessStatusCode) return;
        Assert.That((int)response.StatusCode, Is.AnyOf(400, 404, 415));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.Not.Empty, "an error of the contract, not of the router");
    }

    [Test]
    public void Each_code_that_the_simulator_answers_is_in_the_contract()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "tools/Gateway.CoreSim"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));
        var codes = sources.SelectMany(file => CodePattern().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.That(codes, Has.Count.GreaterThan(10));
        Assert.That(codes.Where(code => code != "INTERNAL" && !Contract.Contains($"`{code}`", StringComparison.Ordinal)), Is.Empty);
    }

    static IEnumerable<TestCaseData> Operations()
    {
        var path = "";
        foreach (var line in Contract.Split('\n'))
        {
            if (PathPattern().Match(line) is { Success: true } found) path = found.Groups[1].Value;
            if (MethodPattern().Match(line) is { Success: true } method) yield return new TestCaseData(method.Groups[1].Value.ToUpperInvariant(), path);
        }
    }

    [GeneratedRegex("^  (/v1/[^:]+):$")]
    private static partial Regex PathPattern();

    [GeneratedRegex("^    (get|put|post|patch|delete):$")]
    private static partial Regex MethodPattern();

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex("(?:Refused|Error|ApiError)\\((?:[0-9]{3}, |StatusCodes\\.\\w+, )?\"([A-Z_]+)\"")]
    private static partial Regex CodePattern();
}
