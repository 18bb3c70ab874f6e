using Gateway.Ops.Reconciliation;
using Gateway.Store;
using Gateway.Store.Reconciliation;
using Gateway.Worker.Reconciliation;

namespace Gateway.Host.Bridges;

/// <summary>A reconciliation that somebody asks for, by command or at the console: while it holds the lease no other begins, in whichever process.</summary>
internal sealed class ReconcileNow(Reconciler reconciler, ILeases leases) : IReconcileNow
{
    public Task<(ReconciliationRun? Run, ReconcileFault? Fault)> RunAsync(string by, CancellationToken cancel) => RunAsync(by, [], cancel);

    /// <param name="counts">The hub's counts; none: they are not compared.</param>
    public async Task<(ReconciliationRun? Run, ReconcileFault? Fault)> RunAsync(string by, IReadOnlyList<HubCount> counts, CancellationToken cancel)
    {
        if (await leases.TakeLeaseAsync(ReconciliationJob.LeaseName, Guid.NewGuid().ToString("N"), ReconciliationJob.LeaseLength, cancel).ConfigureAwait(false) is not { } lease)
            return (null, ReconcileFault.UnderWay);
        try
        {
            return (await reconciler.RunAsync(by, counts, cancel).ConfigureAwait(false), null);
        }
        catch (CoreUnavailableException)
        {
            return (null, ReconcileFault.CoreAway);
        }
        finally
        {
            await leases.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
