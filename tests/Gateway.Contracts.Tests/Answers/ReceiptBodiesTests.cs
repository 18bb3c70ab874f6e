using Gateway.Contracts.Answers;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;

namespace Gateway.Contracts.Tests.Answers;

public sealed class ReceiptBodiesTests
{
    static readonly BankIdentity Bank = new("示例银行", "BK001", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    static readonly DateTimeOffset Arrived = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_receipt_names_bank_court_case_and_times()
    {
        var body = ReceiptBodies.Of(Content([], null), V1.ReceiptKind.Final, Bank, Arrived.AddMinutes(2));

        Assert.Multiple(() =>
        {
            Assert.That((body.BankName, body.BankCode), Is.EqualTo(("示例银行", "BK001")));
            Assert.That((body.OrderNo, body.OrderVersion, body.Kind), Is.EqualTo(("O1", 2, V1.ReceiptKind.Final)));
            Assert.That((body.CourtCode, body.CourtName, body.CaseNo), Is.EqualTo(("F10", "甲市人民法院", "(2026)甲执1号")));
            Assert.That(body.ArrivedTime, Is.EqualTo("2026-11-21T10:00:00.000+08:00"));
            Assert.That(body.ServiceTime, Is.EqualTo("2026-11-21T09:59:00.000+08:00"));
            Assert.That(body.AsOfTime, Is.EqualTo("2026-11-21T10:02:00.000+08:00"));
            Assert.That(body.Inquiry, Is.Null);
        });
    }

    [Test]
    public void A_freezes_answer_carries_the_courts_codes_and_decimal_text()
    {
        var answer = Control(new LineAnswer
        {
            LineNo = "1", Measure = Measure.QueuedFreeze, Account = "6222001", Currency = "CNY", Controlled = true, BalanceMinor = 1_000_000, AvailableMinor = 0,
            RequestedMinor = 800_000, ActualMinor = 400_000, BeyondMinor = 400_000, From = new DateOnly(2026, 11, 21), To = new DateOnly(2027, 11, 20), Rank = 2, PriorCount = 1,
            Prior = [new FreezeRecord(1, "乙市人民法院", "裁1", 600_000, 600_000, new DateOnly(2027, 1, 1))],
            Claims = [new ClaimRecord(1, "P1", "MARGIN", "某公司", null, 5, "路1", "电1")],
        });

        Assert.Multiple(() =>
        {
            Assert.That(answer.Measure, Is.EqualTo("03"));
            Assert.That((answer.Balance, answer.Available), Is.EqualTo(("10000.00", "0.00")));
            Assert.That((answer.Requested, answer.Actual, answer.Beyond), Is.EqualTo(("8000.00", "4000.00", "4000.00")));
            Assert.That((answer.From, answer.To), Is.EqualTo(("2026-11-21", "2027-11-20")));
            Assert.That((answer.Rank, answer.PriorCount, answer.LaterCount), Is.EqualTo((2, 1, 0)));
            Assert.That(answer.Prior.Single(), Is.EqualTo(new V1.FreezeRecord { Rank = 1, Authority = "乙市人民法院", DocumentNo = "裁1", Requested = "6000.00", Actual = "6000.00", To = "2027-01-01" }));
            Assert.That(answer.Claims.Single(), Is.EqualTo(new V1.ClaimRecord { No = 1, Id = "P1", Kind = "MARGIN", Holder = "某公司", Amount = "", Take = "0.05", Address = "路1", Contact = "电1" }));
            Assert.That((answer.Reason, answer.ReasonText, answer.Deducted, answer.Released), Is.EqualTo(("", "", "", "")));
        });
    }

    [Test]
    public void A_whole_account_has_no_requested_amount()
    {
        var answer = Control(new LineAnswer
        {
            LineNo = "1", Measure = Measure.Freeze, Account = "6222001", Currency = "CNY", Controlled = true, WholeAccount = true, RequestedMinor = null, ActualMinor = 800_000, BeyondMinor = 0,
        });

        Assert.That((answer.WholeAccount, answer.Requested, answer.Actual, answer.Beyond), Is.EqualTo((true, "", "8000.00", "0.00")));
    }

    [Test]
    public void A_conversion_is_reported_in_both_currencies()
    {
        var answer = Control(new LineAnswer
        {
            LineNo = "1", Measure = Measure.Deduct, Account = "6222001", Currency = "USD", Controlled = true, DeductedMinor = 10_000, NotDeductedMinor = 0,
            PayeeAmountMinor = 15_500, PayeeCurrency = "JPY", Rate = "155.00", Payee = new Payee("专户", "行", "1", "9001"),
        });

        Assert.Multiple(() =>
        {
            Assert.That((answer.Deducted, answer.NotDeducted), Is.EqualTo(("100.00", "0.00")));
            Assert.That((answer.PayeeAmount, answer.PayeeCurrency, answer.Rate), Is.EqualTo(("15500", "JPY", "155.00")));
            Assert.That((answer.PayeeName, answer.PayeeAccount), Is.EqualTo(("专户", "9001")));
        });
    }

    [Test]
    public void A_refusal_carries_code_text_and_what_it_points_at()
    {
        var answer = Control(new LineAnswer
        {
            LineNo = "1", Measure = Measure.Deduct, Account = "6222001", Currency = "CNY", Controlled = false, Reason = Reason.PriorFreeze, ReasonDetail = "乙市人民法院",
        });

        Assert.Multiple(() =>
        {
            Assert.That((answer.Controlled, answer.Reason, answer.ReasonDetail), Is.EqualTo((false, "PRIOR_FREEZE", "乙市人民法院")));
            Assert.That(answer.ReasonText, Is.EqualTo("存在在先冻结：乙市人民法院"));
        });
    }

    [Test]
    public void An_inquirys_answer_shows_accounts_sub_accounts_and_transactions()
    {
        var account = new LiveAccount
        {
            Account = "6222001", Holder = new PartyIdentity("张三", "10100", "1"), Status = AccountStatus.Dormant, Nature = "GENERAL", Registers = [], AsOf = Arrived, OpenedAt = Arrived,
        };
        var inquiry = new InquiryAnswer
        {
            AsOf = Arrived, Remark = "注",
            Accounts =
            [
                new AccountAnswer(account,
                [
                    new RegisterAnswer
                    {
                        Key = new RegisterKey("6222001", ""), Currency = "CNY", BalanceMinor = 100, AvailableMinor = 50, FreezeCount = 1,
                        Transactions = [new AccountTransaction("S1", "转账", true, "CNY", 100, Arrived, "李四", "6222", "他行")],
                    },
                    new RegisterAnswer { Key = new RegisterKey("6222001", "01"), Currency = "JPY", CashKind = "REMITTANCE", BalanceMinor = 100, AvailableMinor = 100 },
                ]),
            ],
        };

        var answer = ReceiptBodies.Of(Content([], inquiry), V1.ReceiptKind.Final, Bank, Arrived).Inquiry;

        Assert.Multiple(() =>
        {
            Assert.That((answer.Found, answer.Reason, answer.Remark), Is.EqualTo((true, "", "注")));
            var first = answer.Accounts.Single();
            Assert.That((first.Status, first.HolderName, first.OpenedTime, first.ClosedTime), Is.EqualTo(("DORMANT", "张三", "2026-11-21T10:00:00.000+08:00", "")));
            Assert.That((first.Itself.Balance, first.Itself.Available, first.Itself.FreezeCount), Is.EqualTo(("1.00", "0.50", 1)));
            Assert.That(first.Itself.Transactions.Single(), Is.EqualTo(new V1.Transaction
            {
                No = 1, SerialNo = "S1", Kind = "转账", Debit = true, Currency = "CNY", Amount = "1.00", Time = "2026-11-21T10:00:00.000+08:00",
                CounterpartyName = "李四", CounterpartyAccount = "6222", CounterpartyBank = "他行",
            }));
            Assert.That((first.SubAccounts.Single().SubAccount, first.SubAccounts.Single().Balance), Is.EqualTo(("01", "100")));
        });
    }

    [Test]
    public void An_inquiry_without_accounts_found_nothing_and_a_refused_one_says_why()
    {
        var nothing = ReceiptBodies.Of(Content([], new InquiryAnswer { AsOf = Arrived }), V1.ReceiptKind.Final, Bank, Arrived).Inquiry;
        var refused = ReceiptBodies.Of(Content([], new InquiryAnswer { AsOf = Arrived, Refusal = Reason.SealInvalid, ReasonDetail = "data-hash" }), V1.ReceiptKind.Final, Bank, Arrived).Inquiry;

        Assert.Multiple(() =>
        {
            Assert.That((nothing.Found, nothing.Reason), Is.EqualTo((false, "")));
            Assert.That((refused.Found, refused.Reason, refused.ReasonText), Is.EqualTo((false, "SEAL_INVALID", "电子印章验证不通过：data-hash")));
        });
    }

    static V1.ControlAnswer Control(LineAnswer line) => ReceiptBodies.Of(Content([line], null), V1.ReceiptKind.Final, Bank, Arrived).Controls.Single();

    static ReceiptContent Content(IReadOnlyList<LineAnswer> answers, InquiryAnswer? inquiry) => new(
        new OrderKey("zdz", "O1", 2),
        new Order
        {
            OrderNo = "O1", Kind = OrderKind.Control, CourtCode = "F10", CourtName = "甲市人民法院", CaseNo = "(2026)甲执1号",
            Officer = new Officer("", "", "", ""), Party = new PartyIdentity("", "", ""),
        },
        Arrived, Arrived.AddMinutes(-1), answers, inquiry);
}
