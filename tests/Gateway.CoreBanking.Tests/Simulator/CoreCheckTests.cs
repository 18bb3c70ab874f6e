using System.Diagnostics;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>What a bank points at its own adapter passes on the simulator, and on the worked example, whose SOAP core loses answers.</summary>
public sealed class CoreCheckTests
{
    [Test]
    public async Task The_simulator_keeps_every_promise_of_the_contract() => await PassesAsync(SharedSimulator.Bank.Url);

    [Test]
    public async Task The_example_adapter_keeps_them_before_a_SOAP_core_that_loses_answers()
    {
        using var bank = Start("soap");
        try
        {
            var line = await bank.StandardOutput.ReadLineAsync();
            Assert.That(line, Does.StartWith("adapter to a SOAP core listening on "));
            await PassesAsync(line!.Split(' ')[^1], "--accounts", Path.Combine(Repository.Root, "tools/Gateway.CoreSim/Soap/accounts.json"));
        }
        finally
        {
            bank.Kill();
            await bank.WaitForExitAsync();
        }
    }

    static async Task PassesAsync(string url, params string[] more)
    {
        using var check = Start(["check", "--url", url, .. more]);
        var said = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        Assert.That((check.ExitCode, said), Is.EqualTo((0, said)), said);
        Assert.That(said.TrimEnd(), Does.EndWith("0 failed").And.Not.EndsWith("0 passed, 0 failed"));
    }

    static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Repository.CoreSim, .. arguments]) { RedirectStandardOutput = true })!;
}
