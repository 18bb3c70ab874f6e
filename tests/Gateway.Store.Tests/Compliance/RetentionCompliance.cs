using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Compliance;

// What is over moves into the archive, and nothing of it is lost.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task A_closed_order_moves_into_the_archive_and_can_be_read_and_recognised_as_before()
    {
        var accept = Make.Accept(Make.Control("A1", Make.Line("1", "6001")));
        await AcceptAsync(accept);
        var turn = await OpenTurnAsync("6001");
        turn = (await Store.RecordIntentAsync(turn, new TurnIntent(1, Make.PutHold(turn)), Cancel))!;
        await Store.RecordOutcomeAsync(turn, Make.Refused(turn, Register.Reason.AccountClosed), Cancel);
        await Store.StoreReceiptAsync(Make.Receipt(turn.Order!), Cancel);
        await Store.AcknowledgeAsync("zdz", [1], Cancel);
        var before = await WholeAsync(turn.Order!);

        Clock.Now += TimeSpan.FromDays(91);
        Assert.That(await Retention().RunDueAsync(Cancel), Is.EqualTo(1));
        Assert.That(await Retention().RunDueAsync(Cancel), Is.Zero, "once");
        await ReopenAsync();

        Assert.That(await WholeAsync(turn.Order!), Is.EqualTo(before));
        Assert.That((await AcceptAsync(accept)).Kind, Is.EqualTo(AcceptKind.Repeat), "C30");
        Assert.That((await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), content: "other"))).Kind, Is.EqualTo(AcceptKind.Conflict));
        Assert.That(await Store.AcknowledgeAsync("zdz", [1], Cancel), Is.Empty, "a number that the channel got stays one");
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
        await Fixture.ExecuteAsync("UPDATE orders SET order_json = order_json WHERE order_json = ''");
        Assert.That((await Store.ReadOrderAsync(turn.Order!, Cancel))!.Answers.Single().Reason, Is.EqualTo(Register.Reason.AccountClosed));
    }

    [Test]
    public async Task An_inquiry_moves_with_its_answer()
    {
        var key = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1")))).Known.Key;
        await Store.RecordInquiryAsync(key, new InquiryAnswer { AsOf = Start, Refusal = Register.Reason.PartyNotCustomer }, Cancel);
        await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        await Store.AcknowledgeAsync("zdz", [1], Cancel);
        var before = await WholeAsync(key);

        Clock.Now += TimeSpan.FromDays(91);
        Assert.That(await Retention().RunDueAsync(Cancel), Is.EqualTo(1));
        Assert.That(await WholeAsync(key), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_not_over_stays()
    {
        await ClosedAsync("live", "6001", acknowledge: true, end: false);
        await ClosedAsync("unacknowledged", "6002", acknowledge: false, end: true);
        await ClosedAsync("ended", "6003", acknowledge: true, end: true);
        await AcceptAsync(Make.Accept(Make.Control("open", Make.Line("1", "6004"))));
        Clock.Now += TimeSpan.FromDays(89);
        await ClosedAsync("recent", "6005", acknowledge: true, end: true);
        Clock.Now += TimeSpan.FromDays(2);

        Assert.That(await Retention(batch: 1).RunDueAsync(Cancel), Is.EqualTo(2), "the ended freeze's order, and the one that ended it");
        Assert.That((await Store.ReadBookAsync(new RegisterKey("6001", ""), Cancel)).Freezes.Single().Live, Is.True);
        Assert.That((await Store.ReadBookAsync(new RegisterKey("6003", ""), Cancel)).Freezes.Single().State, Is.EqualTo(FreezeState.Released), "the register keeps what has ended");
        Assert.That((await Store.ReadFreezesOfOrderAsync("ended", Cancel)).Single().CourtName, Is.EqualTo("甲市人民法院"));
        Assert.That((await OpenTurnAsync("6004")).Order!.OrderNo, Is.EqualTo("open"));
        Assert.That((await Store.ReadReceiptsAsync("zdz", 1, 100, true, Cancel)).Select(r => r.Body.Length), Is.All.GreaterThan(0));
    }

    [Test]
    public async Task A_process_that_lost_its_lease_moves_nothing()
    {
        await ClosedAsync("ended", "6003", acknowledge: true, end: true);
        Clock.Now += TimeSpan.FromDays(91);
        var zombie = (await Store.TakeLeaseAsync("retention", "me", LeaseLength, Cancel))!;
        Clock.Now += LeaseLength + TimeSpan.FromSeconds(1);
        await Store.TakeLeaseAsync("retention", "you", LeaseLength, Cancel);

        Assert.That(() => Store.ArchiveOrdersAsync(zombie, Clock.Now, 0, 10, Cancel), Throws.TypeOf<LeaseLostException>());
        Assert.That(() => Store.ClearAsync(zombie, Clock.Now, 10, Cancel), Throws.TypeOf<LeaseLostException>());
        Assert.That(await Retention().RunDueAsync(Cancel), Is.Null, "another process does it");
    }

    [Test]
    public async Task The_banks_own_lines_that_are_over_let_go_of_their_content_once()
    {
        await FrozenAsync("A1", "6001", new DateOnly(2027, 6, 30));
        await Store.RecordFeedAsync("", "7", [new RegisterKey("6001", "")], Cancel);
        var own = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(own, new TurnOutcome(new Register.Decisions.Decision(), null, []), Cancel);
        Clock.Now += TimeSpan.FromDays(91);
        var lease = (await Store.TakeLeaseAsync("retention", "me", LeaseLength, Cancel))!;

        Assert.That(await Store.ClearAsync(lease, Clock.Now, 10, Cancel), Is.EqualTo(1));
        Assert.That(await Store.ClearAsync(lease, Clock.Now, 10, Cancel), Is.Zero);
    }

    [Test]
    public async Task What_hubs_sent_and_took_is_forgotten_once_its_orders_are_in_the_archive()
    {
        await ClosedAsync("over", "6001", acknowledge: true, end: true);
        await ClosedAsync("live", "6002", acknowledge: true, end: false);
        foreach (var (order, sequence) in new[] { ("over", 1L), ("live", 3L), ("back", 0L), ("waits", 9L) })
        {
            await Store.EnterOrdersAsync("zdz", OrderKind.Control, $"b-{order}", [order], Cancel);
            if (order != "waits") await Store.RecordAnswersAsync("zdz", OrderKind.Control, $"b-{order}", [order], 1, Cancel);
            var feed = await AddedAsync(Feed(order, sequence));
            if (order != "waits") await Store.ChangeFeedAsync(feed, feed with { State = Hub.HubFeedState.Taken, EndedAt = Clock.Now }, Cancel);
        }

        await Store.RecordPacketAsync("zdz", "old", "CXQQ1.zip", Cancel);
        Clock.Now += TimeSpan.FromDays(91);
        await Store.RecordPacketAsync("zdz", "new", "CXQQ2.zip", Cancel);
        Assert.That(await Retention().RunDueAsync(Cancel), Is.Not.Zero);

        foreach (var (order, sequence, kept) in new[] { ("over", 1L, false), ("live", 3L, true), ("back", 0L, false), ("waits", 9L, true) })
        {
            Assert.That(await Store.FindFeedAsync("zdz", order, sequence, Cancel) is not null, Is.EqualTo(kept), order);
            Assert.That(await Store.FindBatchAsync("zdz", OrderKind.Control, $"b-{order}", Cancel) is not null, Is.EqualTo(kept), order);
            Assert.That(await Store.FindOrdersAsync("zdz", [order], Cancel), kept ? Has.Count.EqualTo(1) : Is.Empty, order);
        }

        Assert.That((await Store.FindPacketAsync("zdz", "old", Cancel), await Store.FindPacketAsync("zdz", "new", Cancel) is not null), Is.EqualTo((default(DateTimeOffset?), true)));
    }

    RetentionJob Retention(int batch = 100) => new(Store, Store, new RetentionOptions { Batch = batch }, Clock, NullLogger<RetentionJob>.Instance);

    /// <summary>Everything that can be read of an order, as text.</summary>
    async Task<string> WholeAsync(OrderKey key) => Text((
        await Store.FindOrderAsync(key.ChannelId, key.OrderNo, Cancel), await Store.ReadOrderAsync(key, Cancel), await Store.FindReceiptAsync(key.ChannelId, key.OrderNo, null, Cancel),
        await Store.ReadReceiptsAsync(key.ChannelId, 1, 10, true, Cancel)).ToTuple());

    async Task ClosedAsync(string orderNo, string account, bool acknowledge, bool end)
    {
        var freezeId = await FrozenAsync(orderNo, account, new DateOnly(2027, 6, 30));
        if (end) await EndAsync($"{orderNo} ends", account, freezeId, FreezeChangeKind.Released);
        foreach (var key in new[] { orderNo, $"{orderNo} ends" }.Take(end ? 2 : 1).Select(n => new OrderKey("zdz", n, 1)))
        {
            var receipt = await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
            if (acknowledge) await Store.AcknowledgeAsync("zdz", [receipt.Sequence], Cancel);
        }
    }
}
