using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Intake;

/// <summary>Bounds how many messages are looked at in the same moment, and how many may wait for that.</summary>
sealed class IntakeGate(IOptions<IngressOptions> options) : IAsyncDisposable
{
    readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.ConcurrentOrders,
        QueueLimit = options.Value.WaitingOrders,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>A place, to be disposed of after use; null if too many wait already.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancel)
    {
        var lease = await limiter.AcquireAsync(1, cancel).ConfigureAwait(false);
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        return null;
    }

    public ValueTask DisposeAsync() => limiter.DisposeAsync();
}
