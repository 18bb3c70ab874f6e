namespace Gateway.Store.Relational;

// Who runs the jobs that one process runs at a time.
public abstract partial class RelationalStore : ILeases
{
    const string FeedLease = "core-feed";

    /// <inheritdoc/>
    public async Task<Lease?> TakeLeaseAsync(string name, string holder, TimeSpan length, CancellationToken cancel)
    {
        var locked = await _database.LockSessionAsync(name, holder, cancel).ConfigureAwait(false);
        var lease = await WriteAsync(s => LeaseSteps.TakeAsync(s, name, holder, length, locked), cancel).ConfigureAwait(false);
        if (lease is null) await _database.UnlockSessionAsync(name, holder).ConfigureAwait(false);
        return lease;
    }

    /// <inheritdoc/>
    public async Task ReleaseLeaseAsync(Lease lease, CancellationToken cancel)
    {
        await WriteAsync(s => LeaseSteps.ReleaseAsync(s, lease), cancel).ConfigureAwait(false);
        await _database.UnlockSessionAsync(lease.Name, lease.Holder).ConfigureAwait(false);
    }

    /// <summary>Refuses a holder whose lease is another's by now.</summary>
    /// <exception cref="LeaseLostException"/>
    internal Task RequireLeaseAsync(Lease lease, CancellationToken cancel) => WriteAsync(s => LeaseSteps.RequireAsync(s, lease), cancel);

    async Task<string?> LeaseFeedIfFreeAsync(string holder, TimeSpan length, CancellationToken cancel) =>
        await TakeLeaseAsync(FeedLease, holder, length, cancel).ConfigureAwait(false) is null ? null : await ReadAsync(FeedSteps.CursorAsync, cancel).ConfigureAwait(false);
}
