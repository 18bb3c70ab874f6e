using Gateway.CoreBanking.Http;
using Gateway.Register.Orders;
using Polly;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>Inquiries and controls share neither places nor connections nor breaker.</summary>
public sealed class LaneTests
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    WireMockServer _core = null!;

    [SetUp]
    public void Start()
    {
        _core = WireMockServer.Start();
        _core.Given(Request.Create().WithPath("/v1/accounts/*")).RespondWith(Response.Create().WithStatusCode(200).WithBody(Samples.AccountJson));
    }

    [TearDown]
    public void Stop() => _core.Dispose();

    [Test, CancelAfter(60_000)]
    public async Task A_flood_of_inquiries_that_the_core_does_not_answer_delays_no_control(CancellationToken guard)
    {
        _core.Given(Request.Create().WithPath("/v1/parties/search")).RespondWith(Response.Create().WithDelay(Long).WithStatusCode(200));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 0, ("InquiryCalls", 2), ("ControlCalls", 1), ("TimeoutSeconds", 120));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var flood = Enumerable.Range(0, 50).Select(_ => adapter.Core.FindAccountsAsync(new PartyIdentity("张三", "10100", "1"), stop.Token)).ToList();

        for (var i = 0; i < 5; i++) Assert.That((await adapter.Core.ReadAccountAsync(Samples.Account, guard)).Ok, Is.True);

        Assert.That(flood.Count(f => f.IsCompleted), Is.Zero);
        await stop.CancelAsync();
        foreach (var call in flood) await call.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Test, CancelAfter(60_000)]
    public async Task So_many_calls_of_a_topic_have_a_place_and_the_next_waits_for_one(CancellationToken guard)
    {
        using var lane = new CoreLane(CoreTopic.Inquiry, 2, 0, _ => ResiliencePipeline<CoreReply>.Empty);
        var first = await lane.EnterAsync(guard);
        using var second = await lane.EnterAsync(guard);
        var third = lane.EnterAsync(guard).AsTask();

        Assert.That((third.IsCompleted, lane.Waiting), Is.EqualTo((false, 1L)));
        first!.Dispose();
        Assert.That(await third, Is.Not.Null);
        (await third)!.Dispose();
    }

    [Test]
    public async Task A_search_that_fails_too_often_opens_its_own_breaker_alone()
    {
        _core.Given(Request.Create().WithPath("/v1/parties/search")).RespondWith(Response.Create().WithStatusCode(500));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 0, ("BreakerMinimumCalls", 4), ("BreakerOpenSeconds", 30));
        for (var i = 0; i < 5; i++) await adapter.Core.FindAccountsAsync(new PartyIdentity("张三", "10100", "1"), CancellationToken.None);

        Assert.That((await adapter.Core.FindAccountsAsync(new PartyIdentity("张三", "10100", "1"), CancellationToken.None)).Code, Is.EqualTo("CORE_CIRCUIT_OPEN"));
        Assert.That((await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None)).Ok, Is.True);
    }
}
