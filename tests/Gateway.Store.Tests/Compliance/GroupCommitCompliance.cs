using Gateway.Register.Orders;

namespace Gateway.Store.Tests.Compliance;

// What durability costs when many work at once.
public abstract partial class StoreCompliance<TFixture>
{
    const int InFlight = 256;
    const int Rounds = 3;

    [Test]
    public async Task With_256_orders_in_flight_an_order_costs_a_tenth_of_a_sync_at_most()
    {
        var (commits, flushes) = (Store.Commits, Store.Flushes);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(i => Task.Run(() => WholeWayAsync($"6{i:000}"), Cancel)));

        Assert.That((await Store.ReadStatisticsAsync(Cancel)).UnacknowledgedReceipts, Is.Zero);
        var syncs = (double)((Fixture.CommitsSync ? Store.Commits - commits : 0) + Store.Flushes - flushes) / (InFlight * Rounds);
        TestContext.Out.WriteLine($"{syncs:0.000} syncs an order");
        Assert.That(syncs, Is.LessThanOrEqualTo(0.1).And.GreaterThan(0));
    }

    async Task WholeWayAsync(string account)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var orderNo = $"{account}-{round}";
            using var hand = Fixture.Traffic.Enter(OrderKind.Control);
            await AcceptAsync(Make.Accept(Make.Control(orderNo, Make.Line("1", account)), blobs: Make.Blobs(orderNo)));
            var turn = await OpenTurnAsync(account);
            turn = (await Store.RecordIntentAsync(turn, new TurnIntent(1, Make.PutHold(turn)), Cancel))!;
            await Store.RecordOutcomeAsync(turn, Make.Frozen(turn), Cancel);
            var receipt = await Store.StoreReceiptAsync(Make.Receipt(turn.Order!), Cancel);
            await Store.AcknowledgeAsync("zdz", [receipt.Sequence], Cancel);
        }
    }
}
