using System.Data.Common;
using Gateway.Store.Relational;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Privacy;

/// <summary>Reads the key file every so often: a key that was added to it seals from then on, without a restart.</summary>
public sealed class KeyWatch(IStoreKeys keys, TimeProvider time, ILogger<KeyWatch> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = "";
        while (true)
        {
            await Task.Delay(keys.NoticedWithin / 2, time, stoppingToken).ConfigureAwait(false);
            try
            {
                var newest = await keys.RefreshKeysAsync(stoppingToken).ConfigureAwait(false);
                if (known.Length > 0 && newest != known) log.KeyChanged(newest);
                known = newest;
            }
            catch (Exception problem) when (problem is StoreKeyException or StoreUnavailableException or DbException or IOException)
            {
                // The keys from before go on; people must mend the file before the next start.
                log.KeysNotRead(problem);
            }
        }
    }
}
