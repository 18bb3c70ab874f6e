using System.Security.Cryptography;
using System.Text;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Store.Tests.Compliance;

/// <summary>Orders, decisions and answers as tests need them.</summary>
internal static class Make
{
    public static readonly PartyIdentity Party = new("张三", "10100", "110101199001011234");

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static ControlLine Line(string lineNo, string account, Measure measure = Measure.Freeze, string subAccount = "", decimal? amount = 6000m) =>
        new() { LineNo = lineNo, Measure = measure, Account = account, SubAccount = subAccount, Currency = "CNY", Amount = amount, From = new DateOnly(2026, 7, 1), To = new DateOnly(2027, 6, 30) };

    public static Order Control(string orderNo, params ControlLine[] lines) => Header(orderNo, OrderKind.Control) with { Lines = lines };

    public static Order Inquiry(string orderNo, PartyIdentity? party = null) => Header(orderNo, OrderKind.Inquiry) with { Party = party ?? Party };

    public static AcceptOrder Accept(Order order, string channel = "zdz", int version = 1, string content = "content", string documents = "documents", Reason? refusal = null, bool trust = false, IReadOnlyDictionary<string, byte[]>? blobs = null) =>
        new(channel, order, version, Digest(content + order.OrderNo), Digest(documents), refusal, refusal is null ? "" : "章不对", trust, blobs ?? new Dictionary<string, byte[]>());

    public static Dictionary<string, byte[]> Blobs(params string[] texts) => texts.ToDictionary(Digest, Encoding.UTF8.GetBytes);

    public static Freeze Freeze(AccountTurn turn, long? grantedMinor = 600000, DateOnly? to = null) => new()
    {
        FreezeId = $"{turn.Order}:{turn.Line.LineNo}",
        Order = turn.Order!,
        LineNo = turn.Line.LineNo,
        Register = new RegisterKey(turn.Account, turn.Line.SubAccount),
        CourtCode = "F10",
        CourtName = "甲市人民法院",
        CaseNo = "（2026）甲执1号",
        RulingNo = "裁1",
        AssetKind = AssetKind.Deposit,
        RankTime = turn.RankTime,
        Sequence = turn.Sequence,
        ServiceTime = turn.ServiceTime,
        GrantedMinor = grantedMinor,
        From = new DateOnly(2026, 7, 1),
        GrantedTo = to ?? new DateOnly(2027, 6, 30),
    };

    public static FreezeChange Change(AccountTurn turn, string freezeId, FreezeChangeKind kind, long amountMinor = 0, DateOnly? to = null) =>
        new(freezeId, kind, amountMinor, to, turn.Order, turn.Line.LineNo, turn.ServiceTime);

    public static Decision PutHold(AccountTurn turn, long? limitMinor = 600000) => new()
    {
        Instructions = [new PutHold(new RegisterKey(turn.Account, turn.Line.SubAccount), $"{turn.Order}:{turn.Line.LineNo}", "CNY", limitMinor, new DateOnly(2027, 6, 30))],
        NewFreeze = Freeze(turn, limitMinor),
    };

    public static LineAnswer Answer(AccountTurn turn, Reason? refusal = null) => new()
    {
        LineNo = turn.Line.LineNo,
        Measure = turn.Line.Measure,
        Account = turn.Account,
        SubAccount = turn.Line.SubAccount,
        Currency = "CNY",
        Controlled = refusal is null,
        Reason = refusal,
        RequestedMinor = 600000,
        ActualMinor = 600000,
        BeyondMinor = 0,
        ServiceTime = turn.ServiceTime,
        Claims = [new ClaimRecord(1, "Q1", "质押", "李四", 100, 100, "", "")],
    };

    public static TurnOutcome Refused(AccountTurn turn, Reason reason) => new(new Decision { Refusal = reason }, Answer(turn, reason), []);

    public static TurnOutcome Frozen(AccountTurn turn, DateOnly? to = null) => new(new Decision { NewFreeze = Freeze(turn, to: to) }, Answer(turn), []);

    public static NewReceipt Receipt(OrderKey order, ReceiptKind kind = ReceiptKind.Final) =>
        new(order, kind, Encoding.UTF8.GetBytes($"ofd of {order} {kind}"), Encoding.UTF8.GetBytes($"body of {order} {kind}"), new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero));

    static Order Header(string orderNo, OrderKind kind) => new()
    {
        OrderNo = orderNo,
        Kind = kind,
        CourtCode = "F10",
        CourtName = "甲市人民法院",
        CaseNo = "（2026）甲执1号",
        Officer = new Officer("王五", "010-1", "G1", "W1"),
        Party = Party,
        Remark = "备注",
        Documents = [new CourtDocument(DocumentKind.Ruling, "裁定书.ofd", "application/ofd", "裁1", Digest("ruling"), 6, null)],
    };
}
