using Gateway.Contracts.HubForms;
using Gateway.Ingress.Intake;
using Gateway.Register.Courts;

namespace Gateway.Ingress.Hub;

/// <summary>The hub's present doors into the intake: an order of a list, with the documents that were fetched for it, goes the way that one of gRPC goes.</summary>
sealed class HubIntake(OrderEntrance entrance)
{
    /// <summary>Takes one order. Waits where the channel's quotas make it wait: the hub does not notice.</summary>
    public async Task<HubTaken> TakeAsync(Channel channel, HubOrder entry, IEnumerable<Contracts.V1.Document> documents, HubContact contact, CancellationToken cancel)
    {
        var order = entry.Order.Clone();
        order.Documents.Add(documents);
        var (admission, refused) = await entrance.AdmitAsync(channel, order, patient: true, cancel).ConfigureAwait(false);
        using var admitted = admission;
        if (admission is null) return HubTaken.Of(refused!, order.OrderNo, contact);
        // What could not be read was never an order; its audit entry is the one of any message turned away.
        var prepared = entry.Faults.Count > 0
            ? new PreparedOrder(channel, order, new IntakeResult.NoOrder(entry.Faults), null)
            : await entrance.PrepareAsync(channel, order, admission, cancel).ConfigureAwait(false);
        return HubTaken.Of(await entrance.CommitAsync(prepared, cancel).ConfigureAwait(false), order.OrderNo, contact);
    }
}
