namespace Gateway.Bus;

/// <summary>
/// Which messages of a partition are finished, in whatever order they come to that, for as long as this consumer has the partition. Its position is where another consumer would have to
/// begin: never past a message that is not finished. Only unfinished messages are remembered.
/// </summary>
internal sealed class PartitionLedger(int partition)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<long> _unfinished = [];
    private long _next = -1;
    private long _taken = -1;
    private int _running;
    private Action? _idle;

    public int Partition { get; } = partition;

    /// <summary>The partition is, or is about to be, another consumer's.</summary>
    public bool Released { get; private set; }

    /// <summary>No run that stands for a message of this partition is in hand.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock) return _running == 0;
        }
    }

    /// <summary>The offset from which messages are not finished; -1: none came yet.</summary>
    public long Position
    {
        get
        {
            lock (_lock) return PositionUnderLock();
        }
    }

    /// <summary>A message has come.</summary>
    public WorkTicket Receive(long offset, long timestamp)
    {
        lock (_lock)
        {
            _unfinished.Add(offset);
            _next = Math.Max(_next, offset + 1);
        }

        return new WorkTicket(this, offset, timestamp);
    }

    public void Finish(long offset)
    {
        lock (_lock) _unfinished.Remove(offset);
    }

    /// <summary>The position, if it has moved since it was last taken; else null.</summary>
    public long? TakePosition()
    {
        lock (_lock)
        {
            var position = PositionUnderLock();
            if (position <= _taken) return null;
            _taken = position;
            return position;
        }
    }

    /// <summary>A run that stands for a message of this partition has begun, or ended.</summary>
    public void Begun()
    {
        lock (_lock) _running++;
    }

    public void Ended()
    {
        Action? idle;
        lock (_lock) idle = --_running == 0 ? _idle : null;
        idle?.Invoke();
    }

    /// <summary>From now on undone messages of this partition are left to the next consumer.</summary>
    /// <param name="idle">Called when the last run that is in hand has ended.</param>
    public void Release(Action idle)
    {
        lock (_lock)
        {
            Released = true;
            _idle = idle;
        }
    }

    private long PositionUnderLock() => _unfinished.Count > 0 ? _unfinished.Min : _next;
}
