using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Registers;

namespace Gateway.Store.Relational;

/// <summary>The register of officers (rule 3): the hub has confirmed who they are, so one who is new is entered, with a remark and the scans of the cards.</summary>
internal static class OfficerSteps
{
    /// <summary>Enters the order's officer if it is a new one.</summary>
    public static Task EnterAsync(WriteSession session, Order order, string remark, long? taskId = null) =>
        RegisterEntrySteps.EnterOnceAsync(session, Of(order, remark), taskId);

    /// <summary>A note for the order's lines if the officer is new; entered only once people have looked.</summary>
    public static async Task<OrderNote?> NoteAsync(WriteSession session, Order order) =>
        await RegisterEntrySteps.FindAsync(session, RegisterKind.Officers, Of(order, "").Key).ConfigureAwait(false) is not null
            ? null : new OrderNote(OrderNoteKind.OfficerNew, "", $"执行人员 {order.Officer.Name} 首次出现");

    static RegisterEntry Of(Order order, string remark) => RegisterViews.Make(
        RegisterKind.Officers, ("Court", order.CourtCode), ("Name", order.Officer.Name), ("WorkCardNo", order.Officer.WorkCardNo), ("DutyCardNo", order.Officer.DutyCardNo),
        ("Phone", order.Officer.Phone), ("FirstOrder", order.OrderNo), ("Remark", remark),
        ("Scans", string.Join(' ', order.Documents.Where(d => d.Kind is DocumentKind.WorkCard or DocumentKind.DutyCard).Select(d => d.Sm3).Distinct(StringComparer.Ordinal))));
}
