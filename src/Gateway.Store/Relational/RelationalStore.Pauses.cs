using Gateway.Store.Batching;
using Gateway.Store.Emergency;

namespace Gateway.Store.Relational;

// What stands still, and goes on.
public abstract partial class RelationalStore : IPauseStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Pause>> ReadPausesAsync(bool endedToo, CancellationToken cancel) => ReadAsync(s => PauseSteps.ReadAsync(s, endedToo), cancel);

    /// <inheritdoc/>
    public Task<(long PauseId, PauseFault? Fault)> PauseAsync(PauseScope scope, string target, string person, string why, CancellationToken cancel) =>
        WriteAsync(s => PauseSteps.PauseAsync(s, scope, target, person, why), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<bool> SetAsideAsync(AccountTurn turn, long pauseId, string? freezeId, CancellationToken cancel) =>
        WriteAsync(s => PauseSteps.SetAsideAsync(s, turn, pauseId, freezeId), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<string?> CatchUpAsync(Lease lease, IReadOnlyList<long> over, string from, int max, CancellationToken cancel) => WriteAsync(s => PauseSteps.CatchUpAsync(s, lease, over, from, max), cancel);
}
