using Gateway.Register;
using Gateway.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Reconciliation;

/// <summary>The daily run, some time after the day's expiries. One process runs it; a lease that is taken each day by the first that comes keeps the others away.</summary>
public sealed class ReconciliationJob(Reconciler reconciler, Gateway.Store.Reconciliation.IReconciliationStore runs, ILeases leases, Rules rules, WorkerOptions options, TimeProvider time, ILogger<ReconciliationJob> log) : BackgroundService
{
    /// <summary>Who runs holds this lease, by hand too.</summary>
    public const string LeaseName = "reconciliation";

    /// <summary>So long a run may go on without another beginning.</summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromHours(12);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.KeepAsync("reconciliation", RunAsync, time, log, stoppingToken);

    /// <summary>Runs if the day's run is due and nobody has it; whether it ran.</summary>
    public async Task<bool> RunDueAsync(CancellationToken cancel)
    {
        if (options.ReconcileMinutesAfterMidnight == 0 || await IsDoneAsync(cancel).ConfigureAwait(false)) return false;
        if (await leases.TakeLeaseAsync(LeaseName, _holder, LeaseLength, cancel).ConfigureAwait(false) is not { } lease) return false;
        try
        {
            if (await IsDoneAsync(cancel).ConfigureAwait(false)) return false;
            await reconciler.RunAsync("gateway", [], cancel).ConfigureAwait(false);
            return true;
        }
        catch (CoreUnavailableException)
        {
            Log.NotReconciled(log);
            return false;
        }
        finally
        {
            await leases.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await RunDueAsync(cancel).ConfigureAwait(false);
            await Task.Delay(LookEvery, time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Whether today's hour has not come, or a run has come to its end since.</summary>
    private async Task<bool> IsDoneAsync(CancellationToken cancel)
    {
        var due = rules.DateOf(time.GetUtcNow() - TimeSpan.FromMinutes(options.ReconcileMinutesAfterMidnight));
        var last = (await runs.ReadRunsAsync(10, cancel).ConfigureAwait(false)).FirstOrDefault(r => r.EndedAt is not null);
        return last is not null && rules.DateOf(last.BegunAt - TimeSpan.FromMinutes(options.ReconcileMinutesAfterMidnight)) >= due;
    }
}
