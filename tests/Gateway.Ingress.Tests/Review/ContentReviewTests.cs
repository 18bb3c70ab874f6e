using System.Text;
using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Google.Protobuf;
using static Gateway.Contracts.V1.DocumentKind;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

public sealed class ContentReviewTests
{
    static readonly TestCaseData[] Notices =
    [
        Case("as ordered", Papers.Text("冻结账号6222001内存款6000.00元"), null),
        Case("full-width figures and brackets", "甲市人民法院（２０２６）甲执１号冻结６２２２００１内６，０００．００元", null),
        Case("full-width figures without a separator", "甲市人民法院（２０２６）甲执１号冻结６２２２００１内６０００．００元", null),
        Case("hexagonal brackets and spaces", "甲 市 人 民 法 院 〔2026〕甲执 1 号 冻结 6222 001 内 6 000元 6,000元", null),
        Case("a name broken over lines", "甲市人民\n法院\n(2026)甲执\n1号\n622200\n1 内 6000.00", null),
        Case("thousands separators", Papers.Text("冻结6222001内￥6,000.00"), null),
        Case("in units of ten thousand", Papers.Text("冻结6222001内人民币0.6万元"), null),
        Case("in capital numerals", Papers.Text("冻结6222001内人民币陆仟元整"), null),
        Case("a table's cells side by side", Papers.Text("6222001 6000.00 张三"), null),
        Case("another court", Papers.Text("冻结6222001内6000.00元", court: "乙市人民法院"), "法院"),
        Case("another case", Papers.Text("冻结6222001内6000.00元", caseNo: "(2026)甲执2号"), "案号"),
        Case("a longer case number", Papers.Text("冻结6222001内6000.00元", caseNo: "(2026)甲执11号"), "案号"),
        Case("another account", Papers.Text("冻结6222002内6000.00元"), "明细1账号"),
        Case("a longer account", Papers.Text("冻结62220011内6000.00元"), "明细1账号"),
        Case("the end of a longer account", Papers.Text("冻结16222001内6000.00元"), "明细1账号"),
        Case("another amount", Papers.Text("冻结6222001内7000.00元"), "明细1金额"),
        Case("a larger amount with the same end", Papers.Text("冻结6222001内16000.00元"), "明细1金额"),
        Case("an amount with other cents", Papers.Text("冻结6222001内6000.01元"), "明细1金额"),
    ];

