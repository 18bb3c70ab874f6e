using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Google.Protobuf;
using static Gateway.Contracts.V1.DocumentKind;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

public sealed class PresenceTests
{
    [Test]
    public async Task Orders_with_all_their_papers_pass() => await Assert.MultipleAsync(async () =>
    {
        Assert.That(await Reviewing.FindAsync(Papers.Freeze()), Is.Null);
        Assert.That(await Reviewing.FindAsync(Papers.Deduction()), Is.Null);
        Assert.That(await Reviewing.FindAsync(Papers.Inquiry()), Is.Null);
    });

    static readonly TestCaseData[] Controls =
    [
        Case("no ruling", o => o.Remove(Ruling), Reason.DocumentMissing, "裁定书"),
        Case("no notice", o => o.Remove(Notice), Reason.DocumentMissing, "协助执行通知书"),
        Case("an empty notice", o => o.Documents[1].Content = ByteString.Empty, Reason.DocumentMissing, "协助执行通知书"),
        Case("a ruling said to be something else", o => o.Documents[0].Kind = Other, Reason.DocumentMissing, "裁定书"),
        Case("no documents at all", o => o.Documents.Clear(), Reason.DocumentMissing, "裁定书"),
        Case("no officer's card", o => o.Remove(WorkCard), Reason.OfficerIdMissing, "工作证或公务证"),
        Case("an empty card", o => o.Documents[2].Content = ByteString.Empty, Reason.OfficerIdMissing, "工作证或公务证"),
        Case("no officer's name", o => o.Officer.Name = "", Reason.OfficerIdMissing, "执行人员姓名"),
        Case("no officer's phone", o => o.Officer.Phone = "", Reason.OfficerIdMissing, "执行人员电话"),
        Case("no officer", o => o.Officer = null, Reason.OfficerIdMissing, "执行人员姓名"),
        Case("no card and a bad seal: the seal comes first", o => { o.Remove(WorkCard); o.Documents[0].DetachedSeal = ByteString.Empty; }, Reason.SealInvalid, "裁定书 no-seal"),
        Case("no card and another case: the case comes first", o => { o.Remove(WorkCard); o.CaseNo = "(2026)甲执9号"; }, Reason.DocumentMismatch, "裁定书未载明案号"),
    ];

    [TestCaseSource(nameof(Controls))]
    public async Task A_control_needs_ruling_notice_and_an_officers_card(Action<V1.Order> change, Reason reason, string detail) =>
        Assert.That((await Reviewing.FindAsync(Papers.Freeze(change: change))).Both(), Is.EqualTo((reason, detail)));

    [Test]
    public async Task An_inquiry_needs_no_ruling_but_a_notice_and_a_list() => await Assert.MultipleAsync(async () =>
    {
        Assert.That((await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Remove(Notice)))).Both(), Is.EqualTo((Reason.DocumentMissing, "协助执行通知书")));
        Assert.That((await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Remove(InquiryList)))).Both(), Is.EqualTo((Reason.DocumentMissing, "查询清单")));
        Assert.That((await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Remove(DutyCard)))).Both(), Is.EqualTo((Reason.OfficerIdMissing, "工作证或公务证")));
    });

    [TestCase("查询清单\n张三 1101 0119 9001 0100 11", null)]
    [TestCase("查询清单\n李四 110101199001010099", Reason.DocumentMissing)]
    [TestCase("附：查询清单\n张三 110101199001010011", Reason.DocumentMissing)]
    public async Task The_list_may_be_part_of_the_notice(string list, Reason? expected)
    {
        var order = Papers.Inquiry(change: o =>
        {
            o.Remove(InquiryList);
            o.Replace(Papers.Sealed(Notice, Papers.Text("查询下列人员存款") + "\n" + list));
        });

        Assert.That((await Reviewing.FindAsync(order))?.Reason, Is.EqualTo(expected));
    }

    static TestCaseData Case(string name, Action<V1.Order> change, Reason reason, string detail) => new TestCaseData(change, reason, detail).SetArgDisplayNames(name);
}
