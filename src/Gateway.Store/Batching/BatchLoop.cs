using System.Threading.Channels;

namespace Gateway.Store.Batching;

/// <summary>
/// One consumer that takes whatever is waiting, at most a maximum, as one batch. No delay is added: a lone item is a batch of one, and what arrives while a batch is
/// being written makes the next. Controls go first, and a batch that holds one is kept short; but something ordinary is in every batch if it waits, so that neither starves.
/// </summary>
internal sealed class BatchLoop<T> : IAsyncDisposable
{
    /// <summary>One part in so many of a full batch is left to ordinary items where controls wait.</summary>
    const int OrdinaryPart = 8;

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
            var batch = new List<T>();
            var left = Math.Max(1, _maximum / OrdinaryPart);
            Take(_controls, batch, Math.Max(1, _maximum - left));
            Take(_ordinary, batch, batch.Count == 0 ? _maximum : Math.Min(_maximum, batch.Count + left));
            if (batch.Count > 0) await _handle(batch).ConfigureAwait(false);
            if (controls.IsCompleted) controls = WaitAsync(_controls);
            if (ordinary.IsCompleted) ordinary = WaitAsync(_ordinary);
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
