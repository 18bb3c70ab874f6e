using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Ingress.Hub;
using Gateway.Ingress.HubSoap;
using Gateway.Ingress.Tests.Support;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Tests.HubSoap;

internal sealed class SoapRoundTests
{
    static HubElement Entry(string number, string party = "张三", string documentNo = "W1") =>
        new HubElement("cxqq").Set("BDHM", number).Set("FYDM", "F10").Set("XM", party).Set("WSBH", documentNo);

    static HubElement List(params HubElement[] entries) => entries.Aggregate(new HubElement("cxqqList"), (list, entry) => list.Add(entry));

    static HubScript Script(HubElement list) => new HubScript().On(HubOperation.Inquiries, _ => list)
        .On(HubOperation.InquiryWrits, _ => new HubElement("wsinfoList").Add(new HubElement("wsinfo").Set("WSNR", "AQ=="))).On(HubOperation.Cards, _ => new HubElement("zjinfoList"));

    sealed class Book : IHubBook
    {
        readonly Dictionary<string, (KnownOrder Order, DateTimeOffset? TakenAt)> orders = [];

        public Book With(HubElement entry, DateTimeOffset? takenAt)
        {
            var order = HubOrders.Inquiry(entry).Order;
            orders[order.OrderNo] = (new KnownOrder(new OrderKey("hub", order.OrderNo, 1), Sm3.HexHash(OrderContent.BusinessFields(order)), "", default, default, OrderState.Accepted, null, false), takenAt);
            return this;
        }

        public Task<KnownOrder?> FindAsync(string orderNo, CancellationToken cancel) => Task.FromResult<KnownOrder?>(orders.TryGetValue(orderNo, out var known) ? known.Order : null);

        public Task<DateTimeOffset?> TakenAtAsync(KnownOrder order, CancellationToken cancel) => Task.FromResult(orders[order.Key.OrderNo].TakenAt);

        public Task<HubFeed?> ReturnAsync(string orderNo, CancellationToken cancel) => Task.FromResult<HubFeed?>(null);
    }

    sealed class Intake
    {
        public List<string> Taken { get; } = [];

        public List<string> Told { get; } = [];

        public Task TakeAsync(HubOrder entry, IReadOnlyList<Contracts.V1.Document> documents, CancellationToken cancel)
        {
            lock (Taken) Taken.Add($"{entry.Order.OrderNo} {documents.Count}");
            return Task.CompletedTask;
        }

        public Task TellAsync(HubOrder entry, HubTaken taken, CancellationToken cancel)
        {
            Told.Add($"{entry.Order.OrderNo} {taken.GetType().Name}");
            return Task.CompletedTask;
        }
    }

    static SoapRound Round(HubScript script, Book book, Intake intake, OrderKind kind = OrderKind.Inquiry) =>
        new(script.Hub(), kind, book, intake.TakeAsync, intake.TellAsync, new HubSoapSettings { DocumentAttempts = 3 }, new Clock());

