using System.Text.Json;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Worker.Turns;

/// <summary>What the audit chain keeps of a line: what was done and why, by numbers of orders and freezes, never by customer or account.</summary>
internal static class TurnAudit
{
    public static AuditEntry Of(LineCase line, Decision final) => new(
        "worker",
        final.Refusal is null ? "line-executed" : "line-refused",
        line.Line.Measure == Measure.Expire ? line.Line.ExpiringFreezeId : line.FreezeId,
        JsonSerializer.Serialize(new
        {
            measure = line.Line.Measure.ToString(),
            reason = (final.Refusal ?? final.ShortfallReason) is { } reason ? ReasonTable.Of(reason).Code : null,
            freeze = final.NewFreeze?.FreezeId,
            original = final.OriginalFreezeId,
            changes = final.Changes.Select(c => $"{c.Kind} {c.FreezeId}"),
            deducted = final.Deduction is not null,
            sequence = line.Sequence,
        }));
}
