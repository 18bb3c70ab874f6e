using Gateway.Contracts.Answers;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Google.Protobuf;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Support;

/// <summary>Stands in for the worker: every order is refused, by what review found if it found something.</summary>
static class Bank
{
    static readonly BankIdentity Identity = new("示例银行", "BK001", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public static async Task<StoredReceipt> AnswerAsync(IStore store, OrderKey key, byte[]? largeOfd = null)
    {
        var cancel = CancellationToken.None;
        var order = (await store.ReadOrderAsync(key, cancel))!;
        if (order.Order.Kind == OrderKind.Inquiry)
            await store.RecordInquiryAsync(key, new InquiryAnswer { AsOf = order.ArrivedAt, Refusal = order.DocumentRefusal, ReasonDetail = order.DocumentRefusalDetail }, cancel);
        foreach (var line in order.Order.Lines) await RefuseAsync(store, line.Account, cancel);

        var file = (await store.ReadOrderAsync(key, cancel))!;
        var body = ReceiptBodies.Of(
            new ReceiptContent(file.Key, file.Order, file.ArrivedAt, file.ServiceTime, file.Answers, file.Inquiry), V1.ReceiptKind.Final, Identity, Clock.Now);
        var receipt = new NewReceipt(key, ReceiptKind.Final, largeOfd is null ? [1, 2, 3] : [], body.ToByteArray(), Clock.Now)
        {
            Large = largeOfd is null ? null : await store.StoreLargeAsync(new MemoryStream(largeOfd), cancel),
        };
        return await store.StoreReceiptAsync(receipt, cancel);
    }

    static async Task RefuseAsync(IStore store, string account, CancellationToken cancel)
    {
        var turn = (await store.OpenTurnAsync(account, cancel))!;
        var reason = turn.DocumentRefusal ?? Reason.AccountNotFound;
        var answer = new LineAnswer
        {
            LineNo = turn.Line.LineNo, Measure = turn.Line.Measure, Account = account, Currency = "CNY", Controlled = false, Reason = reason, ReasonDetail = turn.DocumentRefusalDetail,
        };
        await store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { Refusal = reason }, answer, []), cancel);
    }
}
