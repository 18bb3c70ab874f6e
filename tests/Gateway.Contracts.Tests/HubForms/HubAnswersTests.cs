using Gateway.Contracts.HubForms;

namespace Gateway.Contracts.Tests.HubForms;

/// <summary>Answers with every attribute that FIELDS lists, in the hub's forms.</summary>
public sealed class HubAnswersTests
{
    static readonly V1.FreezeRecord Freeze = new() { Rank = 1, Authority = "某公安局", DocumentNo = "X1", Requested = "100", Actual = "50.00", To = "2027-05-01", ProductNo = "LC02", AssetNo = 2, Remark = "注" };
    static readonly V1.ClaimRecord Claim = new() { No = 1, Id = "P1", Kind = "PLEDGE", Holder = "某公司", Amount = "100.00", Take = "50.00", Address = "路2号", Contact = "010", ProductNo = "LC02", AssetNo = 2, Remark = "注" };

    static V1.ControlAnswer Line(string measure = "01") => new()
    {
        LineNo = "1", Measure = measure, Account = "6222001", SubAccount = "01", ProductNo = "LC02", WealthAccount = "LC", Currency = "CNY", Controlled = true, ReasonText = "因", Balance = "100.00", Available = "40.00",
        Requested = "60.00", Actual = "60.00", Beyond = "0.00", From = "2026-11-21", To = "2027-11-20", Units = "5", Remark = "注", Rank = 1, Prior = { Freeze }, Later = { new V1.FreezeRecord(Freeze) { Rank = 3, Requested = "" } }, Claims = { Claim },
    };

    static V1.ReceiptBody Control(params V1.ControlAnswer[] lines) => new() { OrderNo = "D1", Controls = { lines } };

    static V1.ReceiptBody Inquiry(V1.InquiryAnswer answer) => new() { OrderNo = "D1", AsOfTime = "2026-11-21T10:00:00.123+08:00", Inquiry = answer };

    static string Written(HubElement element) => string.Join(' ', element.Attributes.Select(a => $"{a.Key}={a.Value}"));

    [Test]
    public void A_control_answer_has_each_field() => Assert.That(
        Written(HubControlAnswers.Of(Control(Line()), null).All("kzxx").Single()),
        Is.EqualTo("BDHM=D1 CCXH=1 KHZH=6222001 GLZHHM=01 JRCPBH=LC02 LCZH=LC KZNR=1 KZZT=1 YE=100.00 KYYE=40.00 CSKSRQ=2026/11/21 CSJSRQ=2027/11/20 DJXE=60.00 SKJE=60.00 CESKJE=0.00 SKSE=5 WNKZYY=因 BEIZ=注"));

    [Test]
    public void A_control_answer_lists_others_freezes_and_claims()
    {
        var line = HubControlAnswers.Of(Control(Line()), null).All("kzxx").Single();
        Assert.Multiple(() =>
        {
            Assert.That(line.Children.Select(c => c.Name), Is.EqualTo(new[] { "djxxList", "qlxxList" }));
            Assert.That(line.All("djxx").Select(Written), Is.EqualTo(new[]
            {
                "CSXH=1 DJJG=某公安局 DJWH=X1 DJJE=100.00 DJJZRQ=2027/05/01 JRCPBH=LC02 BEIZ=实际冻结 50.00；注", "CSXH=3 DJJG=某公安局 DJWH=X1 DJJE= DJJZRQ=2027/05/01 JRCPBH=LC02 BEIZ=冻结整户；实际冻结 50.00；注",
            }));
            Assert.That(line.All("qlxx").Select(Written), Is.EqualTo(new[] { "XH=1 QLLX=质押 QLR=某公司 QLJE=100.00 QLRDZ=路2号 QLRLXFS=010 JRCPBH=LC02 BEIZ=注" }));
        });
    }

