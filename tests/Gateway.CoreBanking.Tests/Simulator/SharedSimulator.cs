namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>One simulator for the tests of this namespace; each uses accounts of its own.</summary>
[SetUpFixture]
internal sealed class SharedSimulator
{
    static int s_accounts;

    public static SimulatorProcess Bank { get; private set; } = null!;
    public static AdapterUnderTest Adapter { get; private set; } = null!;

    public static string NewAccount() => $"62220000{Interlocked.Increment(ref s_accounts):D4}";

    [OneTimeSetUp]
    public async Task Start()
    {
        Bank = await SimulatorProcess.StartAsync();
        Adapter = new AdapterUnderTest(Bank.Url, 3, ("BreakerMinimumCalls", 10_000));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Adapter.Dispose();
        await Bank.DisposeAsync();
    }
}
