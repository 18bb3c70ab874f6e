using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Orders;

namespace Gateway.Worker.Tests.Support;

/// <summary>Courts, accounts and orders as tests need them. Amounts are yuan.</summary>
internal static class Given
{
    /// <summary>2026-11-21, 10:00 in the bank's zone.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 21);
    public static readonly DateOnly NextYear = new(2027, 11, 20);

    public static readonly PartyIdentity Zhang = new("张三", "10100", "110101199001010011");
    public static readonly Payee Fund = new("甲市人民法院执行款专户", "示例银行营业部", "313000000001", "9001");

    public static readonly CourtDirectory Courts = new([], [
        new Court("F10", "甲市人民法院", [], [new ExecutionFundAccount("9001", "甲市人民法院执行款专户", "CNY")]),
        new Court("F11", "乙市人民法院", [], [new ExecutionFundAccount("9002", "乙市人民法院执行款专户", "CNY")]),
    ]);

    public static LiveAccount Account(string account, long yuan, params ClaimPart[] claims) => new()
    {
        Account = account,
        Holder = Zhang,
        Status = AccountStatus.Normal,
        AccountKind = "个人活期",
        AccountClass = "Ⅰ类",
        BranchName = "示例银行城中支行",
        BranchCode = "BK001012",
        OpenedAt = new DateTimeOffset(2019, 3, 5, 1, 0, 0, TimeSpan.Zero),
        HolderPhone = "13800000000",
        HolderAddress = "甲市城中区人民路1号",
        HolderPostcode = "100000",
        Registers = [new LiveRegister { Key = new RegisterKey(account, ""), Currency = "CNY", BalanceMinor = yuan * 100, Claims = claims }],
        AsOf = Start,
    };

    public static ClaimPart Claim(string id, string holder, long yuan) => new(id, "MARGIN", holder, "甲市开发区2号", "010-12345678", yuan * 100, Start.AddDays(-30));

    public static ControlLine Freeze(string account, decimal amount, DateOnly? to = null) => new() { LineNo = "1", Measure = Measure.Freeze, Account = account, Amount = amount, From = Today, To = to ?? NextYear, RulingNo = "(2026)甲执1号之一" };

    public static ControlLine Release(string account, string original, decimal? amount = null) => new() { LineNo = "1", Measure = Measure.Release, Account = account, OriginalOrderNo = original, Amount = amount };

    public static ControlLine Renew(string account, string original, DateOnly to) => new() { LineNo = "1", Measure = Measure.Renew, Account = account, OriginalOrderNo = original, To = to };

    public static ControlLine Deduct(string account, decimal amount, string original = "") => new() { LineNo = "1", Measure = Measure.Deduct, Account = account, OriginalOrderNo = original, Amount = amount, Payee = Fund };

    public static ControlLine FreezeAndDeduct(string account, decimal amount) => Freeze(account, amount) with { Measure = Measure.FreezeAndDeduct, Payee = Fund };

    public static Order Control(string orderNo, params ControlLine[] lines) => Order(orderNo, OrderKind.Control) with { Lines = [.. lines.Select((line, i) => line with { LineNo = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) })] };

    public static Order Inquiry(string orderNo, DateOnly? from = null, DateOnly? to = null) => Order(orderNo, OrderKind.Inquiry) with { TransactionsFrom = from, TransactionsTo = to };

    /// <summary>The same order of the other court.</summary>
    public static Order OfOtherCourt(this Order order) => order with { CourtCode = "F11", CourtName = "乙市人民法院", CaseNo = "(2026)乙执9号" };

    private static Order Order(string orderNo, OrderKind kind) => new()
    {
        OrderNo = orderNo,
        Kind = kind,
        CourtCode = "F10",
        CourtName = "甲市人民法院",
        CaseNo = "(2026)甲执1号",
        Officer = new Officer("王法官", "010-66660000", "GZ001", "GW001"),
        Party = Zhang,
        DocumentName = "协助执行通知书",
    };
}
