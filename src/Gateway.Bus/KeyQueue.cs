using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Gateway.Bus;

/// <summary>
/// The keys of one topic that have work. A key is in exactly one state; whoever takes it from the ready channel owns it, so a key is never handled twice at a time,
/// and a slow key holds up nobody but itself. A key keeps its place from the moment it enters until it has no work left or rests; so many may rest beside them, and those keep no others waiting.
/// Where messages have tickets, a run finishes those that came before it began.
/// </summary>
/// <param name="republish">Puts a message for a key on the bus anew; null: messages have no tickets.</param>
internal sealed class KeyQueue(WorkTopic topic, BusOptions options, TimeProvider time, ILogger log, Func<string, Task>? republish, CancellationToken disposed) : IDisposable
{
    // Work that rests for long must not hold its partition's position back for ever: brokers keep messages for days only.
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, KeyEntry> _entries = [];
    private readonly SemaphoreSlim _places = new(options.Capacity);
    private int _restingAside;
    private readonly Channel<KeyEntry> _ready = Channel.CreateUnbounded<KeyEntry>();

    /// <summary>Keys that have a place: they wait or are handled.</summary>
    public int Count => options.Capacity - _places.CurrentCount;

    /// <summary>Returns when the key has a place.</summary>
    public async Task EnterAsync(string key, string? traceParent, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (JoinUnderLock(key, null, traceParent)) return;
        }

