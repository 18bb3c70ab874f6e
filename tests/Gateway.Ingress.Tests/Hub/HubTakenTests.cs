using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Ingress.Hub;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Ingress.Tests.Hub;

internal sealed class HubTakenTests
{
    static readonly HubContact Contact = new("李四", "010");
    static readonly KnownOrder Known = new(new OrderKey("hub", "D1", 1), "", "", default, default, OrderState.Accepted, null, false);

    static IEnumerable<TestCaseData> Results()
    {
        yield return Case(new IntakeResult.Accepted(Known), "D1", new HubTaken.Durable(Known, false));
        yield return Case(new IntakeResult.Repeat(Known), "D1", new HubTaken.Durable(Known, true));
        yield return Case(new IntakeResult.Conflict(), "D1", new HubTaken.Conflict());
        yield return Case(
            new IntakeResult.NoOrder([new FieldFault("order.court_code", "is missing"), new FieldFault("order.freeze.lines[0].to", "is no date: yyyy-MM-dd is expected")]), "D1",
            new HubTaken.Back(new HubReturn("D1", "请求数据不符合规范", "FYDM 缺失；第1项 JSRQ 不是日期（yyyy-MM-dd）", "李四", "010")));
        yield return Case(new IntakeResult.CourtNotAllowed(), "D1", new HubTaken.Back(new HubReturn("D1", "发起法院不在本通道范围内", "", "李四", "010")));
        yield return Case(new IntakeResult.NoOrder([]), "", new HubTaken.Nameless());
        yield return Case(new IntakeResult.CourtNotAllowed(), "D:1", new HubTaken.Nameless());
        yield return Case(new IntakeResult.ChannelClosed(), "D1", new HubTaken.Later());
        yield return Case(new IntakeResult.ChannelPaused(), "D1", new HubTaken.Later());
        yield return Case(new IntakeResult.Overloaded(Bound.Waiting), "D1", new HubTaken.Later());

        static TestCaseData Case(IntakeResult result, string number, HubTaken expected) => new TestCaseData(result, number, expected).SetArgDisplayNames(result.GetType().Name, number);
    }

    [TestCaseSource(nameof(Results))]
    public void What_the_intake_says_decides_what_follows_at_the_hub(IntakeResult result, string number, HubTaken expected) => Assert.That(HubTaken.Of(result, number, Contact), Is.EqualTo(expected));
}
