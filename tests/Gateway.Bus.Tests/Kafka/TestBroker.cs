using Confluent.Kafka;
using Gateway.Bus.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bus.Tests.Kafka;

/// <summary>
/// The broker of this test run: the one that GATEWAY_TEST_KAFKA names (host:port), else librdkafka's own mock cluster inside this process. Each test has topics and groups of its own.
/// </summary>
[SetUpFixture]
public sealed class TestBroker
{
    // What a mock cluster gives a topic; nothing else can be asked of it.
    public const int Partitions = 4;

    private static IProducer<Null, Null>? mock;
    private static int opened;

    public static string Bootstrap { get; private set; } = "";

    public static bool IsMock => mock is not null;

    [OneTimeSetUp]
    public void Start()
    {
        Bootstrap = Environment.GetEnvironmentVariable("GATEWAY_TEST_KAFKA") ?? "";
        if (Bootstrap.Length == 0)
        {
            mock = new ProducerBuilder<Null, Null>(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1" }).SetLogHandler((_, _) => { }).Build();
            using var admin = new DependentAdminClientBuilder(mock.Handle).Build();
            Bootstrap = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(b => $"{b.Host}:{b.Port}"));
        }

        TestContext.Progress.WriteLine($"broker: {(IsMock ? "librdkafka's mock cluster" : Bootstrap)}");
    }

    [OneTimeTearDown]
    public void Stop() => mock?.Dispose();

    /// <summary>Settings with topics and groups that nobody else has; a mock cluster's topics are made.</summary>
    public static BusOptions NewOptions()
    {
        var name = $"t{Environment.ProcessId}-{Interlocked.Increment(ref opened)}";
        var options = new BusOptions
        {
            Kind = BusOptions.OverKafka,
            ControlConcurrency = 4,
            InquiryConcurrency = 4,
            Capacity = 1000,
            RedeliveryFirstMilliseconds = 1,
            RedeliveryMaximumSeconds = 1,
            Kafka = new KafkaOptions { Bootstrap = Bootstrap, Prefix = name, Group = name, Instance = name, Partitions = Partitions, Replication = 1, SessionSeconds = 6 },
        };
        MakeMockTopics(options);
        return options;
    }

    public static KafkaWorkBus Open(BusOptions options) => new(options, TimeProvider.System, NullLogger<KafkaWorkBus>.Instance);

    // It cannot make topics on request, but makes those that are asked for by name.
    private static void MakeMockTopics(BusOptions options)
    {
        if (mock is null) return;
        using var admin = new DependentAdminClientBuilder(mock.Handle).Build();
        foreach (var topic in options.Kafka.Topics) admin.GetMetadata(topic, TimeSpan.FromSeconds(30));
    }
}
