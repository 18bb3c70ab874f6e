using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>A core that fails too often is left alone for a while.</summary>
public sealed class BreakerTests
{
    static readonly (string, int)[] Quick = [("BreakerMinimumCalls", 4), ("BreakerOpenSeconds", 30), ("BreakerSamplingSeconds", 60)];
    WireMockServer _core = null!;

    [SetUp]
    public void Start() => _core = WireMockServer.Start();

    [TearDown]
    public void Stop() => _core.Dispose();

    [Test]
    public async Task When_half_of_the_calls_fail_the_breaker_opens_and_no_call_reaches_the_core()
    {
        Answers(500);
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 0, Quick);
        for (var i = 0; i < 4; i++) await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        var result = await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.NotSent, "CORE_CIRCUIT_OPEN")));
        Assert.That(_core.LogEntries, Has.Count.EqualTo(4));
        Assert.That(adapter.Logs.Lines.Select(line => line.Id), Does.Contain(5006));
    }

    [Test]
    public async Task After_its_time_one_good_call_closes_it()
    {
        Answers(500);
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 0, Quick);
        for (var i = 0; i < 4; i++) await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Answers(200);
        Assert.That((await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None)).Ok, Is.False, "still open");
        adapter.Clock.Forward(TimeSpan.FromSeconds(31));
        Assert.That((await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None)).Ok);
        Assert.That((await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None)).Ok);
        Assert.That(adapter.Logs.Lines.Select(line => line.Id), Does.Contain(5007));
    }

    [Test]
    public async Task Refusals_are_no_failures()
    {
        _core.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(404).WithBodyAsJson(Samples.Error("ACCOUNT_NOT_FOUND")));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 0, Quick);
        for (var i = 0; i < 6; i++) Assert.That((await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None)).Ok);
        Assert.That(_core.LogEntries, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Readiness_asks_the_core_even_while_the_breaker_is_open()
    {
        Answers(500);
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 0, Quick);
        Assert.That(await adapter.Core.ProblemAsync(CancellationToken.None), Is.EqualTo("answers with status 500"));
        for (var i = 0; i < 4; i++) await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Answers(200);
        Assert.That(await adapter.Core.ProblemAsync(CancellationToken.None), Is.Null);
    }

    void Answers(int status)
    {
        _core.ResetMappings();
        _core.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(status).WithBody(Samples.AccountJson));
    }
}
