using System.Globalization;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Google.Protobuf;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Simulation.Plans;

/// <summary>Courts, parties, accounts, and the orders that the courts write.</summary>
internal static class Papers
{
    public static readonly PartyIdentity Zhang = new("张三", "10100", "110101199001010011");
    public static readonly PartyIdentity Li = new("李四", "10100", "110101199001010022");

    public static readonly Channel Hub = new("zdz", "总对总", ChannelKind.ZongDuiZong, [], ["*"], null, null, TrustSentTime: true);
    public static readonly Channel Line = new("ddd", "点对点", ChannelKind.DianDuiDian, [], ["F11"], null, null, TrustSentTime: false) { AdvanceNotices = false };

    public static readonly CourtDirectory Courts = new([Hub, Line], [
        new Court("F10", "甲市人民法院", [], [new ExecutionFundAccount("9001", "甲市人民法院执行款专户", "CNY"), new ExecutionFundAccount("9011", "甲市人民法院执行款专户", "USD")]),
        new Court("F11", "乙市人民法院", [], [new ExecutionFundAccount("9002*", "乙市人民法院执行款专户", "CNY")]),
    ]);

    public static LiveAccount Account(string number, PartyIdentity holder, long yuan, string nature = "GENERAL") => new()
    {
        Account = number,
        Holder = holder,
        Status = AccountStatus.Normal,
        Nature = nature,
        BranchName = "示例银行城中支行",
        Registers = [new LiveRegister { Key = new RegisterKey(number, ""), Currency = "CNY", BalanceMinor = yuan * 100 }],
        AsOf = Scenario.Start,
    };

    public static LiveAccount WithDollars(this LiveAccount account, string subAccount, long dollars) => account with
    {
        Registers = [.. account.Registers, new LiveRegister { Key = new RegisterKey(account.Account, subAccount), Currency = "USD", BalanceMinor = dollars * 100 }],
    };

    /// <summary>An order of a court, with its papers, without a measure.</summary>
    public static V1.Order Order(string orderNo, string court, PartyIdentity party)
    {
        var order = new V1.Order
        {
            OrderNo = orderNo,
            CourtCode = court,
            CourtName = Courts.FindCourt(court)!.Name,
            CaseNo = $"(2026){court}执{orderNo[1..]}号",
            Officer = new V1.Officer { Name = "王法官", Phone = "010-1", WorkCardNo = $"G{court}" },
            Party = new V1.Party { Name = party.Name, IdKind = party.IdKind, IdNumber = party.IdNumber },
        };
        order.Documents.Add(Document(V1.DocumentKind.Ruling, $"裁定书 {orderNo}"));
        order.Documents.Add(Document(V1.DocumentKind.Notice, $"通知书 {orderNo}"));
        return order;
    }

    /// <summary>The same order, and its ruling forgotten.</summary>
    public static V1.Order WithoutRuling(this V1.Order order)
    {
        var lacking = order.Clone();
        lacking.Documents.RemoveAt(0);
        return lacking;
    }

    public static V1.Target Target(string account, string subAccount = "", string lineNo = "1") => new() { LineNo = lineNo, Account = account, SubAccount = subAccount };

    public static V1.Payee Payee(string court, string account) => new() { Name = Courts.FindCourt(court)!.Name + "执行款专户", BankName = "示例银行", Account = account };

    public static V1.Order Freeze(this V1.Order order, V1.Target target, decimal? yuan, DateOnly to, bool queued = false)
    {
        order.Freeze ??= new V1.Freeze();
        order.Freeze.Lines.Add(new V1.FreezeLine { Target = target, WholeAccount = yuan is null, Amount = Money(yuan), To = Day(to), Queued = queued });
        return order;
    }

    public static V1.Order Renew(this V1.Order order, V1.Target target, string original, DateOnly to)
    {
        order.Renewal = new V1.Renewal { Lines = { new V1.RenewalLine { Target = target, Original = new V1.Original { OrderNo = original }, To = Day(to) } } };
        return order;
    }

    public static V1.Order Release(this V1.Order order, V1.Target target, string original, decimal? yuan = null)
    {
        order.Release = new V1.Release { Lines = { new V1.ReleaseLine { Target = target, Original = new V1.Original { OrderNo = original }, Amount = Money(yuan) } } };
        return order;
    }

    public static V1.Order Deduct(this V1.Order order, V1.Target target, decimal amount, string payee, string original = "", bool convert = false)
    {
        order.Deduction = new V1.Deduction
        {
            Lines = { new V1.DeductionLine { Target = target, Original = original.Length == 0 ? null : new V1.Original { OrderNo = original }, Amount = Money(amount), Payee = Payee(order.CourtCode, payee), Convert = convert } },
        };
        return order;
    }

    public static V1.Order FreezeAndDeduct(this V1.Order order, V1.Target target, decimal amount, string payee, DateOnly to)
    {
        order.FreezeAndDeduct = new V1.FreezeAndDeduction
        {
            Lines = { new V1.FreezeAndDeductionLine { Target = target, Amount = Money(amount), To = Day(to), Payee = Payee(order.CourtCode, payee) } },
        };
        return order;
    }

    public static V1.Order Collect(this V1.Order order, V1.Target target, decimal amount)
    {
        order.CollectIncome = new V1.IncomeCollection { Lines = { new V1.IncomeCollectionLine { Target = target, Amount = Money(amount) } } };
        return order;
    }

    public static V1.Order Inquire(this V1.Order order, DateOnly? from, DateOnly? to)
    {
        order.Inquiry = new V1.Inquiry { TransactionsFrom = Day(from), TransactionsTo = Day(to) };
        order.Documents.Add(Document(V1.DocumentKind.InquiryList, "查询清单"));
        return order;
    }

    private static V1.Document Document(V1.DocumentKind kind, string text) => new() { Kind = kind, FileName = "d.txt", MediaType = "text/plain", Content = ByteString.CopyFromUtf8(text) };

    private static string Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
