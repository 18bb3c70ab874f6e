using System.Threading.Channels;

namespace Gateway.Store.Batching;

/// <summary>
/// One consumer that takes whatever is waiting, at most a maximum, as one batch: a lone item is a batch of one, and what arrives while a batch is being written makes the next.
/// While the process has many orders in hand, or had a moment ago, a batch is gathered a little longer: they wait for the processor anyway, and come along. Controls go first.
/// Where they are few among many, they are not kept waiting for the others, and only a part of a batch is left to these, so that neither starves.
/// </summary>
internal sealed class BatchLoop<T> : IAsyncDisposable
{
    /// <summary>One part in so many of a full batch is left to ordinary items where few controls wait.</summary>
    const int OrdinaryPart = 8;

    /// <summary>Controls are many from this part of all orders that were in hand lately.</summary>
    const int ManyPart = 32;

    const int LongestMilliseconds = 120;

    /// <summary>Patience grows with the square of the orders that were in hand lately: 2 ms for 16, 32 ms for 64, the longest from 124.</summary>
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
            var haste = Hastens;
            Take(_controls, batch, Math.Max(1, _maximum - left));
            Take(_ordinary, batch, haste ? Math.Min(_maximum, batch.Count + left) : _maximum);
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
            var others = Hastens ? _traffic.Controls : _traffic.RecentPeak;
            if (_controls.Reader.Count + _ordinary.Reader.Count >= Math.Min(_maximum, others) || _clock.GetElapsedTime(begun) >= PatienceFor(others)) return;
            await Task.Delay(Tick, _clock).ConfigureAwait(false);
        }
    }

    /// <summary>A control waits, and is one of few among many.</summary>
    bool Hastens => _controls.Reader.Count > 0 && _traffic.Controls * ManyPart < _traffic.RecentPeak;

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
