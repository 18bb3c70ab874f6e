using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;

namespace Gateway.CoreBanking.Http;

/// <summary>
/// One topic's way to the core: its own connections, its own places, a rate if one is set, and its own breaker, so that a search that fails too often stops no freeze.
/// Who finds no place waits for one before its time-out begins to run.
/// </summary>
internal sealed class CoreLane : IDisposable
{
    // Far above what the workers have in hand: whoever is turned away here is a defect elsewhere, and no call is lost by it.
    const int WaitingMaximum = 10_000;

    readonly CircuitBreakerStateProvider _breaker = new();
    readonly ConcurrencyLimiter _places;
    readonly TokenBucketRateLimiter? _rate;

    /// <param name="guarded">Makes the pipeline with its breaker.</param>
    public CoreLane(CoreTopic topic, int calls, int callsPerSecond, Func<CircuitBreakerStateProvider, ResiliencePipeline<CoreReply>> guarded)
    {
        Client = NameOf(topic);
        Guarded = guarded(_breaker);
        _places = new ConcurrencyLimiter(new() { PermitLimit = calls, QueueLimit = WaitingMaximum, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        if (callsPerSecond == 0) return;
        // Ten steps a second: a second's calls do not come all at its beginning.
        var (tokens, period) = callsPerSecond % 10 == 0 ? (callsPerSecond / 10, TimeSpan.FromMilliseconds(100)) : (callsPerSecond, TimeSpan.FromSeconds(1));
        _rate = new TokenBucketRateLimiter(new()
        {
            TokenLimit = tokens, TokensPerPeriod = tokens, ReplenishmentPeriod = period, QueueLimit = WaitingMaximum, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>The name of its HTTP client.</summary>
    public string Client { get; }

    /// <summary>One attempt with breaker and time-out.</summary>
    public ResiliencePipeline<CoreReply> Guarded { get; }

    /// <summary>Calls that wait for a place.</summary>
    public long Waiting => _places.GetStatistics()!.CurrentQueuedCount + (_rate?.GetStatistics()!.CurrentQueuedCount ?? 0);

    /// <summary>Too many calls failed, and none is sent at present.</summary>
    public bool IsBroken => _breaker.CircuitState is CircuitState.Open or CircuitState.Isolated;

    public static string NameOf(CoreTopic topic) => topic == CoreTopic.Control ? "core-banking-control" : "core-banking-inquiry";

    /// <summary>A place, to be given back after the attempt; null: too many wait.</summary>
    public async ValueTask<IDisposable?> EnterAsync(CancellationToken cancel)
    {
        if (_rate is not null)
        {
            using var token = await _rate.AcquireAsync(1, cancel);
            if (!token.IsAcquired) return null;
        }

        var place = await _places.AcquireAsync(1, cancel);
        if (place.IsAcquired) return place;
        place.Dispose();
        return null;
    }

    public void Dispose()
    {
        _places.Dispose();
        _rate?.Dispose();
    }
}
