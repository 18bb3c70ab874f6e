using Gateway.Register.Orders;

namespace Gateway.Store.Emergency;

/// <summary>A paper order that came while the network was away (22), as two people put it: their confirmation stands for the review of its documents.</summary>
/// <param name="ServedAt">When the paper was served, as they state it (16).</param>
public sealed record OfflineOrder(string ChannelId, Order Order, string ContentDigest, string DocumentsDigest, DateTimeOffset ServedAt);
