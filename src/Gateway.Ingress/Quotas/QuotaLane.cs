using System.Threading.RateLimiting;
using Gateway.Register.Orders;

namespace Gateway.Ingress.Quotas;

/// <summary>Which bound an order met.</summary>
enum Bound
{
    /// <summary>Orders a second of its channel and kind.</summary>
    Rate,
    /// <summary>Orders of its channel and kind between arrival and acknowledgement.</summary>
    InFlight,
    /// <summary>Accepted orders of its channel and kind that wait for an answer.</summary>
    Waiting,
    /// <summary>What the whole intake looks at.</summary>
    Intake,
}

/// <summary>What one channel has under way of one kind. Inquiries and controls are counted apart: no flood of the one turns away the other.</summary>
sealed class QuotaLane : IDisposable
{
    // Streams wait here, each with no more orders than it may prepare at once; whatever comes beyond is turned away.
    const int PatientMaximum = 4096;

    readonly TokenBucketRateLimiter rate;
    readonly ConcurrencyLimiter inFlight;
    readonly ConcurrencyLimiter share;
    readonly int waitingMaximum;
    long accepted;
    long sampled;

    public QuotaLane(string channelId, OrderKind kind, TopicQuota quota, int intakePlaces, int intakeQueue)
    {
        (ChannelId, Kind, waitingMaximum) = (channelId, kind, quota.Waiting);
        // Ten steps a second where that comes out even: a second's orders need not all come at its beginning.
        var (tokens, period) = quota.PerSecond % 10 == 0 ? (quota.PerSecond / 10, TimeSpan.FromMilliseconds(100)) : (quota.PerSecond, TimeSpan.FromSeconds(1));
        rate = new TokenBucketRateLimiter(new()
        {
            TokenLimit = Math.Max(quota.Burst, tokens), TokensPerPeriod = tokens, ReplenishmentPeriod = period,
            QueueLimit = PatientMaximum, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        inFlight = new ConcurrencyLimiter(new() { PermitLimit = quota.InFlight, QueueLimit = PatientMaximum, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        share = new ConcurrencyLimiter(new() { PermitLimit = intakePlaces, QueueLimit = intakeQueue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    public string ChannelId { get; }

    public OrderKind Kind { get; }

    /// <summary>Accepted orders without an answer: as last counted in the store, and what this process accepted since.</summary>
    public long Backlog => Interlocked.Read(ref sampled) + Interlocked.Read(ref accepted);

    /// <summary>Whether nothing new may be accepted.</summary>
    public bool IsFull => Backlog >= waitingMaximum;

    /// <summary>Takes an order in, to be given back with its acknowledgement; or which bound it met and after how long to come again, where that is known.</summary>
    /// <param name="patient">The sender is held back in place of being turned away.</param>
    public async ValueTask<(RateLimitLease? Place, Bound Met, TimeSpan? After)> EnterAsync(bool patient, CancellationToken cancel)
    {
        using var token = patient ? await rate.AcquireAsync(1, cancel).ConfigureAwait(false) : rate.AttemptAcquire();
        if (!token.IsAcquired) return (null, Bound.Rate, token.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null);
        var place = patient ? await inFlight.AcquireAsync(1, cancel).ConfigureAwait(false) : inFlight.AttemptAcquire();
        if (place.IsAcquired) return (place, default, null);
        place.Dispose();
        return (null, Bound.InFlight, null);
    }

    /// <summary>The channel's share of the intake: waits for it, unless too many do.</summary>
    public ValueTask<RateLimitLease> EnterShareAsync(CancellationToken cancel) => share.AcquireAsync(1, cancel);

    /// <summary>An order was accepted.</summary>
    public void Accepted() => Interlocked.Increment(ref accepted);

    /// <summary>To be taken before the store is counted, and given to <see cref="Counted"/>.</summary>
    public long AcceptedUntilNow => Interlocked.Read(ref accepted);

    /// <summary>So many wait in the store; those accepted since <paramref name="until"/> may be among them, and count twice until the next count.</summary>
    public void Counted(long orders, long until)
    {
        Interlocked.Exchange(ref sampled, orders);
        Interlocked.Add(ref accepted, -until);
    }

    public void Dispose()
    {
        rate.Dispose();
        inFlight.Dispose();
        share.Dispose();
    }
}
