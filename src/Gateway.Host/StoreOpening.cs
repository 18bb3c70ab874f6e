using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Registers;
using Gateway.Store.Relational;

namespace Gateway.Host;

/// <summary>
/// Opens the store. Where its database does not answer at start, the process runs all the same: it says that it is not ready, turns orders away as it would with the database lost later,
/// and opens the store once the database is there.
/// </summary>
internal sealed class StoreOpening(IStore store, RegisterWatch registers, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<StoreOpening> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly FilesLook _look = new(store, time);
    private bool _opened;

    /// <summary>Why this program will never open this store, however often it is started; null: nothing is known against it.</summary>
    public string? Unfit { get; private set; }

    /// <summary>One attempt; false: there will be no other, <see cref="Unfit"/> says why.</summary>
    /// <exception cref="StoreDamagedException">Its database is not as it was written.</exception>
    public async Task<bool> TryAsync(CancellationToken cancel)
    {
        try
        {
            await store.MigrateAsync(cancel).ConfigureAwait(false);
            if (await _look.BeginAsync(cancel).ConfigureAwait(false) is { Database: { } damage }) throw new StoreDamagedException(damage);
            await registers.BeginAsync(cancel).ConfigureAwait(false);
            _opened = true;
        }
        catch (StoreUnavailableException away) when (away is not StoreDamagedException)
        {
            Log.StoreAway(log, away.Message);
        }
        catch (Exception unfit) when (ReasonOf(unfit) is { } reason)
        {
            Unfit = reason;
        }

        return Unfit is null;
    }

    /// <summary>What an error of opening a store says against this program or its configuration; null: it is no such error.</summary>
    public static string? ReasonOf(Exception error) => error switch
    {
        StoreTooNewException newer => $"Storage: {newer.Message}",
        StoreKeyException unfit => $"Privacy:KeyFile: {unfit.Message}",
        _ => null,
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _look.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await OpenAsync(stoppingToken).ConfigureAwait(false);
        if (await _look.EndAsync(stoppingToken).ConfigureAwait(false) is { } fault) Log.NotLooked(log, fault);
    }

    private async Task OpenAsync(CancellationToken stoppingToken)
    {
        while (!_opened)
        {
            await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(false);
            try
            {
                if (await TryAsync(stoppingToken).ConfigureAwait(false)) continue;
                lifetime.StopApplication();
                return;
            }
            catch (StoreDamagedException)
            {
                // The store has said so (3040), and uses it no more: this process turns orders away and is not ready until it is started on a restored one.
                return;
            }
        }
    }
}
