using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Gateway.Bus.Kafka;

/// <summary>
/// The bus over Kafka. A message is safe when its partition's copies have it, and finished when its handler has come to its end: so it survives any process, and comes again
/// after a crash or a rebalance. Starts with no broker there, says so, and begins when there is one.
/// </summary>
public sealed class KafkaWorkBus : IWorkBus
{
    private static readonly TimeSpan PrepareAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PingPatience = TimeSpan.FromSeconds(3);

    private readonly BusOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<KafkaWorkBus> _log;
    private readonly KafkaMetrics _metrics = new();
    private readonly ClientEvents _events;
    private readonly KafkaPublisher _publisher;
    private readonly Lazy<InstanceName> _name;
    private readonly Lazy<Task> _prepared;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _lock = new();
    private readonly HashSet<(WorkTopic Topic, int Number)> _members = [];
    private volatile string? _problem = "the topics were not looked at yet";

    public KafkaWorkBus(BusOptions options, TimeProvider time, ILogger<KafkaWorkBus> log)
    {
        _options = options;
        _time = time;
        _log = log;
        _events = new ClientEvents(time, log);
        _publisher = new KafkaPublisher(options.Kafka, options.Kafka.Instance.Length > 0 ? options.Kafka.Instance : Environment.MachineName, _events, _metrics);
        _name = new(() => InstanceName.Take(options.Kafka));
        _prepared = new(() => Task.Run(PrepareAsync));
    }

    /// <inheritdoc/>
    public bool Durable => true;

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        await _prepared.Value.WaitAsync(cancel).ConfigureAwait(false);
        foreach (var topic in messages.GroupBy(m => m.Topic))
            await _publisher.SendAsync(_options.Kafka.TopicOf(topic.Key), [.. topic.Select(m => Outgoing(m.Key, [], m.TraceParent))], cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool Announces => true;

    /// <inheritdoc/>
    public async Task AnnounceAsync(BulletinTopic topic, IReadOnlyList<Bulletin> bulletins, CancellationToken cancel)
    {
        if (bulletins.Count == 0) return;
        await _prepared.Value.WaitAsync(cancel).ConfigureAwait(false);
        await _publisher.SendAsync(_options.Kafka.TopicOf(topic), [.. bulletins.Select(b => Outgoing(b.Key, b.Value, null))], cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(WorkTopic topic, WorkHandler handle, CancellationToken cancel)
    {
        await _prepared.Value.WaitAsync(cancel).ConfigureAwait(false);
        var number = Join(topic);
        try
        {
            // Several members in one process are several names.
            var instance = number == 0 ? _name.Value.Text : $"{_name.Value.Text}.{number}";
            using var consumer = new KafkaConsumer(topic, _options, instance, key => PublishAsync([new WorkMessage(topic, key)], _disposed.Token), _events, _metrics, _time, _log);
            _metrics.Watch(consumer, topic);
            try
            {
                await consumer.RunAsync(handle, cancel).ConfigureAwait(false);
            }
            finally
            {
                _metrics.Forget(consumer);
            }
        }
        finally
        {
            lock (_lock) _members.Remove((topic, number));
        }
    }

    /// <inheritdoc/>
    public async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        _ = _prepared.Value;
        if (_problem is { } problem) return problem;
        using var admin = new DependentAdminClientBuilder(_publisher.Handle).Build();
        try
        {
            await Task.Run(() => admin.GetMetadata(_options.Kafka.TopicOf(WorkTopic.Control), PingPatience), cancel).ConfigureAwait(false);
            return null;
        }
        catch (KafkaException)
        {
            return "no broker answers";
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested) return;
        await _disposed.CancelAsync().ConfigureAwait(false);
        if (_prepared.IsValueCreated) await _prepared.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _publisher.Dispose();
        _metrics.Dispose();
        if (_name.IsValueCreated) _name.Value.Dispose();
    }

    private static Message<string, byte[]> Outgoing(string key, byte[] value, string? traceParent)
    {
        var message = new Message<string, byte[]> { Key = key, Value = value };
        if (traceParent is not null) message.Headers = TraceHeader.Of(traceParent);
        return message;
    }

    /// <summary>Until the topics are there as they must be; a new problem is logged once.</summary>
    private async Task PrepareAsync()
    {
        var topics = new KafkaTopics(_options.Kafka, _options.Kafka.Topics);
        while (await topics.PrepareAsync(_publisher.Handle, _disposed.Token).ConfigureAwait(false) is { } problem)
        {
            if (problem != _problem) Log.NotReady(_log, problem);
            _problem = problem;
            await Task.Delay(PrepareAgain, _time, _disposed.Token).ConfigureAwait(false);
        }

        _problem = null;
        Log.Ready(_log, _options.Kafka.Bootstrap);
    }

    private int Join(WorkTopic topic)
    {
        lock (_lock)
        {
            var number = 0;
            while (!_members.Add((topic, number))) number++;
            return number;
        }
    }
}
