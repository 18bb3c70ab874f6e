using Microsoft.Extensions.Logging;

namespace Gateway.Bus.InProcess;

/// <summary>
/// The bus inside one process. A message says no more than "there is work for this key", so a key waits at most once; a message that comes while its key
/// is being handled makes it run again. Nothing survives the process: the worker refills the bus from the store at start.
/// </summary>
public sealed class InProcessWorkBus : IWorkBus
{
    private readonly Dictionary<WorkTopic, KeyQueue> _queues;
    private readonly Dictionary<WorkTopic, int> _concurrency;
    private readonly CancellationTokenSource _disposed = new();

    public InProcessWorkBus(InProcessBusOptions options, TimeProvider time, ILogger<InProcessWorkBus> log)
    {
        _queues = Enum.GetValues<WorkTopic>().ToDictionary(topic => topic, topic => new KeyQueue(topic, options, time, log, _disposed.Token));
        _concurrency = new() { [WorkTopic.Control] = options.ControlConcurrency, [WorkTopic.Inquiry] = options.InquiryConcurrency };
    }

    /// <inheritdoc/>
    public bool Durable => false;

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        foreach (var message in messages)
            await _queues[message.Topic].EnterAsync(message.Key, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(WorkTopic topic, Func<WorkMessage, CancellationToken, Task> handle, CancellationToken cancel)
    {
        var queue = _queues[topic];
        await Task.WhenAll(Enumerable.Range(0, _concurrency[topic]).Select(_ => Task.Run(() => queue.RunAsync(handle, cancel), CancellationToken.None))).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested) return ValueTask.CompletedTask;
        _disposed.Cancel();
        foreach (var queue in _queues.Values) queue.Dispose();
        return ValueTask.CompletedTask;
    }
}
