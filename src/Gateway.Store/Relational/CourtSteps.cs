using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>Which courts have ordered before: a new one's orders are for people to look at where the bank has set it so, until they have approved one.</summary>
internal static class CourtSteps
{
    /// <summary>Enters the order's court if it is a new one.</summary>
    public static Task<int> EnterAsync(WriteSession session, string channelId, Order order) =>
        session.ExecuteAsync(
            """
            INSERT INTO ordering_courts (court_code, first_channel_id, first_order_no, entered_at)
            SELECT @CourtCode, @channelId, @OrderNo, @at WHERE NOT EXISTS (SELECT 1 FROM ordering_courts WHERE court_code = @CourtCode)
            """,
            new { order.CourtCode, channelId, order.OrderNo, at = session.Now.UtcTicks });

    /// <summary>A note if the court is new.</summary>
    public static async Task<OrderNote?> NoteAsync(WriteSession session, Order order) =>
        await session.FirstAsync<long>("SELECT COUNT(*) FROM ordering_courts WHERE court_code = @CourtCode", new { order.CourtCode }).ConfigureAwait(false) > 0
            ? null : new OrderNote(OrderNoteKind.CourtNew, "", $"{order.CourtName}（{order.CourtCode}）首次请求");
}
