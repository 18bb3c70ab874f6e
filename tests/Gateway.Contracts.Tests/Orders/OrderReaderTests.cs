using System.Security.Cryptography;
using Gateway.Contracts.Orders;
using Gateway.Register.Orders;
using Google.Protobuf;

namespace Gateway.Contracts.Tests.Orders;

public sealed class OrderReaderTests
{
    [Test]
    public void A_freeze_is_read_with_all_that_it_says()
    {
        var order = Read(Samples.Freeze(o => o.Freeze.Lines[1].Queued = true));

        Assert.Multiple(() =>
        {
            Assert.That(order.Kind, Is.EqualTo(OrderKind.Control));
            Assert.That((order.OrderNo, order.CourtCode, order.CourtName, order.CaseNo), Is.EqualTo(("O1", "F10", "甲市人民法院", "(2026)甲执1号")));
            Assert.That(order.CaseKind, Is.EqualTo(CaseKind.Execution), "unspecified means execution");
            Assert.That(order.Officer, Is.EqualTo(new Officer("王法官", "010-1", "G1", "W1")));
            Assert.That(order.Party, Is.EqualTo(new PartyIdentity("张三", "10100", "110101199001010011")));
            Assert.That(order.SentTime, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8))));
            Assert.That(order.Lines[0], Is.EqualTo(new ControlLine
            {
                LineNo = "1", Measure = Measure.Freeze, Account = "6222001", Currency = "CNY", Amount = 6000m, From = new DateOnly(2026, 11, 21), To = new DateOnly(2027, 11, 20),
                RulingNo = "(2026)甲执1号裁定",
            }));
            Assert.That(order.Lines[1].Measure, Is.EqualTo(Measure.QueuedFreeze));
            Assert.That(order.Documents[0], Is.EqualTo(new CourtDocument(DocumentKind.Ruling, "a.txt", "text/plain", "文1", Digest("x"), 1, Digest("seal"))));
        });
    }

    [Test]
    public void An_inquiry_is_read_with_its_period()
    {
        var order = Read(Samples.Inquiry(o => o.CaseKind = V1.CaseKind.Preservation));

        Assert.Multiple(() =>
        {
            Assert.That(order.Kind, Is.EqualTo(OrderKind.Inquiry));
            Assert.That(order.CaseKind, Is.EqualTo(CaseKind.Preservation));
            Assert.That(order.DocumentNo, Is.EqualTo("查1"));
            Assert.That((order.TransactionsFrom, order.TransactionsTo), Is.EqualTo((new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 30))));
            Assert.That(order.Lines, Is.Empty);
        });
    }

    [Test]
    public void A_deduction_is_read_with_payee_and_original()
    {
        var line = Read(Samples.Deduction()).Lines.Single();

        Assert.That(line, Is.EqualTo(new ControlLine
        {
            LineNo = "1", Measure = Measure.Deduct, Account = "6222001", Currency = "CNY", Amount = 6000m, Convert = true, RulingNo = "(2026)甲执1号裁定",
            Payee = new Payee("甲市人民法院执行款专户", "示例银行", "102", "9001"), OriginalCaseNo = "(2026)甲执1号", OriginalOrderNo = "O0",
        }));
    }

    static IEnumerable<TestCaseData> Measures()
    {
        var target = Samples.Target("1", "6222001");
        target.AssetKind = V1.AssetKind.OtherAsset;
        target.SubAccount = "01";
        target.ProductNo = "LC01";
        yield return Case(o => o.Renewal = new V1.Renewal { Lines = { new V1.RenewalLine { Target = target, To = "2028-11-20" } } }, Measure.Renew);
        yield return Case(o => o.Release = new V1.Release { Lines = { new V1.ReleaseLine { Target = target } } }, Measure.Release);
        yield return Case(o => o.Release = new V1.Release { Lines = { new V1.ReleaseLine { Target = target, Queued = true } } }, Measure.ReleaseQueued);
        yield return Case(o => o.FreezeAndDeduct = new V1.FreezeAndDeduction { Lines = { new V1.FreezeAndDeductionLine { Target = target, WholeAccount = true } } }, Measure.FreezeAndDeduct);
        yield return Case(o => o.CollectIncome = new V1.IncomeCollection { Lines = { new V1.IncomeCollectionLine { Target = target } } }, Measure.CollectIncome);
        foreach (var measure in Enum.GetValues<Measure>().Where(m => m <= Measure.FreezeAndDeduct))
            yield return new TestCaseData((Action<V1.Order>)(o => o.Mixed = new V1.Mixed { Lines = { new V1.MixedLine { Measure = $"0{measure:D}", Target = target } } }), measure).SetArgDisplayNames($"{measure} among others");

        static TestCaseData Case(Action<V1.Order> change, Measure expected) => new TestCaseData(change, expected).SetArgDisplayNames(expected.ToString());
    }

    [TestCaseSource(nameof(Measures))]
    public void Every_measure_has_its_code_and_its_target(Action<V1.Order> change, Measure expected)
    {
        var line = Read(Samples.Freeze(change)).Lines.Single();

        Assert.That((line.Measure, line.AssetKind, line.SubAccount, line.ProductNo), Is.EqualTo((expected, AssetKind.OtherAsset, "01", "LC01")));
    }

    // Rule 17: whatever is an order gets a sealed receipt, however bad its amounts and terms are.
    static readonly TestCaseData[] OrdersAllTheSame =
    [
        Spoilt("no amount", o => o.Freeze.Lines[0].Amount = ""),
        Spoilt("zero amount", o => o.Freeze.Lines[0].Amount = "0.00"),
        Spoilt("negative amount", o => o.Freeze.Lines[0].Amount = "-5.00"),
        Spoilt("over-precise amount", o => o.Freeze.Lines[0].Amount = "5.001"),
        Spoilt("an end before the start", o => o.Freeze.Lines[0].To = "2020-01-01"),
        Spoilt("no term", o => o.Freeze.Lines[0].To = o.Freeze.Lines[0].From = ""),
        Spoilt("no documents", o => o.Documents.Clear()),
        Spoilt("a document of no kind", o => o.Documents[0].Kind = V1.DocumentKind.Unspecified),
        Spoilt("an empty document", o => o.Documents[0].Content = ByteString.Empty),
        Spoilt("no party", o => o.Party = null),
        Spoilt("no officer", o => o.Officer = null),
        Spoilt("no case number", o => o.CaseNo = ""),
        Spoilt("no court name", o => o.CourtName = ""),
        Spoilt("the same account in two currencies", o => { o.Freeze.Lines[1].Target.Account = "6222001"; o.Freeze.Lines[1].Target.Currency = "USD"; }),
        Spoilt("the same account with another sub-account", o => { o.Freeze.Lines[1].Target.Account = "6222001"; o.Freeze.Lines[1].Target.SubAccount = "01"; }),
        Spoilt("200 lines", o => o.Freeze.Lines.AddRange(Enumerable.Range(3, 198).Select(i => new V1.FreezeLine { Target = Samples.Target($"{i}", $"A{i}") }))),
        Spoilt("a document of exactly 8 MiB", o => o.Documents[0].Content = ByteString.CopyFrom(new byte[8 << 20])),
    ];

    [TestCaseSource(nameof(OrdersAllTheSame))]
    public void What_can_be_answered_by_receipt_is_an_order(Action<V1.Order> change) => Assert.That(OrderReader.Read(Samples.Freeze(change), Digest).Faults, Is.Empty);

    static readonly TestCaseData[] Faults =
    [
        Fault("a line of no measure", o => o.Mixed = new V1.Mixed { Lines = { new V1.MixedLine { Target = Samples.Target("1", "6222001") } } }, "order.mixed.lines[0].measure", "no measure"),
        Fault("a line of an unknown measure", o => o.Mixed = new V1.Mixed { Lines = { new V1.MixedLine { Measure = "90", Target = Samples.Target("1", "6222001") } } }, "order.mixed.lines[0].measure", "no measure"),
        Fault("no order number", o => o.OrderNo = "", "order.order_no", "missing"),
        Fault("an order number that is too long", o => o.OrderNo = new string('9', 31), "order.order_no", "30 characters"),
        Fault("an order number with a colon", o => o.OrderNo = "a:b", "order.order_no", "colon"),
        Fault("an order number with a space", o => o.OrderNo = "a b", "order.order_no", "white space"),
        Fault("no court", o => o.CourtCode = "", "order.court_code", "missing"),
        Fault("no measure", o => o.Freeze = null, "order", "no measure"),
        Fault("no line", o => o.Freeze.Lines.Clear(), "order.freeze.lines", "missing"),
        Fault("a line without number", o => o.Freeze.Lines[0].Target.LineNo = "", "order.freeze.lines[0].target.line_no", "missing"),
        Fault("a line without account", o => o.Freeze.Lines[1].Target.Account = "", "order.freeze.lines[1].target.account", "missing"),
        Fault("an amount that does not parse", o => o.Freeze.Lines[0].Amount = "6,000.00", "order.freeze.lines[0].amount", "no amount"),
        Fault("an amount with an exponent", o => o.Freeze.Lines[0].Amount = "1e5", "order.freeze.lines[0].amount", "no amount"),
        Fault("a date that does not parse", o => o.Freeze.Lines[0].To = "2026/11/21", "order.freeze.lines[0].to", "no date"),
        Fault("a day that does not exist", o => o.Freeze.Lines[0].From = "2026-02-30", "order.freeze.lines[0].from", "no date"),
        Fault("a time without offset", o => o.SentTime = "2026-11-21T10:00:00", "order.sent_time", "no time"),
        Fault("a currency that is none", o => o.Freeze.Lines[0].Target.Currency = "元", "order.freeze.lines[0].target.currency", "no currency"),
        Fault("an unknown case kind", o => o.CaseKind = (V1.CaseKind)77, "order.case_kind", "no known value"),
        Fault("an unknown asset kind", o => o.Freeze.Lines[0].Target.AssetKind = (V1.AssetKind)77, "order.freeze.lines[0].target.asset_kind", "no known value"),
        Fault("an unknown document kind", o => o.Documents[1].Kind = (V1.DocumentKind)77, "order.documents[1].kind", "no known value"),
        Fault("a text that is too long", o => o.Party.Name = new string('张', 201), "order.party.name", "200 characters"),
        Fault("a control character", o => o.Remark = "a\u0001b", "order.remark", "control character"),
        Fault("half a surrogate pair", o => o.Remark = "a\ud800b", "order.remark", "control character"),
        Fault("the same line number twice", o => o.Freeze.Lines[1].Target.LineNo = "1", "order.freeze.lines[1].target.line_no", "lines[0]"),
        Fault("the same target twice", o => o.Freeze.Lines[1].Target.Account = "6222001", "order.freeze.lines[1].target", "lines[0]"),
        Fault("the same account, once without currency", o => { o.Freeze.Lines[1].Target.Account = "6222001"; o.Freeze.Lines[1].Target.Currency = ""; }, "order.freeze.lines[1].target", "lines[0]"),
        Fault("201 lines", o => o.Freeze.Lines.AddRange(Enumerable.Range(3, 199).Select(i => new V1.FreezeLine { Target = Samples.Target($"{i}", $"A{i}") })), "order.freeze.lines", "more than 200"),
        Fault("17 documents", o => o.Documents.AddRange(Enumerable.Range(0, 15).Select(_ => Samples.Document(V1.DocumentKind.Other))), "order.documents", "more than 16"),
        Fault("a document above 8 MiB", o => o.Documents[0].Content = ByteString.CopyFrom(new byte[(8 << 20) + 1]), "order.documents[0].content", "longer than 8388608 bytes"),
        Fault("a seal above 8 MiB", o => o.Documents[0].DetachedSeal = ByteString.CopyFrom(new byte[(8 << 20) + 1]), "order.documents[0].detached_seal", "longer than"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void What_is_no_order_is_a_fault_with_its_path(Action<V1.Order> change, string field, string description)
    {
        var reading = OrderReader.Read(Samples.Freeze(change), Digest);

        Assert.Multiple(() =>
        {
            Assert.That(reading.Order, Is.Null);
            Assert.That(reading.Faults, Has.Count.EqualTo(1), string.Join("; ", reading.Faults));
            Assert.That(reading.Faults[0].Field, Is.EqualTo(field));
            Assert.That(reading.Faults[0].Description, Does.Contain(description));
        });
    }

    [Test]
    public void An_empty_request_has_no_order() => Assert.That(OrderReader.Read(null, Digest).Faults, Is.EqualTo(new[] { new FieldFault("order", "is missing") }));

    [Test]
    public void A_line_without_target_lacks_number_and_account()
    {
        var reading = OrderReader.Read(Samples.Freeze(o => o.Freeze.Lines[0].Target = null), Digest);

        Assert.That(reading.Faults.Select(f => f.Field), Is.EqualTo(new[] { "order.freeze.lines[0].target.line_no", "order.freeze.lines[0].target.account" }));
    }

    [Test]
    public void All_faults_come_at_once()
    {
        var reading = OrderReader.Read(Samples.Deduction(o =>
        {
            o.OrderNo = "";
            o.SentTime = "gestern";
            o.Deduction.Lines[0].Amount = "viel";
            o.Deduction.Lines[0].Target.Account = "";
            o.Deduction.Lines[0].Payee.Account = new string('9', 51);
        }), Digest);

        Assert.That(reading.Faults.Select(f => f.Field), Is.EquivalentTo(new[]
        {
            "order.order_no", "order.sent_time", "order.deduction.lines[0].amount", "order.deduction.lines[0].target.account", "order.deduction.lines[0].payee.account",
        }));
    }

    [Test]
    public void A_fault_never_repeats_the_value()
    {
        var reading = OrderReader.Read(Samples.Freeze(o => o.Freeze.Lines[0].Amount = "geheim"), Digest);

        Assert.That(reading.Faults.Single().Description, Does.Not.Contain("geheim"));
    }

    static Order Read(V1.Order message)
    {
        var reading = OrderReader.Read(message, Digest);
        Assert.That(reading.Faults, Is.Empty);
        return reading.Order!;
    }

    static string Digest(ByteString bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    static string Digest(string text) => Digest(ByteString.CopyFromUtf8(text));

    static TestCaseData Spoilt(string name, Action<V1.Order> change) => new TestCaseData(change).SetArgDisplayNames(name);

    static TestCaseData Fault(string name, Action<V1.Order> change, string field, string description) =>
        new TestCaseData(change, field, description).SetArgDisplayNames(name);
}