        await _places.WaitAsync(cancel).ConfigureAwait(false);
        lock (_lock) EnterUnderLock(key, null, traceParent);
    }

    /// <summary>False: there is no place for a further key.</summary>
    public bool TryEnter(string key, WorkTicket ticket)
    {
        lock (_lock)
        {
            if (JoinUnderLock(key, ticket, ticket.TraceParent)) return true;
            if (!_places.Wait(0)) return false;
            EnterUnderLock(key, ticket, ticket.TraceParent);
            return true;
        }
    }

    /// <summary>Another consumer has the partition now: its keys are not begun any more, and those in hand are told to come to an end.</summary>
    public void Release(PartitionLedger ledger)
    {
        List<KeyEntry> told = [];
        lock (_lock)
        {
            foreach (var entry in _entries.Values.ToList())
            {
                entry.Waiting.RemoveAll(t => t.Ledger == ledger);
                if (entry.InHand)
                {
                    if (entry.Running.Any(t => t.Ledger == ledger)) told.Add(entry);
                }
                else if (entry.Waiting.Count == 0)
                {
                    RemoveUnderLock(entry);
                }
            }
        }

        foreach (var entry in told) entry.TellToStop();
    }

    /// <summary>Handles ready keys until cancelled; then the key in hand, if any, is finished by its handler and this returns.</summary>
    public async Task RunAsync(WorkHandler handle, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            KeyEntry entry;
            try
            {
                entry = await _ready.Reader.ReadAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (Begin(entry, stop)) await HandleAsync(entry, handle, stop.Token).ConfigureAwait(false);
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task HandleAsync(KeyEntry entry, WorkHandler handle, CancellationToken stop)
    {
        TimeSpan rest;
        try
        {
            if (await handle(new WorkMessage(topic, entry.Key) { TraceParent = entry.TraceParent }, stop).ConfigureAwait(false) is not { } wanted)
            {
                Leave(entry);
                return;
            }

            rest = wanted;
            Rest(entry, failed: false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            GiveBack(entry); // not done: whoever consumes next has it
            return;
        }
        catch (Exception problem) // the edge of the handler: whatever it threw, the message comes again
        {
            var failures = Rest(entry, failed: true);
            rest = Wait(failures);
            Log.HandlerFailed(log, problem, topic, failures, (long)rest.TotalMilliseconds);
        }

        _ = ReadyAfterAsync(entry, rest);
        if (republish is not null) _ = RenewAsync(entry);
    }

    private bool Begin(KeyEntry entry, CancellationTokenSource stop)
    {
        lock (_lock)
        {
            // Removed meanwhile, or removed and taken by another: its channel entry is left over.
            if (entry.State != KeyState.Waiting) return false;
            entry.Begin(stop);
            return true;
        }
    }

    private bool JoinUnderLock(string key, WorkTicket? ticket, string? traceParent)
    {
        if (!_entries.TryGetValue(key, out var entry)) return false;
        entry.Join(ticket, traceParent);
        if (entry is { State: KeyState.Resting, WakesForMore: true }) ReadyUnderLock(entry);
        return true;
    }

    /// <summary>The caller has a place for the key; it is given back if the key came in meanwhile.</summary>
    private void EnterUnderLock(string key, WorkTicket? ticket, string? traceParent)
    {
        if (JoinUnderLock(key, ticket, traceParent))
        {
            _places.Release();
            return;
        }

        var entry = new KeyEntry(key);
        entry.Join(ticket, traceParent);
        _entries.Add(key, entry);
        ReadyUnderLock(entry);
    }

    private void ReadyUnderLock(KeyEntry entry)
    {
        entry.State = KeyState.Waiting;
        _ready.Writer.TryWrite(entry);
    }

    private void RemoveUnderLock(KeyEntry entry)
    {
        entry.State = KeyState.Gone;
        _entries.Remove(entry.Key);
        if (entry.HasPlace) _places.Release();
        else _restingAside--;
    }

    private void Leave(KeyEntry entry)
    {
        lock (_lock)
        {
            entry.Failures = 0;
            if (entry.EndDone()) ReadyUnderLock(entry);
            else RemoveUnderLock(entry);
        }
    }

    private void GiveBack(KeyEntry entry)
    {
        lock (_lock)
        {
            if (entry.EndUndone() || republish is null) ReadyUnderLock(entry);
            else RemoveUnderLock(entry);
        }
    }

    private int Rest(KeyEntry entry, bool failed)
    {
        lock (_lock)
        {
            entry.Failures = failed ? entry.Failures + 1 : 0;
            entry.WakesForMore = !failed;
            var more = entry.State == KeyState.RunningWithMore;
            if (!entry.EndUndone() && republish is not null) RemoveUnderLock(entry);
            else if (more && !failed) ReadyUnderLock(entry);
            else SetAsideUnderLock(entry);
            return entry.Failures;
        }
    }

    private void SetAsideUnderLock(KeyEntry entry)
    {
        entry.State = KeyState.Resting;
        if (!entry.HasPlace || _restingAside >= options.RestingMaximum) return;
        entry.HasPlace = false;
        _restingAside++;
        _places.Release();
    }

    private TimeSpan Wait(int failures)
    {
        var first = TimeSpan.FromMilliseconds(options.RedeliveryFirstMilliseconds);
        var longest = TimeSpan.FromSeconds(options.RedeliveryMaximumSeconds);
        return failures > 30 || first * Math.Pow(2, failures - 1) > longest ? longest : first * Math.Pow(2, failures - 1);
    }

    private async Task ReadyAfterAsync(KeyEntry entry, TimeSpan wait)
    {
        await Task.Delay(wait, time, disposed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            if (!disposed.IsCancellationRequested && entry.State == KeyState.Resting) ReadyUnderLock(entry);
        }
    }

    /// <summary>Old messages of work that rests give way to a new one at the topic's end, which joins it when it comes.</summary>
    private async Task RenewAsync(KeyEntry entry)
    {
        List<WorkTicket> old;
        lock (_lock) old = [.. entry.Waiting.Where(t => time.GetElapsedTime(t.Since) > RenewAfter)];
        if (old.Count == 0) return;
        try
        {
            await republish!(entry.Key).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is TimeoutException or IOException or OperationCanceledException)
        {
            Log.NotRenewed(log, problem, topic);
            return;
        }

        lock (_lock)
        {
            entry.Waiting.RemoveAll(old.Contains);
            foreach (var ticket in old) ticket.Finish();
        }
    }
}
