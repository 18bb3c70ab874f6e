using Microsoft.Extensions.Logging;

namespace Gateway.Bus.InProcess;

/// <summary>
/// The bus inside one process. A message says no more than "there is work for this key", so a key waits at most once; a message that comes while its key
/// is being handled makes it run again. Nothing survives the process: the worker refills the bus from the store at start.
/// </summary>
public sealed class InProcessWorkBus : IWorkBus
{
    private readonly Dictionary<WorkTopic, KeyQueue> _queues;
    private readonly BusOptions _options;
    private readonly CancellationTokenSource _disposed = new();

    public InProcessWorkBus(BusOptions options, TimeProvider time, ILogger<InProcessWorkBus> log)
    {
        _options = options;
        _queues = Enum.GetValues<WorkTopic>().ToDictionary(topic => topic, topic => new KeyQueue(topic, options, time, log, null, _disposed.Token));
    }

    /// <inheritdoc/>
    public bool Durable => false;

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        foreach (var message in messages)
            await _queues[message.Topic].EnterAsync(message.Key, message.TraceParent, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(WorkTopic topic, WorkHandler handle, CancellationToken cancel)
    {
        var queue = _queues[topic];
        await Task.WhenAll(Enumerable.Range(0, _options.ConcurrencyOf(topic)).Select(_ => Task.Run(() => queue.RunAsync(handle, cancel), CancellationToken.None))).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public Task<string?> ProblemAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested) return ValueTask.CompletedTask;
        _disposed.Cancel();
        foreach (var queue in _queues.Values) queue.Dispose();
        return ValueTask.CompletedTask;
    }
}
