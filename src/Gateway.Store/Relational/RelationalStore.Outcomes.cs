using Gateway.Store.Outcomes;

namespace Gateway.Store.Relational;

// What lines and inquiries came to, counted.
public abstract partial class RelationalStore : IOutcomes
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<OutcomeCount>> CountAsync(OutcomeQuery query, CancellationToken cancel) => ReadAsync(s => OutcomeSteps.CountAsync(s, query), cancel);
}
