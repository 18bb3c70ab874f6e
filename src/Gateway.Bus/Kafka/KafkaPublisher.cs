using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Gateway.Bus.Kafka;

/// <summary>Sends messages and waits until the brokers have them on all copies in sync. Idempotent: a message that the client sends again is kept once.</summary>
internal sealed class KafkaPublisher(KafkaOptions options, string instance, ClientEvents events, KafkaMetrics metrics) : IDisposable
{
    private static readonly TimeSpan FullPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private IProducer<string, byte[]>? _producer;
    private bool _disposed;

    /// <summary>For an admin client on the same connections.</summary>
    public Handle Handle => Current().Handle;

    /// <exception cref="BusUnavailableException">Not all of them are safe: send all again.</exception>
    public async Task SendAsync(string topic, IReadOnlyList<Message<string, byte[]>> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var producer = Current();
        var left = messages.Count;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Reported(DeliveryReport<string, byte[]> report)
        {
            if (report.Error.IsError) done.TrySetException(Failed(report.Error));
            if (Interlocked.Decrement(ref left) == 0) done.TrySetResult();
        }

        foreach (var message in messages) await EnqueueAsync(producer, topic, message, Reported, cancel).ConfigureAwait(false);
        await done.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            // What is on its way may still arrive; what does not is in the outbox.
            _producer?.Flush(FlushLimit);
            _producer?.Dispose();
            _producer = null;
        }
    }

    private async Task EnqueueAsync(
        IProducer<string, byte[]> producer, string topic, Message<string, byte[]> message, Action<DeliveryReport<string, byte[]>> reported, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                producer.Produce(topic, message, reported);
                return;
            }
            catch (ProduceException<string, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Delay(FullPause, cancel).ConfigureAwait(false);
            }
            catch (KafkaException refused)
            {
                throw Failed(refused.Error);
            }
        }
    }

    private BusUnavailableException Failed(Error error)
    {
        metrics.ProducerFailed(error.Code.ToString());
        if (error.IsFatal || error.Code == ErrorCode.Local_Fatal) Renew();
        return new BusUnavailableException($"the brokers did not take a message: {error.Reason}");
    }

    /// <summary>A producer that has lost the thread of its numbering sends nothing any more.</summary>
    private void Renew()
    {
        lock (_lock)
        {
            // Not disposed here: this may be one of its own callbacks.
            if (_producer is { } old) _ = Task.Run(old.Dispose);
            _producer = null;
        }
    }

    private IProducer<string, byte[]> Current()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _producer ??= new ProducerBuilder<string, byte[]>(ClientSettings.Producer(options, instance))
                .SetErrorHandler((_, error) => events.Failed("producer", error))
                .SetLogHandler((_, message) => events.Said(message))
                .Build();
        }
    }
}
