using Google.Protobuf;

namespace Gateway.Contracts.Tests.Orders;

/// <summary>Orders without a fault, to be spoilt.</summary>
static class Samples
{
    public static V1.Order Freeze(Action<V1.Order>? change = null) => Make(order => order.Freeze = new V1.Freeze
    {
        Lines =
        {
            new V1.FreezeLine { Target = Target("1", "6222001"), Amount = "6000.00", From = "2026-11-21", To = "2027-11-20" },
            new V1.FreezeLine { Target = Target("2", "6222002"), Amount = "100", From = "2026-11-21", To = "2027-11-20" },
        },
    }, change);

    public static V1.Order Inquiry(Action<V1.Order>? change = null) =>
        Make(order => order.Inquiry = new V1.Inquiry { DocumentNo = "查1", TransactionsFrom = "2026-01-01", TransactionsTo = "2026-06-30" }, change);

    public static V1.Order Deduction(Action<V1.Order>? change = null) => Make(order => order.Deduction = new V1.Deduction
    {
        Lines =
        {
            new V1.DeductionLine
            {
                Target = Target("1", "6222001"), Amount = "6000.00", Original = new V1.Original { OrderNo = "O0", CaseNo = "(2026)甲执1号" },
                Payee = new V1.Payee { Name = "甲市人民法院执行款专户", BankName = "示例银行", BankNo = "102", Account = "9001" }, Convert = true,
            },
        },
    }, change);

    public static V1.Target Target(string lineNo, string account) => new() { LineNo = lineNo, Account = account, Currency = "CNY", RulingNo = "(2026)甲执1号裁定" };

    public static V1.Document Document(V1.DocumentKind kind, string content = "x") => new()
    {
        Kind = kind, FileName = "a.txt", MediaType = "text/plain", DocumentNo = "文1", Content = ByteString.CopyFromUtf8(content), DetachedSeal = ByteString.CopyFromUtf8("seal"),
    };

    static V1.Order Make(Action<V1.Order> measure, Action<V1.Order>? change)
    {
        var order = new V1.Order
        {
            OrderNo = "O1", CourtCode = "F10", CourtName = "甲市人民法院", CaseNo = "(2026)甲执1号",
            Officer = new V1.Officer { Name = "王法官", Phone = "010-1", WorkCardNo = "G1", DutyCardNo = "W1" },
            Party = new V1.Party { Name = "张三", IdKind = "10100", IdNumber = "110101199001010011" },
            DocumentName = "协助执行通知书", Remark = "加急", SentTime = "2026-11-21T10:00:00+08:00",
            Documents = { Document(V1.DocumentKind.Ruling), Document(V1.DocumentKind.Notice) },
        };
        measure(order);
        change?.Invoke(order);
        return order;
    }
}
