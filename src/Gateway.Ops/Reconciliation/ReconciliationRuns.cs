using Gateway.Ops.Behind;

namespace Gateway.Ops.Reconciliation;

/// <summary>Runs that somebody starts from a page: they go on without it.</summary>
public sealed class ReconciliationRuns(IReconcileNow reconcile, BehindThePage behind)
{
    private const string Work = "reconciliation";

    private volatile Ended? _last;

    public bool IsUnderWay => behind.IsUnderWay(Work);

    /// <summary>Why the last one did not come to its end; null: it did, or there was none in this process.</summary>
    public ReconcileFault? LastFault => _last?.Fault;

    /// <summary>Begins one; false: one is under way here.</summary>
    public bool TryBegin(string person) => behind.TryBegin(Work, async cancel =>
    {
        _last = null;
        _last = new Ended((await reconcile.RunAsync(person, cancel).ConfigureAwait(false)).Fault);
    });

    private sealed record Ended(ReconcileFault? Fault);
}
