using System.Threading.Channels;

namespace Gateway.Store.Batching;

/// <summary>
/// One consumer that takes whatever is waiting, at most a maximum, as one batch: a lone item is a batch of one, and what arrives while a batch is being written makes the next.
/// While the process has many orders in hand, a batch is gathered a little longer: they wait for the processor anyway, and come along. Controls go first; but something ordinary is in every batch if it waits, so that neither starves.
/// </summary>
internal sealed class BatchLoop<T> : IAsyncDisposable
{
    /// <summary>One part in so many of a full batch is left to ordinary items where controls wait.</summary>
    const int OrdinaryPart = 8;

    /// <summary>Once half of what could come is there, the rest makes the next batch while this one is written.</summary>
    const int EnoughPart = 2;

    /// <summary>Controls are many from this part of all orders in hand.</summary>
    const int ManyPart = 8;

    const int LongestMilliseconds = 250;

    /// <summary>Patience grows with the square of the orders in hand: 2 ms for 16, 32 ms for 64, the longest from 180.</summary>
    const int OrdersOfAMillisecond = 128;

    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    readonly Channel<T> _controls;
    readonly Channel<T> _ordinary;
    readonly int _maximum;
    readonly Func<IReadOnlyList<T>, Task> _handle;
    readonly OrderTraffic _traffic;
    readonly TimeProvider _clock;
    readonly Task _run;

    /// <param name="capacity">Items of each urgency that may wait.</param>
    /// <param name="traffic">What could come along.</param>
    /// <param name="handle">Settles every item of the batch, whatever happens; it never throws.</param>
    public BatchLoop(int capacity, int maximum, OrderTraffic traffic, TimeProvider clock, Func<IReadOnlyList<T>, Task> handle)
    {
        var options = new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait };
        _controls = Channel.CreateBounded<T>(options);
        _ordinary = Channel.CreateBounded<T>(options);
        _maximum = maximum;
        _handle = handle;
        (_traffic, _clock) = (traffic, clock);
        _run = Task.Run(RunAsync);
    }

    /// <summary>Queues an item; waits while its queue is full.</summary>
    /// <exception cref="ChannelClosedException">The loop was disposed of.</exception>
    public ValueTask AddAsync(T item, Urgency urgency, CancellationToken cancel) => (urgency == Urgency.Control ? _controls : _ordinary).Writer.WriteAsync(item, cancel);

    async Task RunAsync()
    {
        var (controls, ordinary) = (WaitAsync(_controls), WaitAsync(_ordinary));
        // Each says false once its queue is closed and empty.
        while (await (await Task.WhenAny(controls, ordinary).ConfigureAwait(false)).ConfigureAwait(false) || await controls.ConfigureAwait(false) || await ordinary.ConfigureAwait(false))
        {
            await GatherAsync().ConfigureAwait(false);
            var batch = new List<T>();
            var left = Math.Max(1, _maximum / OrdinaryPart);
            Take(_controls, batch, Math.Max(1, _maximum - left));
            Take(_ordinary, batch, batch.Count == 0 ? _maximum : Math.Min(_maximum, batch.Count + left));
            if (batch.Count > 0) await _handle(batch).ConfigureAwait(false);
            if (controls.IsCompleted) controls = WaitAsync(_controls);
            if (ordinary.IsCompleted) ordinary = WaitAsync(_ordinary);
        }
    }

    async Task GatherAsync()
    {
        var begun = _clock.GetTimestamp();
        while (true)
        {
            var controls = _controls.Reader.Count;
            // Few controls among many inquiries are not kept waiting for these.
            var others = controls == 0 || _traffic.Controls * ManyPart >= _traffic.Orders ? _traffic.Orders : _traffic.Controls;
            if (controls + _ordinary.Reader.Count >= Math.Min(_maximum, others) / EnoughPart || _clock.GetElapsedTime(begun) >= PatienceFor(others)) return;
            await Task.Delay(Tick, _clock).ConfigureAwait(false);
        }
    }

    /// <summary>With few orders in hand a wait is felt and saves little; with many, each waits for the processor far longer than for this.</summary>
    static TimeSpan PatienceFor(int orders) => TimeSpan.FromMilliseconds(Math.Min(LongestMilliseconds, (long)orders * orders / OrdersOfAMillisecond));

    static Task<bool> WaitAsync(Channel<T> queue) => queue.Reader.WaitToReadAsync().AsTask();

    static void Take(Channel<T> queue, List<T> batch, int upTo)
    {
        while (batch.Count < upTo && queue.Reader.TryRead(out var item)) batch.Add(item);
    }

    /// <summary>Takes nothing more and returns when everything queued was handled.</summary>
    public async ValueTask DisposeAsync()
    {
        _controls.Writer.TryComplete();
        _ordinary.Writer.TryComplete();
        await _run.ConfigureAwait(false);
    }
}
