using Gateway.Register.Orders;
using Gateway.Store.Batching;

namespace Gateway.Store.Relational;

// What did not go at the first attempt, and what came again.
public abstract partial class RelationalStore
{
    /// <inheritdoc/>
    public Task RecordSetbackAsync(string account, Setback setback, CancellationToken cancel) => WriteAsync(s => SetbackSteps.RecordLineAsync(s, account, setback), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task RecordSetbackAsync(OrderKey order, OrderStep step, Setback setback, CancellationToken cancel) => WriteAsync(s => SetbackSteps.RecordOrderAsync(s, order, step, setback), cancel);

    /// <inheritdoc/>
    public Task RecordRepeatsAsync(IReadOnlyDictionary<OrderKey, Repeats> repeats, CancellationToken cancel) => WriteAsync(s => SetbackSteps.RecordRepeatsAsync(s, repeats), cancel);
}
