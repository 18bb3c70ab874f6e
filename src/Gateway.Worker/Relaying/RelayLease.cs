using Gateway.Store;

namespace Gateway.Worker.Relaying;

/// <summary>
/// Whose turn it is to relay a topic: one process' at a time, so that a row goes out once and not once from each. Should two believe it is theirs, as after a pause of one, rows go out twice, which harms nobody.
/// </summary>
internal sealed class RelayLease(ILeases leases, string topic, WorkerOptions options, TimeProvider time)
{
    private readonly string _holder = Guid.NewGuid().ToString("N");
    private Lease? _lease;
    private long? _asked;

    private TimeSpan Length => TimeSpan.FromSeconds(options.RelayLeaseSeconds);

    /// <summary>Whether this process relays.</summary>
    public async Task<bool> IsMineAsync(CancellationToken cancel) => await TakeAsync(cancel).ConfigureAwait(false) is not null;

    /// <summary>Takes or prolongs the lease, in good time and not at each look; null: another process has it.</summary>
    public async Task<Lease?> TakeAsync(CancellationToken cancel)
    {
        if (_asked is { } asked && time.GetElapsedTime(asked) < Length / 3) return _lease;
        _asked = time.GetTimestamp();
        _lease = null;
        return _lease = await leases.TakeLeaseAsync($"relay-{topic}", _holder, Length, cancel).ConfigureAwait(false);
    }

    /// <summary>The next one need not wait.</summary>
    public async Task GiveUpAsync()
    {
        if (_lease is not { } lease) return;
        _lease = null;
        _asked = null;
        await leases.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
    }
}
