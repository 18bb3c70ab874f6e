using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Domain = Gateway.Register.Orders;

namespace Gateway.Contracts.Tests.HubForms;

public sealed class HubOrdersTests
{
    static readonly string[] Header = ["BDHM", "FYDM", "FYMC", "AH", "CBR", "YHDH", "LXFS", "GZZBH", "GWZBH", "XM", "ZJLX", "DSRZJHM", "CKH", "BEIZ"];

    static readonly string[] Line =
    [
        "CCXH", "KHZH", "GLZHHM", "CCLB", "KHWD", "KHWDDM", "SE", "JLDW", "CKWH", "ZXKZHHM", "ZXKZHKHH", "ZXKZHKHHHH", "ZXKZHZH", "ZXKZHLX", "YDJAH", "YDJDH", "ZCMC", "ZCLX", "CPXSZL", "DQH", "JRCPBH", "LCZH", "ZJHKZH",
    ];

    static HubElement Entry(string name, params string[] attributes) => attributes.Aggregate(new HubElement(name), (element, attribute) => element.Set(attribute, $"v{attribute}"));

    static HubElement Control(params HubElement[] lines) => Entry("kzqq", Header).AddList("kzzhlist", lines);

    static HubElement Kzzh(string measure, params (string Name, string Value)[] others) =>
        others.Aggregate(new HubElement("kzzh").Set("CCXH", "1").Set("KHZH", "6222001").Set("KZCS", measure), (line, other) => line.Set(other.Name, other.Value));

    [Test]
    public void Every_field_of_an_inquiry_arrives()
    {
        var order = HubOrders.Inquiry(Entry("cxqq", Header).Set("WSBH", "vWSBH").Set("CKKSSJ", "2026/01/01").Set("CKJSSJ", "2026-11-21 00:00:00")).Order;

        Assert.That(Texts(order), Is.EquivalentTo([.. Header.Select(h => $"v{h}"), "vWSBH", "2026-01-01", "2026-11-21"]));
    }

    [Test]
    public void Every_field_of_a_control_line_arrives()
    {
        var line = Entry("kzzh", Line).Set("KZCS", "08").Set("KZLX", "2").Set("BZ", "156").Set("JE", "1.00").Set("KSRQ", "20260101").Set("JSRQ", "2026-11-21").Set("KZNR", "1").Set("SFJH", "1");
        var whole = Control(line, Kzzh("06", ("YDJAH", "vYDJAH"), ("YDJDH", "vYDJDH")));
        var order = HubOrders.Control(whole).Order;

        Assert.That(Texts(order).Where(t => t.StartsWith('v')).Distinct(), Is.EquivalentTo([.. Header.Select(h => $"v{h}"), .. Line.Select(l => $"v{l}")]));
        var mixed = order.Mixed.Lines[0];
        Assert.That((mixed.Measure, mixed.Target.AssetKind, mixed.Target.Currency, mixed.Amount, mixed.From, mixed.To, mixed.Convert), Is.EqualTo(("08", V1.AssetKind.OtherAsset, "CNY", "1.00", "2026-01-01", "2026-11-21", true)));
    }

    [TestCase("01", Domain.Measure.Freeze, V1.Order.MeasureOneofCase.Freeze)]
    [TestCase("1", Domain.Measure.Freeze, V1.Order.MeasureOneofCase.Freeze)]
    [TestCase("02", Domain.Measure.Renew, V1.Order.MeasureOneofCase.Renewal)]
    [TestCase("03", Domain.Measure.QueuedFreeze, V1.Order.MeasureOneofCase.Freeze)]
    [TestCase("04", Domain.Measure.Release, V1.Order.MeasureOneofCase.Release)]
    [TestCase("05", Domain.Measure.ReleaseQueued, V1.Order.MeasureOneofCase.Release)]
    [TestCase("06", Domain.Measure.Deduct, V1.Order.MeasureOneofCase.Deduction)]
    [TestCase("07", Domain.Measure.CollectIncome, V1.Order.MeasureOneofCase.CollectIncome)]
    [TestCase("08", Domain.Measure.FreezeAndDeduct, V1.Order.MeasureOneofCase.FreezeAndDeduct)]
    public void A_line_has_its_measures_form_and_means_the_same_among_lines_of_others(string code, Domain.Measure measure, V1.Order.MeasureOneofCase form)
    {
        (string, string)[] values = [("JE", "6000.00"), ("KSRQ", "2026-11-21"), ("JSRQ", "2027-11-20"), ("KZNR", "1"), ("SFJH", "是"), ("YDJDH", "D0"), ("ZXKZHZH", "9001"), ("BZ", "CNY")];
        var alone = HubOrders.Control(Order(Kzzh(code, values)));
        var other = measure == Domain.Measure.Renew ? "06" : "02";
        var among = HubOrders.Control(Order(Kzzh(code, values), Kzzh(other, ("CCXH", "2"), ("KHZH", "6222002"))));

        Assert.Multiple(() =>
        {
            Assert.That(alone.Order.MeasureCase, Is.EqualTo(form));
            Assert.That(among.Order.MeasureCase, Is.EqualTo(V1.Order.MeasureOneofCase.Mixed));
            Assert.That(Read(alone).Lines[0].Measure, Is.EqualTo(measure));
            Assert.That(Read(among).Lines[0], Is.EqualTo(Read(alone).Lines[0]));
            Assert.That(Read(among).Lines, Has.Count.EqualTo(2));
        });
    }

