namespace Gateway.Store;

/// <summary>
/// Whether this process has a control in hand: at the door, in its turn, or with its receipt being made. While it has, inquiries give way, since what a freeze waits for
/// most under a flood is the processor.
/// </summary>
public sealed class ControlTraffic(TimeProvider time)
{
    // Between the door, the bus, the turn and the receipt a control is in nobody's hand for a moment.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(30);

    // One that takes longer waits for the core, not for the processor.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private int _inHand;
    private long _entered;
    private long _left = long.MinValue;

    /// <summary>Whether inquiries should give way now.</summary>
    public bool Busy => Volatile.Read(ref _inHand) > 0
        ? time.GetElapsedTime(Interlocked.Read(ref _entered)) < Longest
        : Interlocked.Read(ref _left) is var left && left != long.MinValue && time.GetElapsedTime(left) < Linger;

    /// <summary>A control is in hand until the result is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Exchange(ref _entered, time.GetTimestamp());
        Interlocked.Increment(ref _inHand);
        return new Hand(this);
    }

    private void Leave()
    {
        Interlocked.Exchange(ref _left, time.GetTimestamp());
        Interlocked.Decrement(ref _inHand);
    }

    private sealed class Hand(ControlTraffic traffic) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) traffic.Leave();
        }
    }
}
