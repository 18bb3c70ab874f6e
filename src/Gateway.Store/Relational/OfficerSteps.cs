using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>The register of officers (rule 3): the hub has confirmed who they are, so one who is new is entered, with a remark.</summary>
internal static class OfficerSteps
{
    /// <summary>Enters the order's officer if it is a new one.</summary>
    public static Task<int> EnterAsync(WriteSession session, string channelId, Order order, string remark) =>
        session.ExecuteAsync(
            """
            INSERT INTO officers (court_code, name, work_card_no, duty_card_no, phone, first_channel_id, first_order_no, entered_at, remark)
            SELECT @CourtCode, @Name, @WorkCardNo, @DutyCardNo, @Phone, @channelId, @OrderNo, @at, @remark
            WHERE NOT EXISTS (SELECT 1 FROM officers WHERE court_code = @CourtCode AND name = @Name AND work_card_no = @WorkCardNo AND duty_card_no = @DutyCardNo)
            """,
            new
            {
                order.CourtCode, order.Officer.Name, order.Officer.WorkCardNo, order.Officer.DutyCardNo, order.Officer.Phone, channelId, order.OrderNo,
                at = session.Now.UtcTicks, remark,
            });

    /// <summary>A note for the order's lines if the officer is new; entered only once people have looked.</summary>
    public static async Task<OrderNote?> NoteAsync(WriteSession session, Order order) =>
        await session.FirstAsync<long>(
            "SELECT COUNT(*) FROM officers WHERE court_code = @CourtCode AND name = @Name AND work_card_no = @WorkCardNo AND duty_card_no = @DutyCardNo",
            new { order.CourtCode, order.Officer.Name, order.Officer.WorkCardNo, order.Officer.DutyCardNo }).ConfigureAwait(false) > 0
            ? null : new OrderNote(OrderNoteKind.OfficerNew, "", $"执行人员 {order.Officer.Name} 首次出现");
}
