using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Emergency;

/// <summary>How often the store is asked for pauses (Emergency:PollMilliseconds).</summary>
public sealed record PausePolling(TimeSpan Every);

/// <summary>
/// The pauses as this process knows them, at most one poll old, so that no order costs a read of the store. Who meets one asks the store itself before anything waits for it:
/// what a message brings after the end of a pause is never left lying.
/// </summary>
public sealed class PauseBoard(IPauseStore store, PausePolling polling, TimeProvider time, ILogger<PauseBoard> log) : BackgroundService
{
    volatile PauseSet? _known;

    /// <summary>What is known; the first caller asks the store.</summary>
    public async ValueTask<PauseSet> KnownAsync(CancellationToken cancel) => _known ?? await ReadAsync(cancel).ConfigureAwait(false);

    /// <summary>What the store knows now.</summary>
    public async Task<PauseSet> ReadAsync(CancellationToken cancel)
    {
        var read = new PauseSet([.. (await store.ReadPausesAsync(endedToo: false, cancel).ConfigureAwait(false)).Where(p => p.ResumedAt is null)]);
        var before = _known ?? PauseSet.None;
        _known = read;
        foreach (var begun in read.Live.Where(p => before.Live.All(b => b.PauseId != p.PauseId))) log.PauseBegun(begun.PauseId, begun.Scope, begun.Target);
        foreach (var ended in before.Live.Where(p => read.Live.All(b => b.PauseId != p.PauseId))) log.PauseEnded(ended.PauseId, ended.Scope, ended.Target);
        return read;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await ReadAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is DbException or IOException)
            {
                // What was known holds until the store answers again; without it nothing is begun or accepted anyway.
                log.PausesUnread(problem.Message);
            }

            await Task.Delay(polling.Every, time, stoppingToken).ConfigureAwait(false);
        }
    }
}
