using System.Text;
using Gateway.Contracts.Orders;
using Google.Protobuf;

namespace Gateway.Contracts.Tests.Orders;

public sealed class OrderContentTests
{
    static readonly TestCaseData[] SameContent =
    [
        Change("another sent time", o => o.SentTime = "2026-11-21T11:00:00+08:00"),
        Change("the amount written otherwise", o => o.Freeze.Lines[0].Amount = "6000"),
        Change("what unspecified means, said", o => { o.CaseKind = V1.CaseKind.Execution; o.Freeze.Lines[0].Target.AssetKind = V1.AssetKind.Deposit; }),
        Change("lines in another order", o => { var line = o.Freeze.Lines[0]; o.Freeze.Lines.RemoveAt(0); o.Freeze.Lines.Add(line); }),
        Change("documents sealed again", o => o.Documents[0].DetachedSeal = ByteString.CopyFromUtf8("another")),
        Change("documents in another order", o => { var document = o.Documents[0]; o.Documents.RemoveAt(0); o.Documents.Add(document); }),
        Change("a document's other bytes and name", o => { o.Documents[0].Content = ByteString.CopyFromUtf8("y"); o.Documents[0].FileName = "b"; }),
    ];

    static readonly TestCaseData[] OtherContent =
    [
        Change("another amount", o => o.Freeze.Lines[0].Amount = "6000.01"),
        Change("an amount that does not parse", o => o.Freeze.Lines[0].Amount = "6000.00x"),
        Change("another account", o => o.Freeze.Lines[1].Target.Account = "6222003"),
        Change("another end", o => o.Freeze.Lines[0].To = "2027-11-19"),
        Change("a line less", o => o.Freeze.Lines.RemoveAt(1)),
        Change("another measure", o => { var target = o.Freeze.Lines[0].Target; o.Release = new V1.Release { Lines = { new V1.ReleaseLine { Target = target, Amount = "6000.00" } } }; }),
        Change("no measure", o => o.Freeze = null),
        Change("an empty measure", o => o.Inquiry = new V1.Inquiry()),
        Change("another court", o => o.CourtCode = "F11"),
        Change("another case", o => o.CaseNo = "(2026)甲执2号"),
        Change("another party", o => o.Party.IdNumber = "110101199001010012"),
        Change("another officer", o => o.Officer.Name = "李法官"),
        Change("another case kind", o => o.CaseKind = V1.CaseKind.Preservation),
        Change("a text that moved to the next field", o => { o.CourtName = ""; o.CaseNo = "甲市人民法院(2026)甲执1号"; }),
    ];

    [TestCaseSource(nameof(SameContent))]
    public void A_second_sending_of_the_same_order_has_the_same_content(Action<V1.Order> change) => Assert.Multiple(() =>
    {
        Assert.That(Business(Samples.Freeze(change)), Is.EqualTo(Business(Samples.Freeze())));
        Assert.That(Documents(Samples.Freeze(change)), Is.EqualTo(Documents(Samples.Freeze())));
    });

    [TestCaseSource(nameof(OtherContent))]
    public void What_means_something_else_has_other_content(Action<V1.Order> change) =>
        Assert.That(Business(Samples.Freeze(change)), Is.Not.EqualTo(Business(Samples.Freeze())));

    [Test]
    public void Documents_count_by_kind_and_number() => Assert.Multiple(() =>
    {
        Assert.That(Documents(Samples.Freeze(o => o.Documents.RemoveAt(0))), Is.Not.EqualTo(Documents(Samples.Freeze())));
        Assert.That(Documents(Samples.Freeze(o => o.Documents[0].DocumentNo = "文2")), Is.Not.EqualTo(Documents(Samples.Freeze())));
        Assert.That(Documents(Samples.Freeze(o => o.Documents[0].Kind = V1.DocumentKind.Other)), Is.Not.EqualTo(Documents(Samples.Freeze())));
    });

    [Test]
    public void An_inquiry_and_no_measure_differ() =>
        Assert.That(Business(Samples.Freeze(o => o.Inquiry = new V1.Inquiry())), Is.Not.EqualTo(Business(Samples.Freeze(o => o.Freeze = null))));

    // The form is what stored digests were made from: it may not change for orders that are in stores already.
    [Test]
    public void The_canonical_form_is_fixed() => Assert.That(
        Business(new V1.Order { OrderNo = "O1", CourtCode = "F10", Release = new V1.Release { Lines = { new V1.ReleaseLine { Target = new V1.Target { LineNo = "1", Account = "A" }, Queued = true, Amount = "5.50" } } } }),
        Is.EqualTo("order_no=2:O1;court_code=3:F10;release=69:lines=59:target=24:line_no=1:1;account=1:A;;queued=1:1;amount=3:5.5;;;"));

    static string Business(V1.Order order) => Encoding.UTF8.GetString(OrderContent.BusinessFields(order));

    static string Documents(V1.Order order) => Encoding.UTF8.GetString(OrderContent.DocumentList(order));

    static TestCaseData Change(string name, Action<V1.Order> change) => new TestCaseData(change).SetArgDisplayNames(name);
}
