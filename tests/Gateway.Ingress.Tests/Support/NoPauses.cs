using Gateway.Store;
using Gateway.Store.Emergency;

namespace Gateway.Ingress.Tests.Support;

/// <summary>Nothing stands still.</summary>
sealed class NoPauses : IPauseStore
{
    public Task<IReadOnlyList<Pause>> ReadPausesAsync(bool endedToo, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Pause>>([]);

    public Task<(long PauseId, PauseFault? Fault)> PauseAsync(PauseScope scope, string target, string person, string why, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> SetAsideAsync(AccountTurn turn, long pauseId, string? freezeId, CancellationToken cancel) => throw new NotSupportedException();

    public Task<string?> CatchUpAsync(Lease lease, IReadOnlyList<long> over, string from, int max, CancellationToken cancel) => throw new NotSupportedException();
}
