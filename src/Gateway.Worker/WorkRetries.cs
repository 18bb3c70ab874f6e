using Gateway.Bus;
using Gateway.Store;

namespace Gateway.Worker;

/// <summary>
/// Work that met a fault and rests before it is tried again, longer each time. It holds no handler meanwhile, and new messages for it change nothing until its rest is over.
/// So many of a topic may rest, and no more: what fails beyond that goes back to the bus, which keeps it and its place.
/// </summary>
internal sealed class WorkRetries(WorkerOptions options, TimeProvider time)
{
    /// <param name="Due">Timestamp of the time provider: a rest does not depend on the clock being set.</param>
    private sealed record Rest(int Attempts, long Due, bool Called, bool Parked);

    private sealed class AddedSignal : Signal;

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkMessage, Rest> _resting = [];
    private readonly Dictionary<WorkTopic, int> _counts = [];
    // Work that passed or failed again leaves its old entry behind until it falls due.
    private readonly PriorityQueue<WorkMessage, long> _due = new();
    private readonly AddedSignal _added = new();

    /// <summary>Whether the work's rest is not over yet.</summary>
    public bool IsResting(WorkMessage work)
    {
        lock (_lock) return _resting.TryGetValue(work, out var rest) && !rest.Called;
    }

    /// <summary>Whether it rests as parked: people may have let it go on meanwhile, in another process.</summary>
    public bool IsParked(WorkMessage work)
    {
        lock (_lock) return _resting.TryGetValue(work, out var rest) && rest.Parked;
    }

    /// <summary>An attempt failed: the work rests.</summary>
    /// <param name="hopeless">Trying soon again makes no sense: the longest rest at once.</param>
    /// <returns>How many attempts failed in a row.</returns>
    /// <exception cref="RestingFullException">Too much rests already: the bus is to keep the message.</exception>
    public int Failed(WorkMessage work, bool hopeless)
    {
        bool first;
        int attempts;
        lock (_lock)
        {
            var before = _resting.GetValueOrDefault(work);
            if (before is null && Count(work.Topic) >= options.RestingMaximum) throw new RestingFullException(work.Topic);
            if (before is null) _counts[work.Topic] = Count(work.Topic) + 1;
            attempts = (before?.Attempts ?? 0) + 1;
            var due = time.GetTimestamp() + (long)((hopeless ? Longest : Wait(attempts)).TotalSeconds * time.TimestampFrequency);
            _resting[work] = new Rest(attempts, due, Called: false, before?.Parked ?? false);
            first = !_due.TryPeek(out _, out var earliest) || due < earliest;
            _due.Enqueue(work, due);
        }

        if (first) _added.Pulse();
        return attempts;
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
        lock (_lock)
        {
            if (_resting.Remove(work)) _counts[work.Topic] = Count(work.Topic) - 1;
        }
    }

    /// <summary>Calls for work whose rest is over, until cancelled or <paramref name="call"/> throws; what it was to call for is called for again then.</summary>
    public async Task RunAsync(Func<IReadOnlyList<WorkMessage>, Task> call, CancellationToken cancel)
    {
        while (true)
        {
            var added = _added.Next;
            var (due, wait) = TakeDue();
            if (due.Count == 0)
            {
                await Signal.WaitAsync(added, wait, time, cancel).ConfigureAwait(false);
                continue;
            }

            var called = false;
            try
            {
                await call(due).ConfigureAwait(false);
                called = true;
            }
            finally
            {
                if (!called) PutBack(due);
            }
        }
    }

    // Work counts as called before the call goes out: its handler may be faster than this method.
    private (IReadOnlyList<WorkMessage> Due, TimeSpan Wait) TakeDue()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var taken = new List<WorkMessage>();
            while (_due.TryPeek(out var work, out var due))
            {
                var stands = _resting.TryGetValue(work, out var rest) && rest is { Called: false } && rest.Due == due;
                if (stands && due > now) return (taken, TimeSpan.FromSeconds((due - now) / (double)time.TimestampFrequency));
                _due.Dequeue();
                if (!stands) continue;
                _resting[work] = rest! with { Called = true };
                taken.Add(work);
            }

            return (taken, Longest);
        }
    }

    private void PutBack(IReadOnlyList<WorkMessage> due)
    {
        lock (_lock)
        {
            foreach (var work in due)
            {
                if (!_resting.TryGetValue(work, out var rest)) continue;
                _resting[work] = rest with { Called = false };
                _due.Enqueue(work, rest.Due);
            }
        }
    }

    private int Count(WorkTopic topic) => _counts.GetValueOrDefault(topic);

    private TimeSpan Longest => TimeSpan.FromSeconds(options.RetryMaximumSeconds);

    private TimeSpan Wait(int attempts) => attempts > 20 ? Longest : Min(TimeSpan.FromMilliseconds(options.RetryFirstMilliseconds) * Math.Pow(2, attempts - 1), Longest);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

/// <summary>So much work rests after faults that no more of it is remembered here.</summary>
internal sealed class RestingFullException(WorkTopic topic) : Exception($"Too much work of {topic} rests after faults.");
