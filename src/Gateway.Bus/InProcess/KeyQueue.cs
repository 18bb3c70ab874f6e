using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Gateway.Bus.InProcess;

/// <summary>
/// The keys of one topic that have work. A key is in exactly one state; whoever takes it from the ready channel owns it, so a key is never handled twice at a time,
/// and a slow key holds up nobody but itself. A key keeps its place from the moment it enters until it has no work left.
/// </summary>
internal sealed class KeyQueue(WorkTopic topic, InProcessBusOptions options, TimeProvider time, ILogger log, CancellationToken disposed) : IDisposable
{
    private enum State { Waiting, Running, RunningWithMore, Resting }

    private sealed class Entry
    {
        public State State { get; set; }
        public int Failures { get; set; }
    }

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly SemaphoreSlim _places = new(options.Capacity);
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();

    public async Task EnterAsync(string key, CancellationToken cancel)
    {
        if (Join(key)) return;
        await _places.WaitAsync(cancel).ConfigureAwait(false);
        lock (_lock)
        {
            if (!JoinUnderLock(key))
            {
                _entries.Add(key, new Entry { State = State.Waiting });
                _ready.Writer.TryWrite(key);
                return;
            }
        }

        _places.Release();
    }

    /// <summary>Handles ready keys until cancelled; then the key in hand, if any, is finished by its handler and this returns.</summary>
    public async Task RunAsync(Func<WorkMessage, CancellationToken, Task> handle, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            string key;
            try
            {
                key = await _ready.Reader.ReadAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await HandleAsync(key, handle, cancel).ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(string key, Func<WorkMessage, CancellationToken, Task> handle, CancellationToken cancel)
    {
        Set(key, State.Running);
        try
        {
            await handle(new WorkMessage(topic, key), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Ready(key); // not done: whoever consumes next has it
            return;
        }
        catch (Exception problem) // the edge of the handler: whatever it threw, the message comes again
        {
            var failures = Rest(key);
            var wait = Wait(failures);
            Log.HandlerFailed(log, problem, topic, failures, (long)wait.TotalMilliseconds);
            _ = ReadyAfterAsync(key, wait);
            return;
        }

        Leave(key);
    }

    public void Dispose() => _places.Dispose();

    private bool Join(string key)
    {
        lock (_lock) return JoinUnderLock(key);
    }

    private bool JoinUnderLock(string key)
    {
        if (!_entries.TryGetValue(key, out var entry)) return false;
        // Whoever waits or rests will see the new work when it runs; whoever runs may have looked already.
        if (entry.State == State.Running) entry.State = State.RunningWithMore;
        return true;
    }

    private void Set(string key, State state)
    {
        lock (_lock) _entries[key].State = state;
    }

    private void Ready(string key)
    {
        lock (_lock)
        {
            _entries[key].State = State.Waiting;
            _ready.Writer.TryWrite(key);
        }
    }

    private int Rest(string key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            entry.State = State.Resting;
            return ++entry.Failures;
        }
    }

    private void Leave(string key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            entry.Failures = 0;
            if (entry.State == State.RunningWithMore)
            {
                entry.State = State.Waiting;
                _ready.Writer.TryWrite(key);
                return;
            }

            _entries.Remove(key);
        }

        _places.Release();
    }

    private TimeSpan Wait(int failures)
    {
        var first = TimeSpan.FromMilliseconds(options.RedeliveryFirstMilliseconds);
        var longest = TimeSpan.FromSeconds(options.RedeliveryMaximumSeconds);
        return failures > 30 || first * Math.Pow(2, failures - 1) > longest ? longest : first * Math.Pow(2, failures - 1);
    }

    private async Task ReadyAfterAsync(string key, TimeSpan wait)
    {
        await Task.Delay(wait, time, disposed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!disposed.IsCancellationRequested) Ready(key);
    }
}