    [Test]
    public void Every_line_is_answered_and_the_receipt_is_in_the_same_list()
    {
        var list = HubControlAnswers.Of(Control(Line(), new V1.ControlAnswer { LineNo = "2", Measure = "01", ReasonText = "查无账户" }), new HubReceipt("receipt-1.ofd", new byte[] { 1 }, "55a5"));
        Assert.That(list.Children.Select(c => c.Name), Is.EqualTo(new[] { "kzxx", "kzxx", "hzxxList" }));
        Assert.That((list.Children[1]["CCXH"], list.Children[1]["KZZT"], list.Children[1]["WNKZYY"], list.Children[1]["SKJE"]), Is.EqualTo(("2", "2", "查无账户", "")));
        Assert.That(Written(list.All("hzxx").Single()), Is.EqualTo("BDHM=D1 WJMC=receipt-1.ofd WJLX=ofd WSLB=回执 WSNR=AQ== MD5=55a5"));
    }

    // measure, whole, requested, actual, beyond, deducted, not deducted | DJXE, SKJE, CESKJE
    [TestCase("01", false, "10000.00", "3000.00", "7000.00", "", "", "10000.00", "3000.00", "7000.00", TestName = "C2 a limit freeze")]
    [TestCase("01", true, "", "8000.00", "0.00", "", "", "", "8000.00", "0.00", TestName = "C22 a whole account")]
    [TestCase("06", false, "4000.00", "0.00", "4000.00", "4000.00", "4000.00", "8000.00", "4000.00", "4000.00", TestName = "C13 a deduction beyond its freeze")]
    [TestCase("06", false, "", "", "", "10000.00", "2000.00", "12000.00", "10000.00", "2000.00", TestName = "C14 a deduction without a freeze")]
    [TestCase("06", false, "", "", "", "0.00", "", "0.00", "0.00", "", TestName = "A refused deduction of an amount that is none")]
    [TestCase("08", false, "10000.00", "3000.00", "7000.00", "3000.00", "7000.00", "10000.00", "3000.00", "7000.00", TestName = "C31 freeze then deduct")]
    [TestCase("08", false, "10000.00", "3000.00", "7000.00", "0.00", "10000.00", "10000.00", "3000.00", "7000.00", TestName = "C31 the deduction failed, the freeze stays")]
    [TestCase("08", true, "", "8000.00", "0.00", "8000.00", "", "", "8000.00", "0.00", TestName = "A whole account frozen and deducted")]
    [TestCase("04", false, "2500.00", "2500.00", "0.00", "", "", "2500.00", "2500.00", "0.00", TestName = "C6 a release in part")]
    [TestCase("01", false, "500", "500", "0", "", "", "500.00", "500.00", "0.00", TestName = "A currency without decimals is written with two")]
    [TestCase("01", false, "0.005", "0.005", "0.000", "", "", "0.005", "0.005", "0.000", TestName = "A currency with three keeps them")]
    public void The_one_triple_of_amounts_fits_each_measure(string measure, bool whole, string requested, string actual, string beyond, string deducted, string notDeducted, string djxe, string skje, string ceskje)
    {
        var line = new V1.ControlAnswer { LineNo = "1", Measure = measure, WholeAccount = whole, Requested = requested, Actual = actual, Beyond = beyond, Deducted = deducted, NotDeducted = notDeducted, Controlled = true };
        var answer = HubControlAnswers.Of(Control(line), null).All("kzxx").Single();
        Assert.That((answer["DJXE"], answer["SKJE"], answer["CESKJE"], answer["KZNR"]), Is.EqualTo((djxe, skje, ceskje, whole ? "2" : "1")));
    }

    [Test]
    public void What_the_form_has_no_field_for_stands_in_the_remark()
    {
        var line = Line("06");
        (line.Deducted, line.NotDeducted, line.Interest, line.PayeeAmount, line.PayeeCurrency, line.Rank) = ("4000.00", "4000.00", "1.5", "700.00", "CNY", 2);
        Assert.That(
            HubControlAnswers.Of(Control(line), null).All("kzxx").Single()["BEIZ"],
            Is.EqualTo("已扣划 4000.00，未扣划 4000.00；仍冻结限额 60.00，实际冻结 60.00；支取利息 1.50；收款 700.00 CNY；轮候顺位第2位；注"));
    }

