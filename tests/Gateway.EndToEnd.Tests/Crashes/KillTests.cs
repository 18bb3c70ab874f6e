using System.Globalization;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Chaos;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>kill -9 of the gateway at random moments under load: nothing acknowledged is lost, nothing is done twice (I1, I2, I7, I8, I10).</summary>
[Parallelizable]
internal sealed class KillTests
{
    const int Kills = 50;
    const int Seed = 20261121;
    const int Senders = 3;
    const decimal StartBalance = 1_000_000m;

    static readonly string[] Accounts = ["6222101", "6222102", "6222103", "6222104"];
    static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(20);
    static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(120);

    Desk desk = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        desk = await Desk.OpenAsync([Desk.F10, Desk.F11]);
        foreach (var account in Accounts) await desk.PutAccountAsync(account, StartBalance.ToString("F2", CultureInfo.InvariantCulture));
    }

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    [Test]
    public async Task However_often_the_gateway_is_killed_every_order_has_one_effect_and_one_receipt()
    {
        using var load = new CourtLoad([desk.Hub], form => desk.Write(form), [.. Accounts.Select(a => (a, Person.Standard))], desk.Courts, Seed);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(Senders, stop.Token);
        await KillAgainAndAgainAsync(load);
        await stop.CancelAsync();
        await running;
        Assert.That(load.Problems, Is.Empty);
        Assert.That(load.Acknowledged, Has.Count.GreaterThan(Kills));
        Assert.That(await desk.Service.WaitUntilIdleAsync(IdleLimit, CancellationToken.None), Is.True, "work is left");

        var receipts = await ReceiptCollector.CollectAsync(desk.Hub, load.Acknowledged.Keys, IdleLimit, CancellationToken.None);
        var verdict = await ChaosVerdict.OfAsync(desk.Service, load.Acknowledged, receipts, Accounts.ToDictionary(a => a, _ => StartBalance), desk.Fault, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Lost, Is.Empty);
            Assert.That(verdict.Doubled, Is.Empty);
            Assert.That(verdict.Differences, Is.Empty);
        });
    }

    async Task KillAgainAndAgainAsync(CourtLoad load)
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            // A number of acknowledgements after the start, sometimes none at all: while the gateway is still recovering.
            await load.AwaitAcknowledgementsAsync(random.Next(0, 12), QuietLimit);
            await desk.Service.KillGatewayAsync();
            desk.Service.StartGateway();
            if (random.Next(4) > 0) await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        }

        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
    }
}
