using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Store.Tests.Compliance;

// Packets and batches of hubs that send files.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task A_packet_is_known_again_by_its_bytes_and_by_when_it_was_dealt_with_last()
    {
        Assert.That(await Store.FindPacketAsync("zdz", "d1", Cancel), Is.Null);
        await Store.RecordPacketAsync("zdz", "d1", "CXQQ1.zip", Cancel);
        var first = await Store.FindPacketAsync("zdz", "d1", Cancel);
        Clock.Now += TimeSpan.FromSeconds(1);
        await Store.RecordPacketAsync("zdz", "d1", "CXQQ1.zip", Cancel);
        Assert.That(await Store.FindPacketAsync("zdz", "d1", Cancel), Is.EqualTo(first + TimeSpan.FromSeconds(1)));
        Assert.That(await Store.FindPacketAsync("ddd", "d1", Cancel), Is.Null);
    }

    [Test]
    public async Task An_order_stands_in_the_batch_that_it_came_in_until_it_is_moved()
    {
        await Store.EnterOrdersAsync("zdz", OrderKind.Inquiry, "b1", ["C1", "C2", "C1"], Cancel);
        await Store.EnterOrdersAsync("zdz", OrderKind.Inquiry, "b2", ["C2", "C3"], Cancel);
        Assert.That(await Store.FindOrdersAsync("zdz", ["C1", "C2", "C3", "C4"], Cancel), Is.EquivalentTo(new[] { new HubBatchOrder("C1", "b1", false), new HubBatchOrder("C2", "b1", false), new HubBatchOrder("C3", "b2", false) }));

        await Store.RecordAnswersAsync("zdz", OrderKind.Inquiry, "b1", ["C1", "C2"], 3, Cancel);
        await Store.RecordAnswersAsync("zdz", OrderKind.Inquiry, "b1", ["C1"], 2, Cancel);
        await Store.MoveOrderAsync("zdz", OrderKind.Inquiry, "b2", "C2", Cancel);
        await Store.MoveOrderAsync("zdz", OrderKind.Inquiry, "b2", "C5", Cancel);
        await ReopenAsync();
        var (batch, orders) = (await Store.FindBatchAsync("zdz", OrderKind.Inquiry, "b1", Cancel))!.Value;
        Assert.That((batch.LastSerial, batch.TakenAt), Is.EqualTo((3, Clock.GetUtcNow())), "a serial never falls");
        Assert.That(orders, Is.EqualTo(new[] { new HubBatchOrder("C1", "b1", true) }));
        Assert.That((await Store.FindBatchAsync("zdz", OrderKind.Inquiry, "b2", Cancel))!.Value.Orders.Select(o => (o.OrderNo, o.Answered)), Is.EqualTo(new[] { ("C2", false), ("C3", false), ("C5", false) }));
        Assert.That(await Store.FindBatchAsync("zdz", OrderKind.Control, "b1", Cancel), Is.Null);
    }
}
