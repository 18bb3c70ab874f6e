using System.Diagnostics;
using System.Threading.Channels;

namespace Gateway.Store.Batching;

/// <summary>
/// One consumer that takes whatever is waiting, at most a maximum, as one batch: a lone item is a batch of one, and what arrives while a batch is being written makes the next.
/// While the process has more to do than its processors can, a batch is gathered a little longer: what runs meanwhile would have waited for them anyway, and comes along. Controls go first, and a batch that holds one is kept short; but something ordinary is in every batch if it waits, so that neither starves.
/// </summary>
internal sealed class BatchLoop<T> : IAsyncDisposable
{
    /// <summary>One part in so many of a full batch is left to ordinary items where controls wait.</summary>
    const int OrdinaryPart = 8;

    /// <summary>A batch with so many in it is not gathered further: half of the most is left for what comes while it begins.</summary>
    const int EnoughPart = 2;

    /// <summary>In a pool of one thread everything takes its turn, and nothing is gained.</summary>
    static readonly bool Gathers = PoolSize > 1;

    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(250);

    /// <summary>Where no further control has come for so long, those that wait are not kept waiting by a flood of other work.</summary>
    static readonly TimeSpan ControlsPatience = TimeSpan.FromMilliseconds(10);

    readonly Channel<T> _controls;
    readonly Channel<T> _ordinary;
    readonly int _maximum;
    readonly Func<IReadOnlyList<T>, Task> _handle;
    readonly Task _run;

    /// <param name="capacity">Items of each urgency that may wait.</param>
    /// <param name="handle">Settles every item of the batch, whatever happens; it never throws.</param>
    public BatchLoop(int capacity, int maximum, Func<IReadOnlyList<T>, Task> handle)
    {
        var options = new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait };
        _controls = Channel.CreateBounded<T>(options);
        _ordinary = Channel.CreateBounded<T>(options);
        _maximum = maximum;
        _handle = handle;
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

    static int PoolSize
    {
        get
        {
            ThreadPool.GetMaxThreads(out var size, out _);
            return size;
        }
    }

    async Task GatherAsync()
    {
        var (begun, lastControl, controls) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), _controls.Reader.Count);
        while (Gathers && ThreadPool.PendingWorkItemCount > 0 && controls + _ordinary.Reader.Count < _maximum / EnoughPart && Stopwatch.GetElapsedTime(begun) < LongestGathering)
        {
            await Task.Delay(Tick).ConfigureAwait(false);
            var now = _controls.Reader.Count;
            if (now > controls) lastControl = Stopwatch.GetTimestamp();
            else if (now > 0 && Stopwatch.GetElapsedTime(lastControl) > ControlsPatience) return;
            controls = now;
        }
    }

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
