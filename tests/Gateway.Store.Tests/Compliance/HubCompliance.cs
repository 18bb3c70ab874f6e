using Gateway.Register.Orders;
using Gateway.Store.Auditing;
using Gateway.Store.Hub;

namespace Gateway.Store.Tests.Compliance;

// Answers on their way to hubs.
public abstract partial class StoreCompliance<TFixture>
{
    HubFeed Feed(string orderNo = "A1", long sequence = 1, OrderKind kind = OrderKind.Control) =>
        new(0, "zdz", orderNo, sequence == 0 ? 0 : 1, sequence, kind) { DueAt = Clock.GetUtcNow(), Words = new HubFeedWords("", sequence == 0 ? "不符合规范" : "", "缺失", "王", "010", sequence == 0 ? "d1" : "") };

    async Task<HubFeed> AddedAsync(HubFeed feed)
    {
        Assert.That(await Store.AddFeedsAsync([feed], Cancel), Is.EqualTo(1));
        return (await Store.FindFeedAsync(feed.ChannelId, feed.OrderNo, feed.Sequence, Cancel))!;
    }

    [Test]
    public async Task A_feed_is_added_once_and_comes_back_as_it_was()
    {
        var added = await AddedAsync(Feed() with { Packet = "KZFK1" });
        Assert.That(added, Is.EqualTo(Feed() with { FeedId = added.FeedId, Packet = "KZFK1" }));
        Assert.That(await Store.AddFeedsAsync([Feed() with { DueAt = Clock.GetUtcNow().AddDays(1) }, Feed("A2", 2)], Cancel), Is.EqualTo(1));
        await ReopenAsync();
        Assert.That(await Store.FindFeedAsync("zdz", "A1", 1, Cancel), Is.EqualTo(added));
        Assert.That(await Store.ReadPacketAsync("zdz", "KZFK1", Cancel), Is.EqualTo(new[] { added }));
        Assert.That(await Store.ReadPacketAsync("zdz", "", Cancel), Is.Empty);
        Assert.That(await Store.FindFeedAsync("ddd", "A1", 1, Cancel), Is.Null);
    }

    [Test]
    public async Task Feeds_are_read_by_kind_state_and_time()
    {
        await AddedAsync(Feed("A1", 1));
        await AddedAsync(Feed("A2", 2, OrderKind.Inquiry));
        var later = await AddedAsync(Feed("A3", 3) with { DueAt = Clock.GetUtcNow().AddMinutes(1) });
        Assert.That(await NumbersAsync(Clock.GetUtcNow()), Is.EqualTo(new[] { "A1" }));
        Assert.That(await NumbersAsync(DateTimeOffset.MaxValue), Is.EqualTo(new[] { "A1", "A3" }));
        Assert.That((await Store.ReadFeedsAsync("zdz", OrderKind.Control, HubFeedState.Due, DateTimeOffset.MaxValue, later.FeedId - 1, 1, Cancel)).Single(), Is.EqualTo(later));
        Assert.That((await Store.CountFeedsAsync(Cancel)).Select(c => (c.Kind, c.State, c.Count, c.Oldest)), Is.EquivalentTo(new[]
        {
            (OrderKind.Control, HubFeedState.Due, 2L, Clock.GetUtcNow()), (OrderKind.Inquiry, HubFeedState.Due, 1L, Clock.GetUtcNow()),
        }));

        async Task<IEnumerable<string>> NumbersAsync(DateTimeOffset until) => (await Store.ReadFeedsAsync("zdz", OrderKind.Control, HubFeedState.Due, until, 0, 10, Cancel)).Select(f => f.OrderNo);
    }

    [Test]
    public async Task An_answer_that_the_hub_took_is_acknowledged_in_the_same_step_and_a_step_is_taken_once()
    {
        var key = await AnsweredAsync("A1");
        var receipt = await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        var due = await AddedAsync(Feed("A1", receipt.Sequence));
        var sent = due with { State = HubFeedState.Sent, Attempts = 1, SentAt = Clock.GetUtcNow() };
        Assert.That(await Store.ChangeFeedAsync(due, sent, Cancel), Is.True);
        Assert.That(await Store.ChangeFeedAsync(due, sent with { Attempts = 1 }, Cancel), Is.False, "another was faster");
        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.State, Is.EqualTo(OrderState.Answered));

        Assert.That(await Store.ChangeFeedAsync(sent, sent with { State = HubFeedState.Taken, Parts = 1, EndedAt = Clock.GetUtcNow() }, Cancel), Is.True);
        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.State, Is.EqualTo(OrderState.Acknowledged));
        Assert.That((await Store.FindAnswerAsync(key, Cancel))!.State, Is.EqualTo(HubFeedState.Taken));
        Assert.That(await Store.CountFeedsAsync(Cancel), Is.Empty);
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task The_same_return_is_on_its_way_once_and_another_entry_or_one_that_comes_again_has_its_own()
    {
        var first = await AddedAsync(Feed("B1", 0));
        Assert.That(await Store.AddFeedsAsync([Feed("B1", 0)], Cancel), Is.Zero);
        Assert.That(await Store.AddFeedsAsync([Feed("B1", 0) with { Words = first.Words with { Digest = "d2" } }], Cancel), Is.EqualTo(1));
        var second = (await Store.FindFeedAsync("zdz", "B1", 0, Cancel))!;
        Assert.That(await Store.ChangeFeedAsync(second, second with { State = HubFeedState.Taken, EndedAt = Clock.GetUtcNow() }, Cancel), Is.True);
        Assert.That(await Store.DropReturnAsync("zdz", "B1", Cancel), Is.False, "the hub has it");
        Assert.That(await Store.AddFeedsAsync([Feed("B1", 0) with { Words = first.Words with { Digest = "d2" } }], Cancel), Is.EqualTo(1));
        Assert.That(await Store.DropReturnAsync("zdz", "B1", Cancel), Is.True);
        Assert.That(await Store.FindFeedAsync("zdz", "B1", 0, Cancel), Is.Null);
    }

    [Test]
    public async Task What_the_hub_refuses_and_what_people_do_about_it_stands_in_the_audit_chain()
    {
        await Store.StoreReceiptAsync(Make.Receipt(await AnsweredAsync("A1")), Cancel);
        var due = await AddedAsync(Feed());
        var refused = due with { State = HubFeedState.Refused, Words = due.Words with { Message = "缺少回执" } };
        await Store.ChangeFeedAsync(due, refused, Cancel);
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).RefusedFeeds, Is.EqualTo(1), "people must look");
        await Store.ChangeFeedAsync(refused, refused with { State = HubFeedState.Due }, Cancel, "王柜员");
        await Store.ChangeFeedAsync(refused with { State = HubFeedState.Due }, refused with { State = HubFeedState.ByHand }, Cancel, "王柜员");
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).RefusedFeeds, Is.Zero);
        var told = (await Store.ReadAuditAsync(new AuditFilter { Action = "hub." }, long.MaxValue, 100, Cancel)).Records.Select(r => (r.Entry.Actor, r.Entry.Action, r.Entry.Subject));
        Assert.That(told, Is.EquivalentTo(new[] { ("gateway", "hub.refused", "zdz:A1"), ("person:王柜员", "hub.retried", "zdz:A1"), ("person:王柜员", "hub.by-hand", "zdz:A1") }));
    }
}
