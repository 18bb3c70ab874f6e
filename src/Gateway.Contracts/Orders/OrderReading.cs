using Gateway.Register.Orders;

namespace Gateway.Contracts.Orders;

/// <summary>What a message came to: an order, or every reason why it is none.</summary>
/// <param name="Order">Null if there are faults.</param>
/// <param name="Faults">All of them at once, in the order of the message's fields.</param>
public sealed record OrderReading(Order? Order, IReadOnlyList<FieldFault> Faults);
