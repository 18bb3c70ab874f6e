using Gateway.Store;

namespace Gateway.Host;

/// <summary>
/// A look at every page of the store's files, which a start begins. Of some hundred MB it is over before the process works; of more it goes on beside the work,
/// for a start does not wait for minutes. Damage that comes out then the store has told (3040), and uses its database no more.
/// </summary>
internal sealed class FilesLook(IStore store, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private Task<StoreDamage>? _look;

    /// <summary>Begins it, or goes on waiting for it.</summary>
    /// <returns>What it found; null: it goes on.</returns>
    public async Task<StoreDamage?> BeginAsync(CancellationToken cancel)
    {
        var look = _look ??= Task.Run(() => store.FindDamageAsync(_end.Token), CancellationToken.None);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(look, Task.Delay(Patience, time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        if (!look.IsCompleted) return null;
        // One that failed is made anew with the next attempt.
        if (!look.IsCompletedSuccessfully) _look = null;
        return await look.ConfigureAwait(false);
    }

    /// <summary>Until it is over, or the process ends.</summary>
    /// <returns>Why it could not be ended; null: it was.</returns>
    public async Task<Exception?> EndAsync(CancellationToken stopping)
    {
        if (_look is not { } look) return null;
        await using var ending = stopping.Register(_end.Cancel).ConfigureAwait(false);
        await ((Task)look).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return look.Exception?.InnerException;
    }

    public void Dispose() => _end.Dispose();
}