    [Test]
    public async Task A_round_takes_what_is_new_and_what_comes_again_and_lets_open_orders_be()
    {
        var (script, intake) = (Script(List(Entry("D1"), Entry("D2"), Entry("D3"), Entry("D4", "李四"), Entry("D5"), Entry("D1"), Entry(""), Entry("D6"))), new Intake());
        var book = new Book().With(Entry("D2"), null).With(Entry("D3"), Clock.Now.AddSeconds(-31)).With(Entry("D5"), Clock.Now.AddSeconds(-1)).With(Entry("D4"), null);
        var result = await Round(script, book, intake).RunAsync(default);

        Assert.Multiple(() =>
        {
            Assert.That(intake.Taken, Is.EquivalentTo(new[] { "D1 1", "D3 1", "D6 1" }));
            Assert.That(result.Listed, Is.EquivalentTo(new[] { "D1", "D2", "D3", "D4", "D5", "D6", "" }));
            Assert.That(intake.Told, Is.EquivalentTo(new[] { "D4 Conflict", " Nameless" }));
            Assert.That(script.Asked.Count(a => a == "cxwsInfo W1"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_list_that_does_not_come_names_no_order()
    {
        var result = await Round(Script(List()).On(HubOperation.Inquiries, _ => null), new Book(), new Intake()).RunAsync(default);
        Assert.That((result.Listed, result.Trouble), Is.EqualTo(((IReadOnlySet<string>?)null, "NoAnswer: HTTP status 503")));
    }

    [Test]
    public async Task An_entry_that_is_damaged_goes_back_with_the_second_list()
    {
        var entry = Entry("D1");
        var script = Script(List(entry)).Spoil("XM");
        var intake = new Intake();
        var round = Round(script, new Book(), intake);
        Assert.That((await round.RunAsync(default)).Waiting, Is.EqualTo(1));
        Assert.That(intake.Taken, Is.Empty);
        await round.RunAsync(default);
        Assert.That(intake.Taken, Is.EqualTo(new[] { "D1 0" }));
    }

    [Test]
    public async Task A_return_without_a_list_brings_no_orders_and_decides_nothing()
    {
        var result = await Round(Script(List()).OnNothing(), new Book(), new Intake()).RunAsync(default);
        Assert.That((result.Listed, result.Trouble), Is.EqualTo(((IReadOnlySet<string>?)null, "")));
    }

    [Test]
    public async Task An_empty_list_is_one()
    {
        var result = await Round(Script(List()), new Book(), new Intake()).RunAsync(default);
        Assert.That((result.Listed?.Count, result.Trouble), Is.EqualTo(((int?)0, "")));
    }

    [Test]
    public async Task Documents_that_do_not_come_whole_hold_their_order_for_some_rounds_and_no_other()
    {
        var script = Script(List(Entry("D1", documentNo: "W1"), Entry("D2", documentNo: "W2")))
            .On(HubOperation.InquiryWrits, asked => asked!.All("condition").Single()["WSBH"] == "W1" ? null : new HubElement("wsinfoList"));
        var intake = new Intake();
        var round = Round(script, new Book().With(Entry("D9"), null), intake);
        var waiting = new List<int>();
        for (var i = 0; i < 3; i++) waiting.Add((await round.RunAsync(default)).Waiting);

        Assert.That(intake.Taken.Count(t => t == "D1 0"), Is.EqualTo(1), "after three rounds it is taken with what there is");
        Assert.That(intake.Taken.Count(t => t == "D2 0"), Is.EqualTo(3));
        Assert.That(waiting, Is.EqualTo(new[] { 1, 1, 0 }));
    }

    [Test]
    public async Task Five_thousand_open_orders_are_sifted_without_a_call()
    {
        var entries = Enumerable.Range(0, 5000).Select(i => Entry($"D{i}")).ToArray();
        var book = entries.Aggregate(new Book(), (all, entry) => all.With(entry, null));
        var script = Script(List(entries));
        var result = await Round(script, book, new Intake()).RunAsync(default);
        Assert.That((result.Listed!.Count, script.Asked.Count), Is.EqualTo((5000, 1)));
    }

    [Test]
    public async Task Controls_are_taken_in_the_lists_order_and_told_of_once()
    {
        static HubElement Control(string number) => new HubElement("kzqq").Set("BDHM", number).AddList("kzzhlist", [new HubElement("kzzh").Set("CCXH", "1").Set("KZCS", "01").Set("KHZH", "6222")]);
        var list = new HubElement("kzqqList");
        for (var i = 0; i < 20; i++) list.Add(Control($"K{i}"));
        list.Add(Control(""));
        var script = new HubScript().On(HubOperation.Controls, _ => list).On(HubOperation.Cards, _ => new HubElement("zjinfoList"))
            .On(HubOperation.ControlWrits, asked => asked!.All("condition").Single()["BDHM"] == "K3" ? null : new HubElement("wsinfoList"));
        var intake = new Intake();
        var round = Round(script, new Book(), intake, OrderKind.Control);
        Assert.That((await round.RunAsync(default)).Waiting, Is.EqualTo(1));
        Assert.That(intake.Taken, Is.EqualTo(Enumerable.Range(0, 20).Where(i => i != 3).Select(i => $"K{i} 0")));
        await round.RunAsync(default);
        Assert.That(intake.Told, Is.EqualTo(new[] { " Nameless" }));
    }
}
