using Gateway.Register.Orders;

namespace Gateway.Ingress.Intake;

/// <summary>A document of an order with its bytes.</summary>
/// <param name="Meta">Kind, names and digests.</param>
/// <param name="Content">The bytes; empty for a document that was named but not sent.</param>
/// <param name="Seal">A detached seal over them; empty: none, or the content carries it.</param>
public sealed record SentDocument(CourtDocument Meta, byte[] Content, byte[] Seal);
