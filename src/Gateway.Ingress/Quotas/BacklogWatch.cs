using System.Data.Common;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Quotas;

/// <summary>
/// Counts now and then what each channel waits for, so that no order has to. Between two counts the lanes add what this process accepts; what other processes accept
/// meanwhile is seen at the next: a backlog can pass its bound by what they take in that time.
/// </summary>
sealed class BacklogWatch(ChannelQuotas quotas, IStore store, TimeProvider time, IOptions<IngressOptions> options, ILogger<BacklogWatch> log) : BackgroundService
{
    /// <summary>One count.</summary>
    internal async Task CountAsync(CancellationToken cancel)
    {
        var until = quotas.All.ToDictionary(lane => lane, lane => lane.AcceptedUntilNow);
        var backlogs = await store.ReadBacklogsAsync(cancel).ConfigureAwait(false);
        foreach (var (lane, accepted) in until) lane.Counted(backlogs.FirstOrDefault(b => b.ChannelId == lane.ChannelId && b.Kind == lane.Kind)?.Orders ?? 0, accepted);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CountAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is DbException or IOException or TimeoutException or InvalidOperationException)
            {
                log.BacklogUnknown(fault);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(options.Value.BacklogCountMilliseconds), time, stoppingToken).ConfigureAwait(false);
        }
    }
}
