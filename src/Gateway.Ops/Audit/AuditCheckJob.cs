using System.Data.Common;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Audit;

/// <summary>Walks the whole audit chain once a day, in every process with the role ops: a chain that was altered is an alarm, not something that an auditor finds years later.</summary>
internal sealed class AuditCheckJob(IStore store, AuditState state, IOptions<OpsOptions> options, TimeProvider time, ILogger<AuditCheckJob> log) : BackgroundService
{
    // After a start there is more urgent work.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(2);

    /// <summary>One check.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var broken = await store.VerifyAuditAsync(cancel).ConfigureAwait(false);
        state.Last = new AuditVerdict(time.GetUtcNow(), broken);
        if (broken is { } entry) Log.AuditBroken(log, entry);
        else Log.AuditIntact(log);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.AuditCheckHours == 0) return;
        // Measured, not read off the service's clock, which may be set.
        await Task.Delay(FirstWait, stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(options.Value.AuditCheckHours));
        do
        {
            try
            {
                await RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception away) when (away is DbException or IOException)
            {
                Log.AuditNotChecked(log, away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
