using System.Globalization;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Worker.Receipts;

namespace Gateway.Worker.Tests.Support;

/// <summary>A receipt of every kind, each with the longest that courts and cores send: what can go wrong on paper goes wrong here.</summary>
internal static class ReceiptSamples
{
    public const string LongCourt = "新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院";
    public const string LongHolder = "中国（浙江）自由贸易试验区舟山片区某某国际供应链管理与大宗商品交易服务（集团）股份有限公司第二分公司";

    private const string LongAccount = "62220000000000001234567890123456";
    private const string LongCase = "（2026）新40执恢字第12345号之一";
    private const string LongReason = "裁定书：第三页所列账号与请求不一致；协助执行通知书：未载明收款账号及户名，且落款日期早于裁定书作出之日，请核实后重新提交，联系人及电话见备注。";

    private static readonly Order Header = Given.Control("SAMPLE-2026-0000000000000001") with
    {
        CourtName = LongCourt,
        CaseNo = LongCase,
        Party = new PartyIdentity(LongHolder, "24100", "91330900MA28K0000X"),
        Officer = new Officer("阿卜杜热合曼·买买提江", "0999-8000000转8001", "GZ001", "GW001"),
        DocumentName = "协助执行通知书（冻结银行存款用）",
        DocumentNo = "（2026）新40执恢字第12345号之一协执1",
    };

    /// <summary>Every kind of receipt by its name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Task<byte[]>>> All = new Dictionary<string, Func<Task<byte[]>>>
    {
        ["freeze"] = () => ControlAsync(Frozen(1)),
        ["freeze-whole"] = () => ControlAsync(Frozen(1) with { WholeAccount = true, RequestedMinor = null, BeyondMinor = 0 }),
        ["freeze-queued"] = () => ControlAsync(Frozen(1) with { Measure = Measure.QueuedFreeze, ActualMinor = 0, BeyondMinor = 99_999_999_999_999, Prior = Freezes(25), PriorCount = 25, Rank = 26 }),
        ["freeze-product"] = () => ControlAsync(Frozen(1) with { ProductNo = "LC-2026-STRUCTURED-DEPOSIT-000001", SubAccount = "0000000000000000000000000001" }),
        ["renewal"] = () => ControlAsync(Frozen(1) with { Measure = Measure.Renew, Later = Freezes(3), LaterCount = 3 }),
        ["release"] = () => ControlAsync(Frozen(1) with { Measure = Measure.Release, ReleasedMinor = 1_234_567_890 }),
        ["release-queued"] = () => ControlAsync(Frozen(1) with { Measure = Measure.ReleaseQueued, ReleasedMinor = 0, Controlled = false, Reason = Reason.OriginalFreezeNotFound }),
        ["deduction"] = () => ControlAsync(Deducted(1)),
        ["deduction-converted"] = () => ControlAsync(Deducted(1) with
        {
            Currency = "USD",
            PayeeAmountMinor = 87_654_321_098,
            PayeeCurrency = "CNY",
            Rate = "7.1000",
            Remark = "按 2026/11/21 10:00:00 买入价 7.1000 折算",
            Reason = Reason.InsufficientFunds,
            NotDeductedMinor = 123_456_789,
        }),
        ["income"] = () => ControlAsync(Deducted(1) with { Measure = Measure.CollectIncome, Controlled = false, Reason = Reason.MeasureUnsupported, DeductedMinor = 0 }),
        ["freeze-and-deduction"] = () => ControlAsync(Deducted(1) with { Measure = Measure.FreezeAndDeduct, RequestedMinor = 100, ActualMinor = 100, BeyondMinor = 0, From = Given.Today, To = Given.NextYear }),
        ["yen"] = () => ControlAsync(Frozen(1) with { Currency = "JPY" }),
        ["refusal"] = () => ControlAsync(Frozen(1) with { Controlled = false, Reason = Reason.DocumentMismatch, ReasonDetail = LongReason, Prior = [], Claims = [], Remark = LongReason + LongReason }),
        ["advance"] = AdvanceAsync,
        ["interim"] = InterimAsync,
        ["control-40"] = () => ControlAsync([.. Enumerable.Range(1, 40).Select(n => n % 3 == 0 ? Deducted(n) : Frozen(n))]),
        // As many lines as an order may have, ten freezes before each.
        ["control-2000"] = () => ControlAsync([.. Enumerable.Range(1, 200).Select(n => Frozen(n) with { Prior = Freezes(10), PriorCount = 10, Rank = 11, Claims = [] })]),
        ["inquiry-1"] = () => InquiryAsync(Answered(1, 1)),
        ["inquiry-40"] = () => InquiryAsync(Answered(1, 40)),
        ["inquiry-2000"] = () => InquiryAsync(Answered(1, 2000)),
        ["inquiry-40-accounts"] = () => InquiryAsync(Answered(40, 2)),
        ["inquiry-nothing"] = () => InquiryAsync(new InquiryAnswer { AsOf = Given.Start }),
        ["inquiry-refusal"] = () => InquiryAsync(new InquiryAnswer { AsOf = Given.Start, Refusal = Reason.SealUntrusted, ReasonDetail = LongReason, Remark = LongReason }),
    };

    private static ReceiptMaker Maker => new(Bench.Bank, new SealRing([TestSeal.Key]));

    private static async Task<byte[]> ControlAsync(params LineAnswer[] answers) => (await Maker.MakeAsync(File(Header, answers, null), Given.Start, default)).Ofd;

