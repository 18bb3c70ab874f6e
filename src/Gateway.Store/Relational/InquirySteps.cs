using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>Answers to inquiries.</summary>
internal static class InquirySteps
{
    /// <summary>False: it had an answer already.</summary>
    /// <exception cref="InvalidOperationException">No such inquiry.</exception>
    public static async Task<bool> RecordAsync(WriteSession session, OrderKey key, InquiryAnswer answer)
    {
        var order = await OrderQueries.FindAsync(session, key).ConfigureAwait(false);
        if (order is not { Kind: OrderKind.Inquiry }) throw new InvalidOperationException($"{key} is no inquiry of this store.");
        if (order.Complete) return false;
        await session.ExecuteAsync(
            "INSERT INTO inquiry_answers (order_id, refusal, answered_at, answer_json) VALUES (@OrderId, @refusal, @at, @json)",
            new { order.OrderId, refusal = answer.Refusal?.ToString(), at = session.Now.UtcTicks, json = session.Cipher.Seal(SealedColumns.InquiryAnswer.Of(order.OrderId), StoreJson.Write(answer)) }).ConfigureAwait(false);
        await session.ExecuteAsync(
            "UPDATE orders SET complete = 1, curable = @curable WHERE order_id = @OrderId",
            new { order.OrderId, curable = Curing.ByOtherDocuments(answer.Refusal) || order.ReviewVerdict == nameof(ReviewVerdict.Returned) ? 1 : 0 }).ConfigureAwait(false);
        var header = StoreJson.Read<Order>((await OrderQueries.ByIdAsync(session, order.OrderId).ConfigureAwait(false))!.OrderJson);
        await OutcomeSteps.RecordInquiryAsync(session, key, header, answer).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.Inquiry(key, answer.Refusal, answer.Accounts.Count)).ConfigureAwait(false);
        return true;
    }
}
