namespace Gateway.Store;

/// <summary>The right to run a job that one process runs at a time. Every new holder gets a higher fence, so a step that is given an older one is refused.</summary>
public sealed record Lease(string Name, string Holder, long Fence);

/// <summary>Jobs of which one process runs each at a time.</summary>
public interface ILeases
{
    /// <summary>
    /// Takes a lease or prolongs it; null while another holder has it. A holder that does not prolong in time loses it, and so does one whose process has ended, on products that notice.
    /// A lease that lies further ahead than its length, as after a clock was set back, counts for nothing. Prolonging writes only once half of the length has gone.
    /// </summary>
    Task<Lease?> TakeLeaseAsync(string name, string holder, TimeSpan length, CancellationToken cancel);

    /// <summary>Gives the lease up, so that another process need not wait for its end. Nothing happens if it is another's by now.</summary>
    Task ReleaseLeaseAsync(Lease lease, CancellationToken cancel);
}