    static V1.AccountAnswer Account() => new()
    {
        No = 1, Account = "6222001", AccountKind = "借记卡", Status = "DORMANT", BranchName = "城中支行", BranchCode = "0012", OpenedTime = "2020-01-02T03:04:05.000+08:00", ClosedTime = "2026-01-02T03:04:05.000+08:00",
        HolderAddress = "路1号", HolderPostcode = "100000", HolderPhone = "138", AccountClass = "Ⅱ", LinkedFundsAccount = "6222009", AsOfTime = "2026-11-21T10:00:00.123+08:00",
        Itself = new V1.RegisterAnswer { Currency = "CNY", Balance = "100", Available = "40.5", Freezes = { Freeze }, Claims = { Claim }, Transactions = { Transaction(1) } },
        SubAccounts =
        {
            new V1.RegisterAnswer { No = 1, SubAccount = "01", MainAccount = "6222001", Kind = "定期", Currency = "USD", CashKind = "CASH", Balance = "7.00", Available = "7.00", Freezes = { Freeze }, Claims = { Claim }, Transactions = { Transaction(1) } },
        },
        Assets =
        {
            new V1.AssetRecord
            {
                No = 1, Name = "乙", Kind = "理财", SalesKind = "10", Region = "甲市", ProductNo = "LC02", HoldingAccount = "LC", LinkedAccount = "6222009", Manager = "管", Tradable = true, Restriction = "封闭", RestrictedUntil = "2027-05-01",
                Pledgee = "质", Custodian = "托", Beneficiary = "益", Clr = "C", Shr = "S", CustodyAccount = "T1", UnitOfMeasure = "份", Currency = "CNY", UnitPrice = "1.00", Units = "9", AvailableUnits = "5", Total = "9.00",
            },
        },
    };

    static V1.Transaction Transaction(int no) => new()
    {
        No = no, SerialNo = "S1", Kind = "转账", Debit = true, Currency = "CNY", Amount = "1", Time = "2026-03-04T05:06:07.000+08:00", CounterpartyName = "李四", CounterpartyAccount = "6222", CounterpartyBank = "他行", CounterpartyBankNo = "105",
        CounterpartyIdKind = "10100", CounterpartyIdNumber = "2", CounterpartyAddress = "路3号", CounterpartyPostcode = "200000", CounterpartyPhone = "139",
    };

    [Test]
    public void An_account_has_each_field_and_each_list()
    {
        var account = HubInquiryAnswers.Of(Inquiry(new V1.InquiryAnswer { Found = true, Remark = "总注", Accounts = { Account() } }), transactionsApart: false).All("zhxx").Single();
        Assert.Multiple(() =>
        {
            Assert.That(Written(account), Is.EqualTo(
                "BDHM=D1 CCXH=1 KHZH=6222001 CCLB=借记卡 ZHZT=久悬 KHWD=城中支行 KHWDDM=0012 KHRQ=2020/01/02 03:04:05 XHRQ=2026/01/02 03:04:05 BZ=CNY YE=100.00 KYYE=40.50 GLZJZH=6222009 FKSJ=2026/11/21 10:00:00 TXDZ=路1号 YZBM=100000 LXDH=138 BEIZ=Ⅱ类户；总注"));
            Assert.That(account.Children.Select(c => c.Name), Is.EqualTo(new[] { "jrxxList", "djxxList", "wlxxList", "qlxxList", "glxxList" }));
            Assert.That(Written(account.All("glxx").Single()), Is.EqualTo("GLXH=1 ZKHZH=6222001 GLZHLB=定期 GLZHHM=01 BZ=USD YE=7.00 KYYE=7.00 BEIZ=钞"));
            Assert.That(Written(account.All("jrxx").Single()), Is.EqualTo(
                "ZCXH=1 ZCMC=乙 ZCLX=理财 CPXSZL=10 DQH=甲市 JRCPBH=LC02 LCZH=LC ZJHKZH=6222009 ZCGLR=管 ZCKFJY=是 ZCJYXZ=封闭 XZXCRQ=2027/05/01 ZYQR=质 TGR=托 SYR=益 CLR=C SHR=S TGZH=T1 JLDW=份 BZ=CNY ZCDWJG=1.00 SE=9 KYSE=5 ZCZJE=9.00"));
            Assert.That(account.All("djxx").Select(Written), Is.EqualTo(new[]
            {
                "CSXH=1 DJJG=某公安局 DJWH=X1 DJJE=100.00 DJJZRQ=2027/05/01 23:59:59 JRCPBH=LC02 BEIZ=实际冻结 50.00；注 ZCXH=2",
                "CSXH=1 DJJG=某公安局 DJWH=X1 DJJE=100.00 DJJZRQ=2027/05/01 23:59:59 JRCPBH=LC02 BEIZ=子账户 01；实际冻结 50.00；注 ZCXH=2",
            }));
            Assert.That(account.All("qlxx").Select(q => (q["XH"], q["ZCXH"], q["BEIZ"])), Is.EqualTo(new[] { ("1", "2", "注"), ("2", "2", "子账户 01；注") }));
            Assert.That(account.All("wlxx").Select(w => w["WLXH"]), Is.EqualTo(new[] { "1", "2" }));
            Assert.That(Written(account.All("wlxx").First()), Is.EqualTo(
                "WLXH=1 JYZL=转账 ZJLX=借 BZ=CNY JE=1.00 JYSJ=2026/03/04 05:06:07 JYLSH=S1 ZCKZXM=李四 ZCKZH=6222 ZCKZHKHH=他行 JYDSYHHH=105 JYDSZJLX=10100 JYDSZJHM=2 JYDSTXDZ=路3号 JYDSYZBM=200000 JYDSLXDH=139"));
        });
    }

