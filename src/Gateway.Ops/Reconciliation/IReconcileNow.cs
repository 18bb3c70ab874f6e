using Gateway.Store.Reconciliation;

namespace Gateway.Ops.Reconciliation;

/// <summary>Why a run did not come to its end.</summary>
public enum ReconcileFault
{
    /// <summary>One is under way, in whichever process.</summary>
    UnderWay,
    /// <summary>The core does not answer: there is nothing to compare with.</summary>
    CoreAway,
}

/// <summary>Compares register and core now. Of the worker; the host brings them together.</summary>
public interface IReconcileNow
{
    /// <param name="by">Who asks for it.</param>
    Task<(ReconciliationRun? Run, ReconcileFault? Fault)> RunAsync(string by, CancellationToken cancel);
}
