using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Confluent.Kafka;

namespace Gateway.Bus.Tests.Kafka;

public sealed class KafkaFixture : IBusFixture
{
    public Task<IWorkBus> OpenAsync() => Task.FromResult<IWorkBus>(TestBroker.Open(TestBroker.NewOptions()));
}

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KafkaBusCompliance : BusCompliance<KafkaFixture>;

/// <summary>What the bus over Kafka promises beyond the contract.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KafkaBusTests
{
    private const int GuardMilliseconds = 60_000;

    private static readonly Task<TimeSpan?> Done = Task.FromResult<TimeSpan?>(null);

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task After_the_process_what_was_finished_does_not_come_again_and_what_was_not_does(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        var keys = Enumerable.Range(0, 20).Select(n => $"key {n}").ToList();
        var inHand = new TaskCompletionSource();
        await using (var first = TestBroker.Open(options))
        {
            await first.PublishAsync([.. keys.Select(k => new WorkMessage(WorkTopic.Control, k))], guard);
            var done = new CountdownEvent(19);
            await using var consumer = new Running(first, async (m, cancel) =>
            {
                if (m.Key == "key 7")
                {
                    inHand.SetResult();
                    await Task.Delay(Timeout.Infinite, cancel);
                }

                done.Signal();
                return null;
            }, guard);
            await inHand.Task.WaitAsync(guard);
            await UntilAsync(() => done.IsSet, guard);
        }

        await using var second = TestBroker.Open(options);
        var handled = new ConcurrentQueue<string>();
        await using var next = new Running(second, (m, _) =>
        {
            handled.Enqueue(m.Key);
            return Done;
        }, guard);
        await second.PublishAsync([.. Enumerable.Range(0, 40).Select(n => new WorkMessage(WorkTopic.Control, $"later {n}"))], guard);
        await UntilAsync(() => handled.Count(k => k.StartsWith("later", StringComparison.Ordinal)) == 40 && handled.Contains("key 7"), guard);

        // Behind key 7 in its own partition all may come again; of the three other partitions nothing may.
        Assert.That(handled.Count(k => k.StartsWith("key", StringComparison.Ordinal)), Is.LessThan(20));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_brings_its_trace_along_and_one_that_is_none_is_left_behind(CancellationToken guard)
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var bus = TestBroker.Open(TestBroker.NewOptions());
        var traces = new ConcurrentDictionary<string, string?>();
        await using var consumer = new Running(bus, (m, _) =>
        {
            traces[m.Key] = m.TraceParent;
            return Done;
        }, guard);

        await bus.PublishAsync(
            [new WorkMessage(WorkTopic.Control, "traced") { TraceParent = Trace }, new WorkMessage(WorkTopic.Control, "plain"), new WorkMessage(WorkTopic.Control, "odd") { TraceParent = Trace.Replace('f', 'x') }], guard);

        await UntilAsync(() => traces.Count == 3, guard);
        Assert.That((traces["traced"], traces["plain"], traces["odd"]), Is.EqualTo((Trace, (string?)null, (string?)null)));
    }

    // The gauges are the whole process': other tests' consumers would be counted too.
    [Test, CancelAfter(GuardMilliseconds), NonParallelizable]
    public async Task A_full_worker_fetches_no_more_than_it_has_places_for_and_goes_on_when_there_is_room(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        options.Capacity = 3;
        await using var bus = TestBroker.Open(options);
        await bus.PublishAsync([.. Enumerable.Range(0, 100).Select(n => new WorkMessage(WorkTopic.Inquiry, $"party {n}"))], guard);
        var goOn = new TaskCompletionSource();
        var handled = new ConcurrentDictionary<string, bool>();
        using var gauges = new Gauges();
        await using var consumer = new Running(bus, async (m, cancel) =>
        {
            await goOn.Task.WaitAsync(cancel);
            handled[m.Key] = true;
            return null;
        }, guard, WorkTopic.Inquiry);

        await UntilAsync(() => gauges.Read("gateway.bus.paused") is 1, guard);
        Assert.That(gauges.Read("gateway.bus.keys"), Is.EqualTo(3));
        await UntilAsync(() => gauges.Read("gateway.bus.lag") > 0, guard);
        goOn.SetResult();

        await UntilAsync(() => handled.Count == 100, guard);
        await UntilAsync(() => gauges.Read("gateway.bus.paused") is 0, guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task The_banks_own_consumers_are_told_in_order_under_each_key(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        await using var bus = TestBroker.Open(options);
        foreach (var page in Enumerable.Range(0, 60).Chunk(20))
            await bus.AnnounceAsync(BulletinTopic.Events, [.. page.Select(n => new Bulletin($"account {n % 3}", BitConverter.GetBytes(n)))], guard);
        await bus.AnnounceAsync(BulletinTopic.Receipts, [new Bulletin("zdz", "{}"u8.ToArray())], guard);

        using var listener = new ConsumerBuilder<string, byte[]>(new ConsumerConfig { BootstrapServers = TestBroker.Bootstrap, GroupId = $"{options.Kafka.Prefix}-listener", AutoOffsetReset = AutoOffsetReset.Earliest })
            .SetLogHandler((_, _) => { }).Build();
        listener.Subscribe([$"{options.Kafka.Prefix}.events.v1", $"{options.Kafka.Prefix}.receipts.v1"]);
        var heard = new List<(string Key, byte[] Value)>();
        while (heard.Count < 61)
        {
            guard.ThrowIfCancellationRequested();
            if (listener.Consume(TimeSpan.FromMilliseconds(200)) is { Message: { } message }) heard.Add((message.Key, message.Value));
        }

        listener.Close();
        foreach (var account in heard.Where(h => h.Key != "zdz").GroupBy(h => h.Key))
            Assert.That(account.Select(h => BitConverter.ToInt32(h.Value)), Is.Ordered.And.Exactly(20).Items, account.Key);
        Assert.That(heard.Count(h => h.Key == "zdz"), Is.EqualTo(1));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Workers_that_come_and_go_share_the_work_and_no_key_is_in_two_hands(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        var (busy, overlaps, left) = (new ConcurrentDictionary<string, int>(), 0, new ConcurrentDictionary<string, bool>());
        async Task<TimeSpan?> Handle(WorkMessage message, CancellationToken cancel)
        {
            if (busy.AddOrUpdate(message.Key, 1, (_, n) => n + 1) > 1) Interlocked.Increment(ref overlaps);
            await Task.Yield();
            busy.AddOrUpdate(message.Key, 0, (_, n) => n - 1);
            left.TryRemove(message.Key, out _);
            return null;
        }

        await using var first = TestBroker.Open(Named(options, "w1"));
        await using var second = TestBroker.Open(Named(options, "w2"));
        await using var staying = new Running(first, Handle, guard);
        for (var round = 0; round < 3; round++)
        {
            await using var coming = new Running(second, Handle, guard);
            foreach (var n in Enumerable.Range(0, 200)) left[$"{round} {n}"] = true;
            await first.PublishAsync([.. left.Keys.Select(k => new WorkMessage(WorkTopic.Control, k))], guard);
            await UntilAsync(() => left.IsEmpty, guard);
        }

        Assert.That(overlaps, Is.Zero);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_that_is_not_the_gateways_is_passed_over(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        await using var bus = TestBroker.Open(options);
        await bus.PublishAsync([new(WorkTopic.Control, "before")], guard); // the topics are there then
        using var other = new ProducerBuilder<string?, string>(new Dictionary<string, string> { ["bootstrap.servers"] = TestBroker.Bootstrap }).SetLogHandler((_, _) => { }).Build();
        for (var partition = 0; partition < TestBroker.Partitions; partition++)
        {
            foreach (var key in new[] { null, "", new string('x', 5000) })
                await other.ProduceAsync(new TopicPartition($"{options.Kafka.Prefix}.control.v1", partition), new Message<string?, string> { Key = key!, Value = "?" }, guard);
        }

        await bus.PublishAsync([new(WorkTopic.Control, "behind")], guard);
        var handled = new ConcurrentQueue<string>();
        await using var consumer = new Running(bus, (m, _) =>
        {
            handled.Enqueue(m.Key);
            return Done;
        }, guard);

        await UntilAsync(() => handled.Count == 2, guard);
        Assert.That(handled, Is.EquivalentTo(new[] { "before", "behind" }));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task With_no_broker_there_it_says_so_and_whoever_publishes_waits(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        options.Kafka.Bootstrap = "127.0.0.1:9";
        await using var bus = TestBroker.Open(options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var publishing = bus.PublishAsync([new(WorkTopic.Control, "a")], stop.Token);

        string? problem;
        while ((problem = await bus.ProblemAsync(guard))?.Contains("no broker", StringComparison.Ordinal) != true) guard.ThrowIfCancellationRequested();

        Assert.That(problem, Does.Contain("no broker of 127.0.0.1:9 answers"));
        Assert.That(publishing.IsCompleted, Is.False);
        await stop.CancelAsync();
        Assert.That(async () => await publishing, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Topics_that_are_not_as_configured_are_named_with_both_numbers(CancellationToken guard)
    {
        var options = TestBroker.NewOptions();
        await using (var bus = TestBroker.Open(options)) await bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        options.Kafka.Partitions = 9;
        await using var other = TestBroker.Open(options);

        string? problem;
        while ((problem = await other.ProblemAsync(guard))?.Contains("partitions", StringComparison.Ordinal) != true) guard.ThrowIfCancellationRequested();

        Assert.That(problem, Does.Contain($"topic {options.Kafka.Prefix}.control.v1 has 4 partitions, Bus:Kafka:Partitions says 9"));
    }

    private static BusOptions Named(BusOptions options, string instance) => new()
    {
        Kind = options.Kind,
        ControlConcurrency = options.ControlConcurrency,
        Kafka = new()
        {
            Bootstrap = options.Kafka.Bootstrap,
            Prefix = options.Kafka.Prefix,
            Group = options.Kafka.Group,
            Instance = instance,
            Partitions = options.Kafka.Partitions,
            Replication = 1,
            SessionSeconds = options.Kafka.SessionSeconds,
        },
    };

    private static async Task UntilAsync(Func<bool> condition, CancellationToken guard)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition()) await timer.WaitForNextTickAsync(guard);
    }

    /// <summary>A consumer in the background.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop;
        private readonly Task _task;

        public Running(IWorkBus bus, WorkHandler handle, CancellationToken guard, WorkTopic topic = WorkTopic.Control)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
            _task = bus.ConsumeAsync(topic, handle, _stop.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.That(_task.IsCanceled, Is.True, "a consumer ends by cancellation alone");
            _stop.Dispose();
        }
    }

    /// <summary>The gauges of inquiries, which one test alone consumes.</summary>
    private sealed class Gauges : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _values = [];

        public Gauges()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Gateway.Bus" && instrument.IsObservable) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                foreach (var tag in tags)
                    if (tag is { Key: "topic", Value: "inquiry" }) _values.AddOrUpdate(instrument.Name, value, (_, n) => Math.Max(n, value));
            });
            _listener.Start();
        }

        /// <summary>The highest of a gauge now.</summary>
        public long? Read(string name)
        {
            _values.Clear();
            _listener.RecordObservableInstruments();
            return _values.TryGetValue(name, out var value) ? value : null;
        }

        public void Dispose() => _listener.Dispose();
    }
}
