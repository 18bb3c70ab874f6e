using Gateway.Ingress.Quotas;
using Gateway.Register.Courts;
using Gateway.Store;

namespace Gateway.Ingress.Intake;

/// <summary>A message that has been looked at: either its result is known, or it is ready to be made durable.</summary>
/// <param name="Channel">Whose it is.</param>
/// <param name="Message">As sent; null where the request held none.</param>
/// <param name="Decided">The result that is known; null if it is ready.</param>
/// <param name="Order">Null if it is not.</param>
sealed record PreparedOrder(Channel Channel, Gateway.Contracts.V1.Order? Message, IntakeResult? Decided, AcceptOrder? Order)
{
    /// <summary>Its place in its channel's quota, given back once it is committed; null: it has none.</summary>
    public Admission? Admission { get; init; }
}
