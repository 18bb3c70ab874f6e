using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Contracts.V1;
using Gateway.Ingress.Hub;
using Gateway.Ingress.Tests.Support;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using KnownState = Gateway.Store.OrderState;
using StoredKind = Gateway.Store.ReceiptKind;

namespace Gateway.Ingress.Tests.Hub;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HubCollectorTests
{
    readonly FeedBook feeds = new();
    readonly IStore store = Substitute.For<IStore>();
    readonly HubSignal signal = new();

    [TearDown]
    public async Task CloseAsync() => await store.DisposeAsync();

    static StoredReceipt Receipt(long sequence, StoredKind kind, bool inquiry = false) => new(
        "hub", sequence, new OrderKey("hub", $"D{sequence}", 1), kind, [], (inquiry ? new ReceiptBody { Inquiry = new InquiryAnswer() } : new ReceiptBody()).ToByteArray(), default, false);

    [Test]
    public async Task Each_receipt_becomes_a_feed_or_is_put_away_for_want_of_a_form()
    {
        StoredReceipt[] receipts = [Receipt(1, StoredKind.Final), Receipt(2, StoredKind.Interim), Receipt(3, StoredKind.Final, inquiry: true), Receipt(4, StoredKind.Advance), Receipt(5, StoredKind.Correction), Receipt(6, StoredKind.Objection)];
        store.ReadReceiptsAsync("hub", Arg.Any<long>(), Arg.Any<int>(), false, Arg.Any<CancellationToken>()).Returns(call => [.. receipts.Where(r => r.Sequence >= call.ArgAt<long>(1)).Take(4)]);
        var collector = new HubCollector(store, feeds, signal, new Clock(), NullLogger<HubCollector>.Instance);

        Assert.That(await collector.CollectAsync("hub", default), Is.EqualTo(3));
        Assert.That(feeds.All.Select(f => $"{f.Sequence} {f.Kind} {f.State}"), Is.EqualTo(new[] { "1 Control Due", "3 Inquiry Due", "5 Control Due", "6 Control Refused" }));
        await store.Received(1).AcknowledgeAsync("hub", Arg.Is<IReadOnlyList<long>>(s => s.Single() == 2), Arg.Any<CancellationToken>());
        await store.Received(1).AcknowledgeAsync("hub", Arg.Is<IReadOnlyList<long>>(s => s.Single() == 4), Arg.Any<CancellationToken>());
        await store.Received(3).AuditAsync(Arg.Is<AuditEntry>(e => e.Action == "hub.no-form"), Arg.Any<CancellationToken>());
        Assert.That(await collector.CollectAsync("hub", default), Is.Zero);
        Assert.That(await new HubCollector(store, feeds, signal, new Clock(), NullLogger<HubCollector>.Instance).CollectAsync("hub", default), Is.Zero, "behind a restart");
    }

    static HubOrder Entry() => new(new Contracts.V1.Order { OrderNo = "D1", Inquiry = new Inquiry() }, [new FieldFault("cxqq.XM", "is damaged Base64, or no GBK text")]);

    HubFollowUp FollowUp(HubMetrics metrics) => new(store, feeds, metrics, signal, new Clock(), NullLogger<HubFollowUp>.Instance);

    [Test]
    public async Task What_goes_back_is_due_once_and_dropped_when_the_order_came_whole()
    {
        using var metrics = new HubMetrics(new Clock());
        var back = new HubTaken.Back(new HubReturn("D1", HubReturns.NoOrder, "XM 编码损坏", "李", "010"));
        await FollowUp(metrics).RunAsync("hub", Entry(), back, default);
        await FollowUp(metrics).RunAsync("hub", Entry(), back, default);
        var feed = feeds.All.Single();
        Assert.That((feed.Sequence, feed.Kind, feed.State, feed.Words.Reason, feed.Words.Contact, feed.Words.Digest), Is.EqualTo((0L, OrderKind.Inquiry, HubFeedState.Due, HubReturns.NoOrder, "李", HubSift.DigestOf(Entry()))));

        await FollowUp(metrics).RunAsync("hub", Entry(), new HubTaken.Durable(Known(), Repeat: false), default);
        Assert.That(feeds.All, Is.Empty);
    }

    [TestCase(HubFeedState.Taken, HubFeedState.Due, TestName = "An answer that the hub lost is due again")]
    [TestCase(HubFeedState.Refused, HubFeedState.Refused, TestName = "An answer that the hub refuses is not sent again for being listed")]
    [TestCase(HubFeedState.Sent, HubFeedState.Sent)]
    public async Task A_repeat_of_an_answered_order(HubFeedState before, HubFeedState after)
    {
        using var metrics = new HubMetrics(new Clock());
        var feed = feeds.Add("D1", 1, OrderKind.Inquiry);
        await feeds.ChangeFeedAsync(feed, feed with { State = before, Parts = 1 }, default);
        await FollowUp(metrics).RunAsync("hub", Entry(), new HubTaken.Durable(Known(), Repeat: true), default);
        Assert.That(feeds.All.Single().State, Is.EqualTo(after));
    }

    [Test]
    public async Task An_answer_that_was_taken_so_long_ago_that_its_feed_is_gone_is_due_again()
    {
        using var metrics = new HubMetrics(new Clock());
        store.FindReceiptAsync("hub", "D1", 1, Arg.Any<CancellationToken>()).Returns(Receipt(7, StoredKind.Final, inquiry: true) with { Order = Known().Key });
        Assert.That(await new HubBook(store, feeds, "hub").TakenAtAsync(Known(), default), Is.EqualTo(DateTimeOffset.MinValue), "it is fetched, as one whose answer the hub lost");

        await FollowUp(metrics).RunAsync("hub", Entry(), new HubTaken.Durable(Known(), Repeat: true), default);

        Assert.That(feeds.All.Select(f => (f.OrderNo, f.Sequence, f.Kind, f.State)), Is.EqualTo(new[] { ("D1", 7L, OrderKind.Inquiry, HubFeedState.Due) }));
    }

    [Test]
    public async Task A_conflict_leaves_its_audit_entry_and_nothing_goes_back()
    {
        using var metrics = new HubMetrics(new Clock());
        await FollowUp(metrics).RunAsync("hub", Entry(), new HubTaken.Conflict(), default);
        await store.Received(1).AuditAsync(Arg.Is<AuditEntry>(e => e.Action == "hub.conflict" && e.Subject == "hub:D1"), Arg.Any<CancellationToken>());
        Assert.That(feeds.All, Is.Empty);
    }

    static KnownOrder Known() => new(new OrderKey("hub", "D1", 1), "", "", default, default, KnownState.Acknowledged, null, false);
}
