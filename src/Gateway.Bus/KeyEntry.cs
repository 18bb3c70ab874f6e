namespace Gateway.Bus;

/// <summary>What a key does at present.</summary>
internal enum KeyState { Waiting, Running, RunningWithMore, Resting, Gone }

/// <summary>One key that has work. Its queue's lock is held around every call.</summary>
internal sealed class KeyEntry(string key)
{
    private CancellationTokenSource? _stop;

    public string Key { get; } = key;

    public KeyState State { get; set; } = KeyState.Waiting;

    /// <summary>How often in a row its handler threw.</summary>
    public int Failures { get; set; }

    /// <summary>It counts among the queue's capacity; what rests may not.</summary>
    public bool HasPlace { get; set; } = true;

    /// <summary>It rests because its handler said so: a further message may be why it can go on.</summary>
    public bool WakesForMore { get; set; }

    /// <summary>The trace of the next run, and of the run in hand.</summary>
    private string? _nextTrace, _trace;

    /// <summary>The trace that the run in hand belongs to; null: none.</summary>
    public string? TraceParent => _trace;

    /// <summary>Messages that the next run stands for.</summary>
    public List<WorkTicket> Waiting { get; private set; } = [];

    /// <summary>Messages that the run in hand stands for.</summary>
    public List<WorkTicket> Running { get; private set; } = [];

    public bool InHand => State is KeyState.Running or KeyState.RunningWithMore;

    /// <summary>A further message. Whoever waits or rests will see the new work when it runs; whoever runs may have looked already.</summary>
    public void Join(WorkTicket? ticket, string? traceParent)
    {
        _nextTrace ??= traceParent;
        if (ticket is not null) Add(ticket);
        if (State == KeyState.Running) State = KeyState.RunningWithMore;
    }

    public void Begin(CancellationTokenSource stop)
    {
        State = KeyState.Running;
        (Running, Waiting) = (Waiting, Running);
        (_trace, _nextTrace) = (_nextTrace, null);
        foreach (var ticket in Running) ticket.Ledger.Begun();
        _stop = stop;
    }

    /// <summary>The key goes to another consumer: no further piece of its work is begun.</summary>
    public void TellToStop()
    {
        try
        {
            _stop?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended by itself.
        }
    }

    /// <summary>The run has done everything that was there when it began.</summary>
    /// <returns>Whether more came meanwhile.</returns>
    public bool EndDone()
    {
        foreach (var ticket in Running)
        {
            ticket.Finish();
            ticket.Ledger.Ended();
        }

        Running.Clear();
        return State == KeyState.RunningWithMore;
    }

    /// <summary>The run has not done it: its messages wait again.</summary>
    /// <returns>Whether any is left that this consumer still answers for.</returns>
    public bool EndUndone()
    {
        _nextTrace ??= _trace;
        var later = Waiting;
        Waiting = [.. Running.Where(t => !t.Ledger.Released)];
        foreach (var ticket in Running) ticket.Ledger.Ended();
        Running.Clear();
        foreach (var ticket in later) Add(ticket);
        return Waiting.Count > 0;
    }

    // A later message of the same partition says the same: the earlier one is finished with it, and a hot key keeps one ticket and not thousands.
    private void Add(WorkTicket ticket)
    {
        if (Waiting.Find(t => t.Ledger == ticket.Ledger) is { } earlier)
        {
            Waiting.Remove(earlier);
            earlier.Finish();
        }

        Waiting.Add(ticket);
    }
}
