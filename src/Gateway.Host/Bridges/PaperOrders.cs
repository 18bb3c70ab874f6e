using Gateway.Ingress.Offline;
using Gateway.Ops.Emergency;
using Gateway.Register.Courts;
using Gateway.Store.Desk;

namespace Gateway.Host.Bridges;

/// <summary>Paper orders as the ingress reads them.</summary>
internal sealed class PaperOrders(EmergencyPlan plan, CourtBook courts, TimeProvider clock) : IPaperOrders
{
    public (NewDeskTask? Task, IReadOnlyList<string> Faults) Read(PaperOrder paper) => OfflineEntry.Read(
        new OfflineForm(plan.OfflineChannel, paper.OrderJson, [.. paper.Scans.Select(s => new OfflineScan(s.Kind, s.FileName, s.Content))], paper.ServedAt, clock.GetUtcNow()),
        courts.Now);
}
