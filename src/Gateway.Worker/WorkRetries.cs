using Gateway.Bus;
using Gateway.Store;

namespace Gateway.Worker;

/// <summary>
/// Work that met a fault and rests before it is tried again, longer each time. It holds no handler meanwhile, and new messages for it change nothing until its rest is over.
/// </summary>
internal sealed class WorkRetries(WorkerOptions options, TimeProvider time)
{
    /// <param name="Since">Timestamp of the time provider: a rest does not depend on the clock being set.</param>
    private sealed record Rest(int Attempts, long Since, TimeSpan Length, bool Called);

    private sealed class AddedSignal : Signal;

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkMessage, Rest> _resting = [];
    private readonly AddedSignal _added = new();

    /// <summary>Whether the work's rest is not over yet.</summary>
    public bool IsResting(WorkMessage work)
    {
        lock (_lock) return _resting.TryGetValue(work, out var rest) && !rest.Called;
    }

    /// <summary>An attempt failed: the work rests.</summary>
    /// <param name="hopeless">Trying soon again makes no sense: the longest rest at once.</param>
    /// <returns>How many attempts failed in a row.</returns>
    public int Failed(WorkMessage work, bool hopeless)
    {
        int attempts;
        lock (_lock)
        {
            attempts = (_resting.TryGetValue(work, out var rest) ? rest.Attempts : 0) + 1;
            _resting[work] = new Rest(attempts, time.GetTimestamp(), hopeless ? Longest : Wait(attempts), Called: false);
        }

        _added.Pulse();
        return attempts;
    }

    /// <summary>The work got on.</summary>
    public void Passed(WorkMessage work)
    {
        lock (_lock) _resting.Remove(work);
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
            var resting = _resting.Where(r => !r.Value.Called).Select(r => (Work: r.Key, Left: r.Value.Length - time.GetElapsedTime(r.Value.Since))).ToList();
            List<WorkMessage> due = [.. resting.Where(r => r.Left <= TimeSpan.Zero).Select(r => r.Work)];
            foreach (var work in due) _resting[work] = _resting[work] with { Called = true };
            return (due, resting.Count == 0 ? Longest : resting.Min(r => r.Left));
        }
    }

    private void PutBack(IReadOnlyList<WorkMessage> due)
    {
        lock (_lock)
        {
            foreach (var work in due.Where(_resting.ContainsKey)) _resting[work] = _resting[work] with { Called = false };
        }
    }

    private TimeSpan Longest => TimeSpan.FromSeconds(options.RetryMaximumSeconds);

    private TimeSpan Wait(int attempts) => attempts > 20 ? Longest : Min(TimeSpan.FromMilliseconds(options.RetryFirstMilliseconds) * Math.Pow(2, attempts - 1), Longest);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
