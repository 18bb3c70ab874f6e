using Gateway.Register.Orders;

namespace Gateway.Store.Damage;

/// <summary>A receipt whose document was met damaged.</summary>
/// <param name="Document">The archive's key of the damaged document.</param>
/// <param name="DamagedAt">When the damage of its segment was met first.</param>
/// <param name="Lost">It could not be made anew either.</param>
public sealed record DamagedReceipt(string ChannelId, long Sequence, OrderKey Order, ReceiptKind Kind, string Document, DateTimeOffset CreatedAt, DateTimeOffset DamagedAt, bool Lost);
