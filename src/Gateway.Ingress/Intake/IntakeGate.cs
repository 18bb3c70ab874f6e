using System.Threading.RateLimiting;
using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Intake;

/// <summary>
/// Bounds how many messages are looked at in the same moment, and how many may wait for that. Each kind has its own places, and of these each channel its share, so that
/// one channel's flood leaves room for the others and inquiries leave room for controls.
/// </summary>
sealed class IntakeGate(IOptions<IngressOptions> options) : IAsyncDisposable
{
    readonly ConcurrencyLimiter controls = Places(options.Value.ConcurrentOrders, options.Value.WaitingOrders);
    readonly ConcurrencyLimiter inquiries = Places(options.Value.ConcurrentInquiries, options.Value.WaitingOrders);

    /// <summary>A place, to be disposed of after use; null if too many wait already.</summary>
    public async Task<IDisposable?> EnterAsync(QuotaLane lane, CancellationToken cancel)
    {
        var share = await lane.EnterShareAsync(cancel).ConfigureAwait(false);
        RateLimitLease? place = null;
        try
        {
            if (share.IsAcquired) place = await (lane.Kind == OrderKind.Control ? controls : inquiries).AcquireAsync(1, cancel).ConfigureAwait(false);
            return place is { IsAcquired: true } ? new Held(share, place) : null;
        }
        finally
        {
            if (place is not { IsAcquired: true })
            {
                place?.Dispose();
                share.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await controls.DisposeAsync().ConfigureAwait(false);
        await inquiries.DisposeAsync().ConfigureAwait(false);
    }

    static ConcurrencyLimiter Places(int places, int queue) => new(new() { PermitLimit = places, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    sealed class Held(RateLimitLease share, RateLimitLease place) : IDisposable
    {
        public void Dispose()
        {
            place.Dispose();
            share.Dispose();
        }
    }
}
