using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Chaos;
using Grpc.Core;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>SIGTERM: nothing new is taken, what is in hand is finished or left to be gone on with, and the process ends with 0 within its time.</summary>
[Parallelizable]
internal sealed class DrainTests
{
    const int Stops = 3;
    const int Senders = 3;
    const int Seed = 20261122;
    const string Account = "6222201";

    static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(120);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(90);

    [Test]
    public async Task Told_to_stop_under_load_it_ends_with_zero_and_loses_nothing()
    {
        await using var desk = await Desk.OpenAsync([Desk.F10, Desk.F11], KeyValuePair.Create("Host:ShutdownSeconds", "20"));
        await desk.PutAccountAsync(Account, "1000000.00");
        using var load = new CourtLoad([desk.Hub], form => desk.Write(form), [(Account, Person.Standard)], desk.Courts, Seed);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(Senders, stop.Token);
        for (var i = 0; i < Stops; i++)
        {
            await load.AwaitAcknowledgementsAsync(8, IdleLimit);
            Assert.That(await StopAsync(desk), Is.Zero);
            desk.Service.StartGateway();
            await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        }

        await stop.CancelAsync();
        await running;

        Assert.That(load.Problems, Is.Empty);
        Assert.That(await desk.Service.WaitUntilIdleAsync(IdleLimit, CancellationToken.None), Is.True, "work is left");
        foreach (var order in load.Acknowledged.Values)
        {
            var receipt = await desk.Hub.GetReceiptAsync(order.OrderNo, 1, Desk.AnswerLimit, CancellationToken.None);
            Assert.That(desk.Fault(receipt), Is.Null, order.OrderNo);
        }

        var journal = await desk.Service.Core.JournalAsync(0, CancellationToken.None);
        Assert.That(journal.Where(e => e.Key is { Length: > 0 }).CountBy(e => e.Key!).Where(k => k.Value > 1), Is.Empty, "one effect a key");
    }

    [Test]
    public async Task A_line_that_the_core_keeps_waiting_is_left_at_the_deadline_and_gone_on_with_at_the_next_start()
    {
        await using var desk = await Desk.OpenAsync([Desk.F10], KeyValuePair.Create("Host:ShutdownSeconds", "2"), KeyValuePair.Create("CoreBanking:TimeoutSeconds", "100"));
        await desk.PutAccountAsync(Account, "10000.00");
        await desk.Service.Core.AddDelayAsync("hold", 1, 100_000, CancellationToken.None);
        var order = desk.Write(Desk.Freeze("D1", Account, "6000.00"));
        await desk.Hub.SubmitAsync(order, CancellationToken.None);
        using var http = new HttpClient();
        // The account was read: the hold is on its way to the core, which keeps it waiting.
        async Task<bool> IsReadAsync(CancellationToken cancel) =>
            (await http.GetStringAsync(new Uri(desk.Service.OpsAddress, "metrics"), cancel)).Contains("gateway_core_call_duration_seconds_count{topic=\"control\",call=\"read account\"", StringComparison.Ordinal);
        Assert.That(await Readiness.WaitAsync(IsReadAsync, IdleLimit, CancellationToken.None), Is.True, "the account was never read");

        Assert.That(await StopAsync(desk), Is.Zero);

        await desk.Service.Core.ClearFaultsAsync(CancellationToken.None);
        Assert.That(Assert.CatchAsync<RpcException>(() => desk.Hub.SubmitAsync(order, CancellationToken.None))!.StatusCode, Is.EqualTo(StatusCode.Unavailable));
        desk.Service.StartGateway();
        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        var receipt = await desk.Hub.GetReceiptAsync("D1", 1, Desk.AnswerLimit, CancellationToken.None);
        Assert.That((receipt.Body.Controls[0].Controlled, receipt.Body.Controls[0].Actual), Is.EqualTo((true, "6000.00")));
        Assert.That((await desk.Service.Core.JournalAsync(0, CancellationToken.None)).Count(e => e.Key is { Length: > 0 }), Is.EqualTo(1));
    }

    static async Task<int> StopAsync(Desk desk)
    {
        using var late = new CancellationTokenSource(StopLimit);
        return await desk.Service.StopGatewayAsync(late.Token);
    }
}
