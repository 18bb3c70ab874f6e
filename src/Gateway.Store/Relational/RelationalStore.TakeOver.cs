using Gateway.Register.Orders;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Relational;

// Taking over the freezes of the system before.
public abstract partial class RelationalStore : ITakeOverStore
{
    /// <inheritdoc/>
    public async Task LayReadyAsync(string importId, IReadOnlyList<TakenOverFreeze> freezes, CancellationToken cancel)
    {
        await WriteAsync(s => TakeOverSteps.DropAsync(s, importId), cancel).ConfigureAwait(false);
        var orders = freezes.ToLookup(f => f.Freeze.Order);
        var numbers = new Dictionary<OrderKey, long>();
        for (var before = 0; before < freezes.Count; before += TakeOverSteps.ChunkLength)
        {
            var (at, known) = (before, numbers);
            var chunk = freezes.Skip(at).Take(TakeOverSteps.ChunkLength).ToList();
            // A step may run twice: it gives numbers on a copy, which counts once it is written.
            numbers = await WriteAsync(
                async s =>
                {
                    var mine = new Dictionary<OrderKey, long>(known);
                    await TakeOverSteps.AddAsync(s, importId, at, chunk, orders, mine).ConfigureAwait(false);
                    return mine;
                },
                cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<int> CountReadyAsync(string importId, CancellationToken cancel) => ReadAsync(s => TakeOverSteps.CountAsync(s, importId), cancel);
}