    private static async Task<byte[]> InquiryAsync(InquiryAnswer answer) => (await Maker.MakeAsync(File(Header with { Kind = OrderKind.Inquiry }, [], answer), Given.Start, default)).Ofd;

    private static async Task<byte[]> AdvanceAsync()
    {
        var order = Header with { Lines = [Given.Freeze(LongAccount, 1) with { LineNo = "1" }] };
        var notice = new WaitingNotice(1, new OrderKey(Bench.Channel, order.OrderNo, 1), Bench.Channel, null, null, Frozen(1) with { Prior = Freezes(2), PriorCount = 2, Rank = 3 });
        return (await Maker.MakeNoticeAsync(File(order, [], null), notice, Given.Start, default)).Ofd;
    }

    private static async Task<byte[]> InterimAsync()
    {
        var order = Header with { Lines = [.. Enumerable.Range(1, 6).Select(n => Given.Freeze(LongAccount, 1) with { LineNo = n.ToString(CultureInfo.InvariantCulture) })] };
        return (await Maker.MakeInterimAsync(File(order, [Frozen(1), Frozen(4)], null), Given.Start, default)).Ofd;
    }

    private static OrderFile File(Order order, IReadOnlyList<LineAnswer> answers, InquiryAnswer? inquiry) =>
        new(new OrderKey(Bench.Channel, order.OrderNo, 2), order, OrderState.Accepted, null, "", Given.Start, Given.Start, answers, inquiry, 0);

    private static LineAnswer Frozen(int number) => new()
    {
        LineNo = number.ToString(CultureInfo.InvariantCulture),
        Measure = Measure.Freeze,
        Account = LongAccount,
        Currency = "CNY",
        Controlled = true,
        BalanceMinor = 99_999_999_999_999,
        AvailableMinor = 1_234_567_890,
        RequestedMinor = 99_999_999_999_999,
        ActualMinor = 98_765_432_109_876,
        BeyondMinor = 1_234_567_890_123,
        From = Given.Today,
        To = Given.NextYear,
        Rank = 2,
        PriorCount = 1,
        LaterCount = 0,
        Prior = Freezes(1),
        Claims = [new ClaimRecord(1, "P1", "MARGIN", LongHolder, null, 1_234_567_890_123, "浙江省舟山市定海区临城街道翁山路555号自由贸易试验区大厦21层2101室", "0580-8000000"), new ClaimRecord(2, "P2", "CO_OWNER", "李四", 100, 100, "", "")],
        AsOf = Given.Start,
    };

    private static LineAnswer Deducted(int number) => Frozen(number) with
    {
        Measure = Measure.Deduct,
        RequestedMinor = null,
        ActualMinor = null,
        BeyondMinor = null,
        From = null,
        To = null,
        DeductedMinor = 98_765_432_109_876,
        NotDeductedMinor = 0,
        Payee = new Payee(LongCourt + "执行款专户", "中国农业银行股份有限公司伊犁哈萨克自治州分行营业部", "103898000010", "30788101040000000001234567"),
    };

    private static List<FreezeRecord> Freezes(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new FreezeRecord(n, n % 2 == 0 ? "某公安局经济犯罪侦查支队" : LongCourt, LongCase, n % 5 == 0 ? null : 99_999_999_999_999, 1_234_567_890_123, Given.NextYear))];

    private static InquiryAnswer Answered(int accounts, int rows) => new()
    {
        AsOf = Given.Start,
        Remark = "交易明细超过上限的部分请另行查询。",
        Accounts = [.. Enumerable.Range(1, accounts).Select(n => Account(rows))],
    };

    private static AccountAnswer Account(int rows)
    {
        var account = Given.Account(LongAccount, 1) with
        {
            Holder = new PartyIdentity(LongHolder, "24100", "91330900MA28K0000X"),
            BranchName = "示例银行股份有限公司舟山自由贸易试验区分行营业部",
            HolderAddress = "浙江省舟山市定海区临城街道翁山路555号自由贸易试验区大厦21层2101室",
            LinkedFundsAccount = LongAccount,
            Nature = "LC_MARGIN",
        };
        var claims = Frozen(1).Claims;
        return new AccountAnswer(account, [
            new RegisterAnswer
            {
                Key = new RegisterKey(LongAccount, ""), Currency = "CNY", BalanceMinor = 99_999_999_999_999, AvailableMinor = 1, FreezeCount = 3, Freezes = Freezes(3), Claims = claims, Transactions = [.. Enumerable.Range(0, rows).Select(Transaction)],
            },
            new RegisterAnswer { Key = new RegisterKey(LongAccount, "0000000000000000000000000001"), Currency = "JPY", CashKind = "REMITTANCE", BalanceMinor = 99_999_999_999_999, AvailableMinor = 0, FreezeCount = 1, Freezes = Freezes(1) },
        ]);
    }

    private static AccountTransaction Transaction(int n) => new(
        $"20261121SN{n:D12}", n % 3 == 0 ? "跨行实时汇款转入" : "消费", n % 2 == 0, "CNY", 99_999_999_999_999 - n, Given.Start.AddMinutes(-n), n % 4 == 0 ? LongHolder : $"对手方{n}", n % 5 == 0 ? LongAccount : $"62170000{n:D8}",
        "中国农业银行股份有限公司伊犁哈萨克自治州分行营业部");
}
