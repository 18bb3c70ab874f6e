using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gateway.Bus.Kafka;

/// <summary>What the bus counts and shows.</summary>
internal sealed class KafkaMetrics : IDisposable
{
    private readonly Meter _meter = new("Gateway.Bus");
    private readonly Counter<long> _rebalances;
    private readonly Counter<long> _producerErrors;
    private readonly ConcurrentDictionary<(WorkTopic Topic, int Partition), long> _lags = [];
    private readonly ConcurrentDictionary<KafkaConsumer, WorkTopic> _consumers = [];

    public KafkaMetrics()
    {
        _rebalances = _meter.CreateCounter<long>("gateway.bus.rebalances", null, "Times that partitions came to this process or left it");
        _producerErrors = _meter.CreateCounter<long>("gateway.bus.producer.errors", null, "Messages that the brokers did not take; they are sent again");
        _meter.CreateObservableGauge("gateway.bus.lag", Lags, null, "Messages of a partition of this process that are not finished");
        _meter.CreateObservableGauge("gateway.bus.keys", Keys, null, "Accounts or parties that wait or are handled in this process");
        _meter.CreateObservableGauge("gateway.bus.paused", Paused, null, "1 while this process fetches no more because it is full");
    }

    public void Rebalanced(WorkTopic topic, string what) => _rebalances.Add(1, new("topic", NameOf(topic)), new("what", what));

    public void ProducerFailed(string code) => _producerErrors.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Lag(WorkTopic topic, int partition, long? messages)
    {
        if (messages is { } lag) _lags[(topic, partition)] = lag;
        else _lags.TryRemove((topic, partition), out _);
    }

    public void Watch(KafkaConsumer consumer, WorkTopic topic) => _consumers[consumer] = topic;

    public void Forget(KafkaConsumer consumer) => _consumers.TryRemove(consumer, out _);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Lags() => _lags.Select(l => new Measurement<long>(l.Value, new("topic", NameOf(l.Key.Topic)), new("partition", l.Key.Partition)));

    private IEnumerable<Measurement<long>> Keys() => _consumers.Select(c => new Measurement<long>(c.Key.Keys, new KeyValuePair<string, object?>("topic", NameOf(c.Value))));

    private IEnumerable<Measurement<long>> Paused() => _consumers.Select(c => new Measurement<long>(c.Key.IsPaused ? 1 : 0, new KeyValuePair<string, object?>("topic", NameOf(c.Value))));

    private static string NameOf(WorkTopic topic) => topic == WorkTopic.Control ? "control" : "inquiry";
}
