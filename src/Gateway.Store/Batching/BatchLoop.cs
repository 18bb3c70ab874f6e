using System.Threading.Channels;

namespace Gateway.Store.Batching;

/// <summary>
/// One consumer that takes whatever is waiting, at most a maximum, as one batch. No delay is added: a lone item is a batch of one,
/// and what arrives while a batch is being written makes the next.
/// </summary>
internal sealed class BatchLoop<T> : IAsyncDisposable
{
    readonly Channel<T> _waiting;
    readonly int _maximum;
    readonly Func<IReadOnlyList<T>, Task> _handle;
    readonly Task _run;

    /// <param name="handle">Settles every item of the batch, whatever happens; it never throws.</param>
    public BatchLoop(int capacity, int maximum, Func<IReadOnlyList<T>, Task> handle)
    {
        _waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _maximum = maximum;
        _handle = handle;
        _run = Task.Run(RunAsync);
    }

    /// <summary>Queues an item; waits while the queue is full.</summary>
    /// <exception cref="ChannelClosedException">The loop was disposed of.</exception>
    public ValueTask AddAsync(T item, CancellationToken cancel) => _waiting.Writer.WriteAsync(item, cancel);

    async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = new List<T>();
            while (batch.Count < _maximum && _waiting.Reader.TryRead(out var item)) batch.Add(item);
            await _handle(batch).ConfigureAwait(false);
        }
    }

    /// <summary>Takes nothing more and returns when everything queued was handled.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _run.ConfigureAwait(false);
    }
}
