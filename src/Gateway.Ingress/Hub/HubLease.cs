using Gateway.Store;

namespace Gateway.Ingress.Hub;

/// <summary>Whose turn it is to speak with a hub: one process' at a time. Should two believe it is theirs, the hub is asked twice and nothing is taken or answered twice.</summary>
sealed class HubLease(ILeases leases, string name, TimeProvider time)
{
    static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    readonly string holder = Guid.NewGuid().ToString("N");
    Lease? lease;
    long? asked;

    /// <summary>Whether it is this process' turn. Takes or prolongs the lease, in good time and not at each look.</summary>
    public async Task<bool> IsMineAsync(CancellationToken cancel)
    {
        if (asked is { } last && time.GetElapsedTime(last) < Length / 3) return lease is not null;
        asked = time.GetTimestamp();
        lease = await leases.TakeLeaseAsync(name, holder, Length, cancel).ConfigureAwait(false);
        return lease is not null;
    }

    /// <summary>The next one need not wait.</summary>
    public async Task GiveUpAsync()
    {
        if (lease is not { } held) return;
        (lease, asked) = (null, null);
        await leases.ReleaseLeaseAsync(held, CancellationToken.None).ConfigureAwait(false);
    }
}
