namespace Gateway.Store.Relational;

/// <summary>Leases: a row with holder, fence and end. The row is the truth; a product's session lock only tells sooner that a holder is gone.</summary>
internal static class LeaseSteps
{
    /// <param name="locked">The lock that ends with a process is this holder's: another that had it is gone. One that never had it, as behind a process that is only paused, is not.</param>
    public static async Task<Lease?> TakeAsync(WriteSession session, string name, string holder, TimeSpan length, bool locked)
    {
        var now = session.Now.UtcTicks;
        var until = now + length.Ticks;
        var row = await session.FirstAsync<LeaseRow>("SELECT holder AS Holder, fence AS Fence, leased_until AS LeasedUntil, locked AS Locked FROM leases WHERE lease_name = @name", new { name }).ConfigureAwait(false);
        if (row is null)
        {
            await session.ExecuteAsync("INSERT INTO leases (lease_name, holder, fence, leased_until, locked) VALUES (@name, @holder, 1, @until, @locked)", new { name, holder, until, locked }).ConfigureAwait(false);
            return new Lease(name, holder, 1);
        }

        var running = row.LeasedUntil > now && row.LeasedUntil <= until;
        if (row.Holder != holder && running && !(locked && row.Locked)) return null;
        // Half of it is left: nothing to write, so that an idle job costs no sync at each look.
        if (row.Holder == holder && running && row.Locked == locked && row.LeasedUntil > now + (length.Ticks / 2)) return new Lease(name, holder, row.Fence);
        var lease = new Lease(name, holder, row.Holder == holder ? row.Fence : row.Fence + 1);
        await session.ExecuteAsync(
            "UPDATE leases SET holder = @Holder, fence = @Fence, leased_until = @until, locked = @locked WHERE lease_name = @Name", new { lease.Holder, lease.Fence, until, locked, lease.Name }).ConfigureAwait(false);
        return lease;
    }

    public static Task<int> ReleaseAsync(WriteSession session, Lease lease) =>
        session.ExecuteAsync("UPDATE leases SET leased_until = 0 WHERE lease_name = @Name AND holder = @Holder AND fence = @Fence", lease);

    /// <summary>Refuses a step whose lease is another's by now.</summary>
    /// <exception cref="LeaseLostException"/>
    public static async Task RequireAsync(WriteSession session, Lease lease)
    {
        var fence = await session.FirstAsync<long>("SELECT fence FROM leases WHERE lease_name = @Name", new { lease.Name }).ConfigureAwait(false);
        if (fence != lease.Fence) throw new LeaseLostException(lease);
    }

    sealed record LeaseRow
    {
        public string Holder { get; init; } = "";
        public long Fence { get; init; }
        public long LeasedUntil { get; init; }
        public bool Locked { get; init; }
    }
}
