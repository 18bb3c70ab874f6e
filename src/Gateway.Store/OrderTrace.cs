using System.Diagnostics;

namespace Gateway.Store;

/// <summary>An order's trace: begun at the door, stored with the order, and gone on with by whoever has the order in hand, in whichever process.</summary>
public static class OrderTrace
{
    /// <summary>Begins a span of an order's trace. What the process does at that moment for another order is linked.</summary>
    /// <param name="source">The part that does it.</param>
    /// <param name="name">What is done; no customer data.</param>
    /// <param name="kind">Its place between sender and receiver.</param>
    /// <param name="traceParent">As the store has it with the order.</param>
    /// <returns>Null where the order is not traced, or nobody wants to know.</returns>
    public static Activity? Continue(this ActivitySource source, string name, ActivityKind kind, string? traceParent)
    {
        if (!source.HasListeners() || !ActivityContext.TryParse(traceParent, null, isRemote: true, out var order)) return null;
        if (Activity.Current is not { Recorded: true } current) return source.StartActivity(name, kind, order);
        return current.TraceId == order.TraceId
            ? source.StartActivity(name, kind)
            : source.StartActivity(name, kind, order, links: [new ActivityLink(current.Context)]);
    }
}
