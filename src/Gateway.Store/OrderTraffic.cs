using Gateway.Register.Orders;

namespace Gateway.Store;

/// <summary>
/// Which orders this process has in hand: at the door, in their turn or with their answer under way, or with their receipt being made. While a control is among them inquiries give way, since what
/// a freeze waits for most under a flood is the processor; and the more there are, the longer the store gathers what it writes together.
/// </summary>
public sealed class OrderTraffic(TimeProvider time)
{
    // Between the door, the bus, the turn and the receipt a control is in nobody's hand for a moment.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(30);

    // One that takes longer waits for the core, not for the processor.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // Orders that are answered together come anew together: in between they wait for the bus, for their receipts' stream, or with who sends them, and are in nobody's hand here.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _windows = new();
    private long _windowBegan;
    private int _peak;
    private int _peakBefore;
    private int _controls;
    private int _inquiries;
    private long _entered;
    private long _left = long.MinValue;
    private long _passed;

    /// <summary>Controls in hand.</summary>
    public int Controls => Volatile.Read(ref _controls);

    private int Orders => Controls + Volatile.Read(ref _inquiries);

    /// <summary>The most orders that were in hand at once within the last second, or up to two.</summary>
    public int RecentPeak
    {
        get
        {
            lock (_windows)
            {
                Slide();
                return Math.Max(_peakBefore, _peak);
            }
        }
    }

    /// <summary>Steps of controls that ended since start: three for a control of one line, at the door, its turn and its receipt.</summary>
    public long ControlSteps => Interlocked.Read(ref _passed);

    /// <summary>Whether inquiries should give way now.</summary>
    public bool Busy => Controls > 0
        ? time.GetElapsedTime(Interlocked.Read(ref _entered)) < Longest
        : Interlocked.Read(ref _left) is var left && left != long.MinValue && time.GetElapsedTime(left) < Linger;

    /// <summary>An order is in hand until the result is disposed of.</summary>
    public IDisposable Enter(OrderKind kind)
    {
        if (kind == OrderKind.Control)
        {
            Interlocked.Exchange(ref _entered, time.GetTimestamp());
            Interlocked.Increment(ref _controls);
        }
        else
        {
            Interlocked.Increment(ref _inquiries);
        }

        lock (_windows)
        {
            Slide();
            _peak = Math.Max(_peak, Orders);
        }

        return new Hand(this, kind);
    }

    private void Slide()
    {
        var past = time.GetElapsedTime(_windowBegan);
        if (past < Window) return;
        (_peakBefore, _peak, _windowBegan) = (past < 2 * Window ? _peak : 0, Orders, time.GetTimestamp());
    }

    private void Leave(OrderKind kind)
    {
        if (kind == OrderKind.Control)
        {
            Interlocked.Exchange(ref _left, time.GetTimestamp());
            Interlocked.Increment(ref _passed);
            Interlocked.Decrement(ref _controls);
        }
        else
        {
            Interlocked.Decrement(ref _inquiries);
        }
    }

    private sealed class Hand(OrderTraffic traffic, OrderKind kind) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) traffic.Leave(kind);
        }
    }
}
