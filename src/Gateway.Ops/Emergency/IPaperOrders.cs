using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Ops.Emergency;

/// <summary>A scanned document of a paper order.</summary>
public sealed record PaperScan(DocumentKind Kind, string FileName, byte[] Content);

/// <summary>A paper order as somebody typed it in.</summary>
/// <param name="OrderJson">gateway.v1.Order as JSON, without documents.</param>
/// <param name="ServedAt">When the paper was served.</param>
public sealed record PaperOrder(string OrderJson, IReadOnlyList<PaperScan> Scans, DateTimeOffset ServedAt);

/// <summary>Reads a paper order like one from the network. Of the ingress; the host brings them together.</summary>
public interface IPaperOrders
{
    /// <summary>The task for two people, or everything that is wrong with it, at once.</summary>
    (NewDeskTask? Task, IReadOnlyList<string> Faults) Read(PaperOrder paper);
}
