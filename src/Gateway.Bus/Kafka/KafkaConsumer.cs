using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Gateway.Bus.Kafka;

/// <summary>
/// One member of a topic's group. Its own thread fetches, stores positions and answers rebalances, and never waits for a handler except to drain a partition that goes to another member.
/// What it fetches goes into the key queue; when that is full, it fetches no more until there is room.
/// </summary>
internal sealed class KafkaConsumer : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FullTick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LagEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    // Account and party keys are far shorter; what is longer is no message of ours.
    private const int LongestKey = 256;

    private readonly WorkTopic _topic;
    private readonly BusOptions _options;
    private readonly string _instance;
    private readonly ClientEvents _events;
    private readonly KafkaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly KeyQueue _queue;
    private readonly CancellationTokenSource _disposed = new();
    private readonly AutoResetEvent _idle = new(false);

    // The fetching thread's alone.
    private readonly Dictionary<int, PartitionLedger> _ledgers = [];
    private Queue<(string Key, WorkTicket Ticket)> _held = [];
    private long _lastStored;
    private long _lastLag;

    private volatile bool _paused;
    private volatile Error? _fatal;

    public KafkaConsumer(
        WorkTopic topic, BusOptions options, string instance, Func<string, Task> republish, ClientEvents events, KafkaMetrics metrics, TimeProvider time, ILogger log)
    {
        _topic = topic;
        _options = options;
        _instance = instance;
        _events = events;
        _metrics = metrics;
        _time = time;
        _log = log;
        _queue = new KeyQueue(topic, options, time, log, republish, _disposed.Token);
    }

    /// <summary>Keys that wait or are handled.</summary>
    public int Keys => _queue.Count;

    /// <summary>Nothing is fetched, because there is no room.</summary>
    public bool IsPaused => _paused;

    /// <summary>Consumes until cancelled: then nothing further is begun, the handlers in hand come to their end, and what is finished is told to the broker.</summary>
    /// <exception cref="KafkaException">The client cannot go on.</exception>
    public async Task RunAsync(WorkHandler handle, CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var stop = new CancellationTokenSource();
        var fetching = Task.Factory.StartNew(() => Fetch(ending, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(Enumerable.Range(0, _options.ConcurrencyOf(_topic)).Select(_ => Task.Run(() => _queue.RunAsync(handle, ending.Token), CancellationToken.None))).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await fetching.WaitAsync(CloseLimit, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // With the brokers away it may take longer than a process has: what was not told is handled once more.
            Log.NotClosed(_log, _topic);
        }
        catch (KafkaException fenced) when (fenced.Error.Code == ErrorCode.FencedInstanceId)
        {
            // Two that throw each other out would do nothing else any more.
            Log.Fenced(_log, _topic, _instance, _options.Kafka.SessionSeconds);
            await Task.Delay(TimeSpan.FromSeconds(_options.Kafka.SessionSeconds), _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _disposed.Cancel();
        foreach (var ledger in _ledgers.Values) _metrics.Lag(_topic, ledger.Partition, null);
    }

    private void Fetch(CancellationTokenSource ending, CancellationToken stop)
    {
        try
        {
            using var consumer = new ConsumerBuilder<string?, Ignore>(ClientSettings.Consumer(_options.Kafka, _instance, _topic))
                .SetKeyDeserializer(Deserializers.Utf8!)
                .SetErrorHandler((_, error) => Failed(error))
                .SetLogHandler((_, message) => _events.Said(message))
                .SetPartitionsAssignedHandler((_, partitions) => Assigned(partitions))
                .SetPartitionsRevokedHandler(Revoked)
                .SetPartitionsLostHandler((_, partitions) => Lost(partitions))
                .Build();
            consumer.Subscribe(_options.Kafka.TopicOf(_topic));
            while (!stop.IsCancellationRequested) Step(consumer, ending.IsCancellationRequested);
            foreach (var ledger in _ledgers.Values) Store(consumer, ledger);
            consumer.Close();
        }
        finally
        {
            if (!stop.IsCancellationRequested) ending.Cancel();
        }
    }

    private void Step(IConsumer<string?, Ignore> consumer, bool ending)
    {
        if (_fatal is { } fatal) throw new KafkaException(fatal);
        Admit(consumer, ending);
        try
        {
            if (consumer.Consume(_paused ? FullTick : Tick) is { } message) Take(message, ending);
        }
        catch (ConsumeException problem) when (!problem.Error.IsFatal)
        {
            Failed(problem.Error);
        }

        if (_time.GetElapsedTime(_lastStored) < Tick) return;
        _lastStored = _time.GetTimestamp();
        foreach (var ledger in _ledgers.Values) Store(consumer, ledger);
        if (_time.GetElapsedTime(_lastLag) < LagEvery) return;
        _lastLag = _lastStored;
        foreach (var ledger in _ledgers.Values) Measure(consumer, ledger);
    }

    /// <summary>Lets in what found no place before; fetches no more while there is none, and again when there is room.</summary>
    private void Admit(IConsumer<string?, Ignore> consumer, bool ending)
    {
        while (!ending && _held.TryPeek(out var next) && _queue.TryEnter(next.Key, next.Ticket)) _held.Dequeue();
        if (!_paused && (ending || _held.Count > 0))
        {
            consumer.Pause(consumer.Assignment);
            _paused = true;
        }
        else if (_paused && !ending && _held.Count == 0 && _queue.Count <= _options.Capacity / 2)
        {
            consumer.Resume(consumer.Assignment);
            _paused = false;
        }
    }

    private void Take(ConsumeResult<string?, Ignore> message, bool ending)
    {
        if (!_ledgers.TryGetValue(message.Partition, out var ledger)) return;
        var ticket = ledger.Receive(message.Offset, _time.GetTimestamp()) with { TraceParent = TraceHeader.Read(message.Message.Headers) };
        if (message.Message.Key is not { Length: > 0 and <= LongestKey } key)
        {
            Log.ForeignMessage(_log, _topic, message.Partition, message.Offset);
            ticket.Finish();
        }
        else if (!ending && (_held.Count > 0 || !_queue.TryEnter(key, ticket)))
        {
            _held.Enqueue((key, ticket));
        }
    }

    private void Assigned(List<TopicPartition> partitions)
    {
        foreach (var partition in partitions) _ledgers[partition.Partition] = new PartitionLedger(partition.Partition);
        if (partitions.Count == 0) return;
        // New partitions come unpaused.
        _paused = false;
        _metrics.Rebalanced(_topic, "assigned");
        Log.Assigned(_log, _topic, partitions.Count, _ledgers.Count);
    }

    /// <summary>Only the partitions that go are drained; the others' work goes on meanwhile.</summary>
    private void Revoked(IConsumer<string?, Ignore> consumer, List<TopicPartitionOffset> partitions)
    {
        var going = Release(partitions);
        if (going.Count == 0) return;
        var begun = _time.GetTimestamp();
        var limit = TimeSpan.FromSeconds(_options.Kafka.DrainSeconds);
        while (going.Any(l => !l.IsIdle) && limit - _time.GetElapsedTime(begun) is { Ticks: > 0 } left) _idle.WaitOne(left);
        if (going.Any(l => !l.IsIdle)) Log.NotDrained(_log, _topic, _options.Kafka.DrainSeconds);
        foreach (var ledger in going) Store(consumer, ledger);
        _metrics.Rebalanced(_topic, "revoked");
        Log.Revoked(_log, _topic, going.Count, _ledgers.Count);
    }

    /// <summary>Others have these partitions already: nothing may be told about them any more.</summary>
    private void Lost(List<TopicPartitionOffset> partitions)
    {
        var gone = Release(partitions);
        _metrics.Rebalanced(_topic, "lost");
        Log.Lost(_log, _topic, gone.Count);
    }

    private List<PartitionLedger> Release(List<TopicPartitionOffset> partitions)
    {
        List<PartitionLedger> going = [];
        foreach (var partition in partitions)
        {
            if (!_ledgers.Remove(partition.Partition, out var ledger)) continue;
            ledger.Release(() => _idle.Set());
            _queue.Release(ledger);
            _metrics.Lag(_topic, ledger.Partition, null);
            going.Add(ledger);
        }

        _held = new(_held.Where(h => !h.Ticket.Ledger.Released));
        return going;
    }

    private void Store(IConsumer<string?, Ignore> consumer, PartitionLedger ledger)
    {
        if (ledger.TakePosition() is not { } position) return;
        try
        {
            consumer.StoreOffset(new TopicPartitionOffset(_options.Kafka.TopicOf(_topic), ledger.Partition, position));
        }
        catch (KafkaException notOurs)
        {
            // The partition went while this was on its way: its next consumer begins a little earlier.
            _events.Failed("consumer", notOurs.Error);
        }
    }

    private void Measure(IConsumer<string?, Ignore> consumer, PartitionLedger ledger)
    {
        var end = consumer.GetWatermarkOffsets(new TopicPartition(_options.Kafka.TopicOf(_topic), ledger.Partition)).High;
        var position = ledger.Position;
        _metrics.Lag(_topic, ledger.Partition, end.IsSpecial || position < 0 ? 0 : Math.Max(0, end.Value - position));
    }

    private void Failed(Error error)
    {
        if (error.IsFatal) _fatal = error;
        _events.Failed("consumer", error);
    }
}
