using Gateway.Bus;

namespace Gateway.Worker;

/// <summary>
/// Work that met a fault and rests before it is tried again, longer each time. It is the bus that keeps its message unfinished and brings it back when the rest is over, so a rest survives
/// the process; here is only remembered how often it failed, and until when a message that comes meanwhile is to change nothing.
/// </summary>
internal sealed class WorkRetries(WorkerOptions options, TimeProvider time)
{
    // The bus bounds what rests. What has gone on in another process since then leaves its entry here, until there are so many.
    private const int Most = 50_000;

    /// <param name="Due">Timestamp of the time provider: a rest does not depend on the clock being set.</param>
    private sealed record Rest(int Attempts, long Due, bool Parked);

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkMessage, Rest> _resting = [];

    /// <summary>How long the work must rest still; null: it need not.</summary>
    public TimeSpan? RestOf(WorkMessage work)
    {
        lock (_lock) return _resting.TryGetValue(work, out var rest) && time.GetElapsedTime(time.GetTimestamp(), rest.Due) is { Ticks: > 0 } left ? left : null;
    }

    /// <summary>Whether it rests as parked: people may have let it go on meanwhile, in another process.</summary>
    public bool IsParked(WorkMessage work)
    {
        lock (_lock) return _resting.TryGetValue(work, out var rest) && rest.Parked;
    }

    /// <summary>An attempt failed: the work rests.</summary>
    /// <param name="hopeless">Trying soon again makes no sense: the longest rest at once.</param>
    /// <returns>How many attempts failed in a row, and how long the work rests.</returns>
    public (int Attempts, TimeSpan Length) Failed(WorkMessage work, bool hopeless)
    {
        lock (_lock)
        {
            var before = _resting.GetValueOrDefault(work);
            var attempts = (before?.Attempts ?? 0) + 1;
            var length = hopeless ? Longest : Wait(attempts);
            var now = time.GetTimestamp();
            if (_resting.Count >= Most)
                foreach (var (over, _) in _resting.Where(r => r.Value.Due < now).ToList()) _resting.Remove(over);
            _resting[work] = new Rest(attempts, now + (long)(length.TotalSeconds * time.TimestampFrequency), before?.Parked ?? false);
            return (attempts, length);
        }
    }

    /// <summary>The resting work was parked.</summary>
    public void Parked(WorkMessage work)
    {
        lock (_lock)
        {
            if (_resting.TryGetValue(work, out var rest)) _resting[work] = rest with { Parked = true };
        }
    }

    /// <summary>The work got on.</summary>
    public void Passed(WorkMessage work)
    {
        lock (_lock) _resting.Remove(work);
    }

    private TimeSpan Longest => TimeSpan.FromSeconds(options.RetryMaximumSeconds);

    private TimeSpan Wait(int attempts) => attempts > 20 ? Longest : Min(TimeSpan.FromMilliseconds(options.RetryFirstMilliseconds) * Math.Pow(2, attempts - 1), Longest);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