    [TestCaseSource(nameof(Notices))]
    public async Task The_notice_must_name_court_case_account_and_amount(string text, string? missing)
    {
        var finding = await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(Papers.Sealed(Notice, text))));

        Assert.That(finding.Both(), Is.EqualTo(missing is null ? ((Reason?)null, (string?)null) : (Reason.DocumentMismatch, $"协助执行通知书未载明{missing}")));
    }

    [Test]
    public async Task Where_people_judge_contradictions_they_are_noted_and_what_comes_behind_is_still_refused()
    {
        var reviewer = new Reviewer(new Rules { Review = new ReviewModes { Measures = new Dictionary<Measure, ReviewMode> { [Measure.Freeze] = ReviewMode.Semi } } });
        var order = Papers.Freeze(change: o => o.Replace(Papers.Sealed(Notice, Papers.Text("冻结账号6222009内存款6,000.00元"))));
        Assert.That(await reviewer.FindAsync(order), Is.Null);
        Assert.That(reviewer.Note(order), Is.EqualTo(new[] { new OrderNote(OrderNoteKind.DocumentMismatch, "", "协助执行通知书未载明明细1账号") }));
        Assert.That(reviewer.Note(Papers.Freeze()), Is.Empty);
        order.Officer.Phone = "";
        Assert.That((await reviewer.FindAsync(order))!.Reason, Is.EqualTo(Reason.OfficerIdMissing));
    }

    [Test]
    public async Task The_pages_of_an_OFD_are_read() => await Assert.MultipleAsync(async () =>
    {
        Assert.That(await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(Papers.Ofd(Notice, Papers.Text("冻结账号6222001内存款6,000.00元"), SealPki.First)))), Is.Null);
        Assert.That(
            (await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(Papers.Ofd(Notice, Papers.Text("冻结账号6222009内存款6,000.00元"), SealPki.First))))).Both(),
            Is.EqualTo((Reason.DocumentMismatch, "协助执行通知书未载明明细1账号")));
    });

    [Test]
    public async Task The_ruling_must_name_court_and_case_but_need_not_name_accounts() => await Assert.MultipleAsync(async () =>
    {
        Assert.That(await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(Papers.Sealed(Ruling, "甲市人民法院 (2026)甲执1号 裁定如下")))), Is.Null);
        Assert.That(
            (await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(Papers.Sealed(Ruling, "甲市人民法院 (2026)甲执2号 裁定如下"))))).Both(),
            Is.EqualTo((Reason.DocumentMismatch, "裁定书未载明案号")));
    });

    [Test]
    public async Task The_notice_of_a_deduction_must_name_the_payees_account() => Assert.That(
        (await Reviewing.FindAsync(Papers.Deduction(change: o => o.Deduction.Lines[0].Payee.Account = "9002"))).Both(),
        Is.EqualTo((Reason.DocumentMismatch, "协助执行通知书未载明明细1收款账号")));

    [Test]
    public async Task Two_notices_may_share_the_lines_but_both_must_be_of_the_case()
    {
        V1.Order Two(string secondCase) => Papers.Freeze(change: o =>
        {
            o.Freeze.Lines.Add(new V1.FreezeLine { Target = new V1.Target { LineNo = "2", Account = "6222002", Currency = "CNY" }, Amount = "5.00" });
            o.Documents.Add(Papers.Sealed(Notice, Papers.Text("冻结6222002内5元", caseNo: secondCase)));
        });

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await Reviewing.FindAsync(Two(Papers.CaseNo)), Is.Null);
            Assert.That((await Reviewing.FindAsync(Two("(2026)甲执2号"))).Both(), Is.EqualTo((Reason.DocumentMismatch, "协助执行通知书未载明案号")));
        });
    }

    [TestCase("0.00")]
    [TestCase("-5.00")]
    [TestCase("")]
    public async Task What_is_no_amount_is_left_to_the_register(string amount) =>
        Assert.That(await Reviewing.FindAsync(Papers.Freeze(change: o => o.Freeze.Lines[0].Amount = amount)), Is.Null);

    [Test]
    public async Task An_order_without_a_case_number_is_not_of_the_documents_case() =>
        Assert.That((await Reviewing.FindAsync(Papers.Freeze(change: o => o.CaseNo = ""))).Both(), Is.EqualTo((Reason.DocumentMismatch, "裁定书未载明案号")));

    [Test]
    public async Task Without_the_courts_name_the_registered_one_is_looked_for() => await Assert.MultipleAsync(async () =>
    {
        Assert.That(await Reviewing.FindAsync(Papers.Freeze(change: o => o.CourtName = "")), Is.Null);
        Assert.That((await Reviewing.FindAsync(Papers.Freeze(change: o => o.CourtName = "戊市人民法院"))).Both(), Is.EqualTo((Reason.DocumentMismatch, "裁定书未载明法院")));
    });

    [Test]
    public async Task A_scan_has_no_text_and_passes()
    {
        var finding = await Reviewing.FindAsync(Papers.Freeze(change: o =>
        {
            foreach (var kind in new[] { Ruling, Notice })
            {
                var scan = Papers.Sealed(kind, "scan");
                scan.MediaType = "image/png";
                o.Replace(scan);
            }
        }));

        Assert.That(finding, Is.Null);
    }

    [Test]
    public async Task Text_in_GBK_is_read()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Papers.Text("冻结6222001内9.00元"));
        var notice = Papers.Sealed(Notice, "");
        notice.Content = ByteString.CopyFrom(gbk);
        notice.DetachedSeal = ByteString.CopyFrom(Gateway.Sealing.DetachedSeal.SignSes(gbk, SealPki.First.Key, Clock.Now, notice.FileName));

        Assert.That((await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(notice)))).Both(), Is.EqualTo((Reason.DocumentMismatch, "协助执行通知书未载明明细1金额")), "court and case were found in it");
    }

    static TestCaseData Case(string name, string text, string? missing) => new TestCaseData(text, missing).SetArgDisplayNames(name);
}
