using System.Data.Common;
using Gateway.Store.Relational;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Retention;

/// <summary>Runs the retention every so often, in one process at a time. Between two batches others get their turn at the store.</summary>
public sealed class RetentionJob(IRetention retention, ILeases leases, RetentionOptions options, TimeProvider time, ILogger<RetentionJob> log) : BackgroundService
{
    const string Job = "retention";

    /// <summary>Longer than any batch takes.</summary>
    static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(5);

    static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    static readonly TimeSpan RestBetweenBatches = TimeSpan.FromMilliseconds(100);

    readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>Moves all that is due now.</summary>
    /// <returns>How many orders were moved; null: another process does it.</returns>
    public async Task<int?> RunDueAsync(CancellationToken cancel)
    {
        if (await leases.TakeLeaseAsync(Job, _holder, LeaseLength, cancel).ConfigureAwait(false) is not { } lease) return null;
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.OrderDays);
        var moved = 0;
        for (long? after = 0; after is { } from;)
        {
            (var some, after) = await retention.ArchiveOrdersAsync(lease, before, from, options.Batch, cancel).ConfigureAwait(false);
            moved += some;
            if (!await GoOnAsync(cancel).ConfigureAwait(false)) return moved;
        }

        while (await retention.ClearAsync(lease, before, options.Batch, cancel).ConfigureAwait(false) == options.Batch)
            if (!await GoOnAsync(cancel).ConfigureAwait(false)) return moved;
        await leases.ReleaseLeaseAsync(lease, cancel).ConfigureAwait(false);
        if (moved > 0) log.OrdersArchived(moved, before);
        return moved;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; ; wait = TimeSpan.FromMinutes(options.EveryMinutes))
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
            try
            {
                await RunDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is DbException or IOException or LeaseLostException)
            {
                // What was moved is moved; the rest goes the next time.
                log.RetentionFailed(problem);
            }
        }
    }

    async Task<bool> GoOnAsync(CancellationToken cancel)
    {
        await Task.Delay(RestBetweenBatches, time, cancel).ConfigureAwait(false);
        return await leases.TakeLeaseAsync(Job, _holder, LeaseLength, cancel).ConfigureAwait(false) is not null;
    }
}
