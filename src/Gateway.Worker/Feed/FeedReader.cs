using Gateway.CoreBanking;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Feed;

/// <summary>
/// Reads what happens in the core without the gateway. A claim or another authority's freeze that changed becomes a line of the bank's own on its account:
/// in its turn, between courts' lines and never inside one, it is found out whose freeze takes more now. Credits tell nobody anything.
/// One process reads at a time; the cursor moves in the transaction that queues the lines.
/// </summary>
public sealed class FeedReader(
    IStore store, ICoreBanking core, WorkSignal signal, WorkerOptions options, TimeProvider time, ILogger<FeedReader> log, FeedHolder? holder = null) : BackgroundService
{
    private readonly string _holder = holder?.Name ?? Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _one = new(1);
    private bool _missing;

    /// <summary>Reads to the feed's present end; false: another process is reading, or the core could not answer.</summary>
    public async Task<bool> CatchUpAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var atEnd = false;
            while (!atEnd)
            {
                if (await ReadPageAsync(cancel).ConfigureAwait(false) is not { } end) return false;
                atEnd = end;
            }

            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("core feed", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await CatchUpAsync(cancel).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMilliseconds(options.FeedPollMilliseconds), time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>One page: whether it was the last one; null: it could not be read.</summary>
    private async Task<bool?> ReadPageAsync(CancellationToken cancel)
    {
        if (await store.LeaseFeedAsync(_holder, TimeSpan.FromSeconds(options.FeedLeaseSeconds), cancel).ConfigureAwait(false) is not { } cursor) return null;
        var read = await core.ReadFeedAsync(cursor, cancel).ConfigureAwait(false);
        if (read is { Fault: CoreFault.Refused, Code: CoreCodes.NoFeed })
        {
            if (!_missing) Log.NoFeed(log);
            _missing = true;
            return true;
        }

        if (!read.Ok)
        {
            Log.FeedFault(log, read.Fault!.Value, read.Code);
            return null;
        }

        var page = read.Value!;
        if (page.Events.Count == 0) return true;
        var changed = page.Events.Where(e => e.Kind is FeedEventKind.Claim or FeedEventKind.OtherFreeze).Select(e => e.Register).Distinct().ToList();
        // Before the cursor moves: an event that is read twice asks twice, one that is lost would never be told.
        var remitted = page.Events.Where(e => e.Kind == FeedEventKind.Payment).Select(e => e.Reference).Distinct(StringComparer.Ordinal).ToList();
        if (remitted.Count > 0 && await store.AskPaymentsAsync(remitted, cancel).ConfigureAwait(false) > 0) signal.Pulse();
        if (await store.RecordFeedAsync(cursor, page.NextCursor, changed, cancel).ConfigureAwait(false) > 0) signal.Pulse();
        return false;
    }
}
