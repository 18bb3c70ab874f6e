using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Hub;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Hub;

internal sealed class HubSiftTests
{
    static readonly DateTimeOffset Asked = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    static HubOrder Entry(string number = "D1", string party = "张三", bool damaged = false) =>
        new(new V1.Order { OrderNo = number, Party = new V1.Party { Name = party } }, damaged ? [new FieldFault("cxqq.XM", "is damaged Base64, or no GBK text")] : []);

    static KnownOrder Known() => new(
        new OrderKey("hub", "D1", 1), Sm3.HexHash(OrderContent.BusinessFields(Entry().Order)), "", Asked, Asked, OrderState.Accepted, null, false);

    // known, taken how many seconds before the list was asked for | what the entry is
    [TestCase(false, null, HubEntry.New)]
    [TestCase(true, null, HubEntry.Open)]
    [TestCase(true, -1, HubEntry.Open, TestName = "Taken after the list was asked for: the list may be older")]
    [TestCase(true, 0, HubEntry.Open)]
    [TestCase(true, 1, HubEntry.Again)]
    public void An_entry_is_new_open_or_here_again(bool known, int? takenBefore, HubEntry expected) =>
        Assert.That(HubSift.Of(Entry(), known ? Known() : null, takenBefore is { } seconds ? Asked.AddSeconds(-seconds) : null, null, Asked), Is.EqualTo(expected));

    [Test]
    public void Other_content_under_a_known_number_is_a_conflict() => Assert.That(HubSift.Of(Entry(party: "李四"), Known(), null, null, Asked), Is.EqualTo(HubEntry.Conflict));

    [TestCase(false, HubEntry.NoOrder)]
    [TestCase(true, HubEntry.Open, TestName = "Damage in a repeat says nothing against what is here")]
    public void A_damaged_entry_goes_back_unless_it_is_here(bool known, HubEntry expected) =>
        Assert.That(HubSift.Of(Entry(damaged: true), known ? Known() : null, null, null, Asked), Is.EqualTo(expected));

    // of the same content, its state, taken how many seconds before the list was asked for | what the entry is
    [TestCase(true, HubFeedState.Due, null, HubEntry.Open)]
    [TestCase(true, HubFeedState.Refused, null, HubEntry.Open, TestName = "What the hub refuses to take back waits for people")]
    [TestCase(true, HubFeedState.Taken, 0, HubEntry.Open)]
    [TestCase(true, HubFeedState.Taken, 1, HubEntry.NoOrder, TestName = "The same again behind its return goes back again")]
    [TestCase(false, HubFeedState.Due, null, HubEntry.NoOrder)]
    public void What_goes_back_goes_once(bool same, HubFeedState state, int? takenBefore, HubEntry expected)
    {
        var entry = Entry(damaged: true);
        var back = new HubFeed(1, "hub", "D1", 0, 0, OrderKind.Inquiry)
        {
            State = state, EndedAt = takenBefore is { } seconds ? Asked.AddSeconds(-seconds) : null, Words = new HubFeedWords(Digest: same ? HubSift.DigestOf(entry) : "other"),
        };
        Assert.That(HubSift.Of(entry, null, null, back, Asked), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("D 1")]
    [TestCase("D:1")]
    public void Without_a_number_nothing_can_go_back(string number) => Assert.That(HubSift.Of(Entry(number), null, null, null, Asked), Is.EqualTo(HubEntry.Nameless));

    [Test]
    public void The_same_order_twice_in_one_list_is_one() =>
        Assert.That(HubSift.Once([Entry("D1"), Entry("D2"), Entry("D1"), Entry(""), Entry("")]).Select(e => e.Order.OrderNo), Is.EqualTo(new[] { "D1", "D2", "", "" }));
}
