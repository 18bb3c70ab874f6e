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
    public async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await store.MigrateAsync(cancel).ConfigureAwait(false);
            await registers.BeginAsync(cancel).ConfigureAwait(false);
            _opened = true;
        }
        catch (StoreUnavailableException away)
        {
            Log.StoreAway(log, away.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_opened)
        {
            await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(false);
            await TryAsync(stoppingToken).ConfigureAwait(false);
        }
    }
}