    [TestCase("2", "", true, "")]
    [TestCase("2", "0.00", true, "")]
    [TestCase("2", "5.00", true, "5.00")]
    [TestCase("1", "0.00", false, "0.00")]
    [TestCase("", "5.00", false, "5.00")]
    public void A_whole_account_has_no_amount(string kznr, string je, bool whole, string amount)
    {
        var line = HubOrders.Control(Control(Kzzh("01", ("KZNR", kznr), ("JE", je)))).Order.Freeze.Lines[0];
        Assert.That((line.WholeAccount, line.Amount), Is.EqualTo((whole, amount)));
    }

    [TestCase("KZCS", "09", "kzqq.kzzh[0].KZCS")]
    [TestCase("KZCS", "", "kzqq.kzzh[0].KZCS")]
    [TestCase("KZLX", "3", "kzqq.kzzh[0].KZLX")]
    [TestCase("KZNR", "3", "kzqq.kzzh[0].KZNR")]
    [TestCase("SFJH", "x", "kzqq.kzzh[0].SFJH")]
    public void A_code_that_is_none_is_a_fault(string attribute, string value, string path) =>
        Assert.That(HubOrders.Control(Control(Kzzh("01", (attribute, value)))).Faults.Select(f => f.Field), Is.EqualTo(new[] { path }));

    [Test]
    public void Whatever_is_damaged_in_an_entry_is_named()
    {
        var line = Kzzh("01");
        line.MarkUnreadable("JE");
        var entry = Control(line);
        entry.MarkUnreadable("XM");

        Assert.That(HubOrders.Control(entry).Faults.Select(f => f.Field), Is.EqualTo(new[] { "kzqq.XM", "kzqq.kzzh[0].JE" }));
    }

    [TestCase("CNY", "CNY")]
    [TestCase("cny", "CNY")]
    [TestCase("156", "CNY")]
    [TestCase("人民币", "CNY")]
    [TestCase("840", "USD")]
    [TestCase("", "")]
    [TestCase("某币", "某币")]
    public void A_currency_is_known_by_code_number_or_name(string hub, string iso) => Assert.That(HubCodes.Currency(hub), Is.EqualTo(iso));

    [TestCase("2026-11-21", "2026-11-21")]
    [TestCase("2026/1/2", "2026-01-02")]
    [TestCase("20261121", "2026-11-21")]
    [TestCase("2026-11-21 23:59:59", "2026-11-21")]
    [TestCase("2026-11-21T00:00:00", "2026-11-21")]
    [TestCase("2026-13-01", "2026-13-01")]
    [TestCase("明天", "明天")]
    [TestCase("", "")]
    public void A_day_is_read_in_each_of_its_forms(string hub, string day) =>
        Assert.That(HubOrders.Inquiry(new HubElement("cxqq").Set("CKKSSJ", hub)).Order.Inquiry.TransactionsFrom, Is.EqualTo(day));

    static HubElement Order(params HubElement[] lines) => new HubElement("kzqq").Set("BDHM", "D1").Set("FYDM", "F10").AddList("kzzhlist", lines);

    static Domain.Order Read(HubOrder order)
    {
        var reading = OrderReader.Read(order.Order, _ => "");
        Assert.That(reading.Faults, Is.Empty);
        return reading.Order!;
    }

    static IEnumerable<string> Texts(IMessage message) => message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => field.Accessor.GetValue(message) switch
    {
        string { Length: > 0 } text => [text],
        IMessage inner => Texts(inner),
        System.Collections.IEnumerable list when field.IsRepeated && field.FieldType == FieldType.Message => list.Cast<IMessage>().SelectMany(Texts),
        _ => Enumerable.Empty<string>(),
    });
}
