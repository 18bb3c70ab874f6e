using Gateway.Store;
using Gateway.Store.Registers;
using Gateway.Store.Relational;

namespace Gateway.Host;

/// <summary>
/// Opens the store. Where its database does not answer at start, the process runs all the same: it says that it is not ready, turns orders away as it would with the database lost later,
/// and opens the store once the database is there.
/// </summary>
internal sealed class StoreOpening(IStore store, RegisterWatch registers, TimeProvider time, ILogger<StoreOpening> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private bool _opened;

    /// <summary>One attempt.</summary>
    /// <exception cref="StoreTooNewException">A later build has migrated this store.</exception>
    /// <exception cref="StoreDamagedException">Its database is not as it was written.</exception>
    public async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await store.MigrateAsync(cancel).ConfigureAwait(false);
            if ((await store.FindDamageAsync(cancel).ConfigureAwait(false)).Database is { } damage) throw new StoreDamagedException(damage);
            await registers.BeginAsync(cancel).ConfigureAwait(false);
            _opened = true;
        }
        catch (StoreUnavailableException away) when (away is not StoreDamagedException)
        {
            Log.StoreAway(log, away.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_opened)
        {
            await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(false);
            try
            {
                await TryAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (StoreDamagedException)
            {
                // The store has said so (3040), and uses it no more: this process turns orders away and is not ready until it is started on a restored one.
                return;
            }
        }
    }
}
