namespace Gateway.Store;

/// <summary>The lease that a step was to run under has another holder by now, as after a pause of the process; the step wrote nothing.</summary>
public sealed class LeaseLostException(Lease lease) : InvalidOperationException($"The lease on {lease.Name} is another process's by now.");
