using System.Globalization;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>kill -9 of the gateway at random moments under load: nothing acknowledged is lost, nothing is done twice (I1, I2, I7, I8, I10).</summary>
[Parallelizable]
internal sealed class KillTests
{
    const int Kills = 50;
    const int Seed = 20261121;
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
        using var load = new Load(desk, Accounts, Seed);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        await KillAgainAndAgainAsync(load);
        await stop.CancelAsync();
        await running;
        Assert.That(load.Problems, Is.Empty);
        Assert.That(load.Acknowledged, Has.Count.GreaterThan(Kills));
        Assert.That(await desk.Service.WaitUntilIdleAsync(IdleLimit, CancellationToken.None), Is.True, "work is left");

        var receipts = await ReceiptsAsync(load.Acknowledged.Count);
        var journal = await desk.Service.Core.JournalAsync(0, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(receipts.Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, receipts.Count).Select(n => (long)n)), "receipt numbers");
            Assert.That(receipts.Where(r => r.Kind == ReceiptKind.Final).Select(r => r.OrderNo), Is.EquivalentTo(load.Acknowledged.Keys), "one FINAL receipt an order");
            Assert.That(receipts.Select(desk.Fault), Is.All.Null, "seals");
            Assert.That(journal.Where(e => e.Key is { Length: > 0 }).CountBy(e => e.Key!).Where(k => k.Value > 1), Is.Empty, "one effect a key");
        });
        foreach (var account in Accounts) await ExpectAgreementAsync(account, receipts);
        Assert.That((await desk.Service.Ops.VerifyAuditAsync(CancellationToken.None)).GetProperty("valid").GetBoolean(), Is.True, "audit chain");
    }

    async Task KillAgainAndAgainAsync(Load load)
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            // A number of acknowledgements after the start, sometimes none at all: while the gateway is still recovering.
            await load.AwaitAcknowledgementsAsync(random.Next(0, 12), QuietLimit);
            load.GatewayGoesDown();
            await desk.Service.KillGatewayAsync();
            desk.Service.StartGateway();
            if (random.Next(4) > 0) await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
            load.GatewayIsUp();
        }

        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        load.GatewayIsUp();
    }

    async Task<IReadOnlyList<Receipt>> ReceiptsAsync(int count)
    {
        using var late = new CancellationTokenSource(IdleLimit);
        var receipts = new List<Receipt>();
        await foreach (var receipt in desk.Hub.WatchReceiptsAsync(1, acknowledgedToo: true, late.Token))
        {
            receipts.Add(receipt);
            if (receipts.Count(r => r.Kind == ReceiptKind.Final) == count) break;
        }

        return receipts;
    }

    // I10 and I6: the register's freezes are the core's holds, and what receipts say was deducted is what is gone.
    async Task ExpectAgreementAsync(string account, IReadOnlyList<Receipt> receipts)
    {
        var position = await desk.Service.Ops.PositionAsync(account, null, CancellationToken.None);
        var core = (await desk.Service.Core.AccountAsync(account, CancellationToken.None)).GetProperty("state").GetProperty("registers")[0];
        var holds = core.GetProperty("holds").EnumerateArray()
            .Select(h => (Id: h.GetProperty("holdId").GetString(), Limit: h.GetProperty("limit").GetString() ?? "", To: h.GetProperty("to").GetString()));
        var deducted = receipts.SelectMany(r => r.Body.Controls).Where(c => c.Account == account && c.Deducted.Length > 0)
            .Sum(c => decimal.Parse(c.Deducted, CultureInfo.InvariantCulture));
        Assert.Multiple(() =>
        {
            Assert.That(position.Freezes.Select(f => (Id: (string?)f.FreezeId, Limit: f.Requested, To: (string?)f.To)), Is.EquivalentTo(holds), $"holds of {account}");
            Assert.That(decimal.Parse(position.Balance, CultureInfo.InvariantCulture), Is.EqualTo(StartBalance - deducted), $"balance of {account}");
        });
    }
}