    [TestCase("", "总注", "查无开户信息", "总注")]
    [TestCase("DOCUMENT_MISSING", "", "业务审核未通过", "无文书：裁定书")]
    public void Where_there_is_no_account_one_entry_says_why(string reason, string remark, string account, string words)
    {
        var answer = new V1.InquiryAnswer { Reason = reason, ReasonText = reason.Length == 0 ? "" : words, Remark = remark };
        var entry = HubInquiryAnswers.Of(Inquiry(answer), transactionsApart: true).Children.Single();
        Assert.That((entry["BDHM"], entry["CCXH"], entry["KHZH"], entry["BEIZ"], entry["FKSJ"], entry["YE"]), Is.EqualTo(("D1", "1", account, words, "2026/11/21 10:00:00", "")));
    }

    [Test]
    public void Transactions_apart_come_in_messages_of_bounded_length_numbered_through()
    {
        var body = Inquiry(new V1.InquiryAnswer { Found = true, Accounts = { Account() } });
        var account = HubInquiryAnswers.Of(body, transactionsApart: true).All("zhxx").Single();
        var messages = HubInquiryAnswers.Transactions("D1", 1, "6222001", Enumerable.Range(1, 5).Select(i => HubInquiryAnswers.Transaction(Transaction(0), i)), 2).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(account.All("wlxx"), Is.Empty);
            Assert.That(account["BEIZ"], Does.EndWith("资金往来信息另行反馈"));
            Assert.That(HubInquiryAnswers.Listed(body), Is.EqualTo(2));
            Assert.That(messages.Select(m => string.Join(',', m.All("wlxx").Select(w => w["WLXH"]))), Is.EqualTo(new[] { "1,2", "3,4", "5" }));
            Assert.That(messages.Select(m => Written(m.All("zhxx").Single())).Distinct(), Is.EqualTo(new[] { "BDHM=D1 CCXH=1 KHZH=6222001" }));
        });
    }

    [Test]
    public void An_answer_is_written_as_Base64_of_GBK_and_read_again()
    {
        var xml = HubXml.Write(HubFitting.Fit(HubInquiryAnswers.Of(Inquiry(new V1.InquiryAnswer { Found = true, Accounts = { Account() } }), false), HubCoding.Base64Gbk), HubCoding.Base64Gbk);
        Assert.That(xml, Does.Contain($"KHWD=\"{HubText.Encode("城中支行")}\""));
        Assert.That(HubXml.Read(xml, HubCoding.Base64Gbk).All("jrxx").Single()["ZCJYXZ"], Is.EqualTo("封闭"));
    }
}
