using System.Globalization;

namespace Gateway.Bus.Kafka;

/// <summary>What the clients of this process are set to: the bank's own settings, and over them those on which the bus' promises rest.</summary>
internal static class ClientSettings
{
    // Less than this between two polls, and the brokers take a consumer for dead.
    private const int LeastPollMilliseconds = 300_000;

    /// <summary>Settings that are not for configuration, each with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Fixed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = "is set by Bus:Kafka:Bootstrap",
        ["metadata.broker.list"] = "is set by Bus:Kafka:Bootstrap",
        ["group.id"] = "is set by Bus:Kafka:Group",
        ["group.instance.id"] = "is set by Bus:Kafka:Instance",
        ["client.id"] = "is set by Bus:Kafka:Instance",
        ["session.timeout.ms"] = "is set by Bus:Kafka:SessionSeconds",
        ["heartbeat.interval.ms"] = "follows from Bus:Kafka:SessionSeconds",
        ["max.poll.interval.ms"] = "follows from Bus:Kafka:DrainSeconds",
        ["message.timeout.ms"] = "is set by Bus:Kafka:PublishTimeoutSeconds",
        ["delivery.timeout.ms"] = "is set by Bus:Kafka:PublishTimeoutSeconds",
        ["enable.auto.commit"] = "is fixed: a message counts as done only when the store has its outcome",
        ["enable.auto.offset.store"] = "is fixed: a message counts as done only when the store has its outcome",
        ["offset.store.method"] = "is fixed: a message counts as done only when the store has its outcome",
        ["auto.offset.reset"] = "is fixed: no message may be left out",
        ["topic.auto.offset.reset"] = "is fixed: no message may be left out",
        ["partition.assignment.strategy"] = "is fixed: all workers must share the work in the same way",
        ["group.protocol"] = "is fixed: all workers must share the work in the same way",
        ["partitioner"] = "is fixed: messages of one account must meet in one partition",
        ["acks"] = "is fixed: a message that was sent must survive a broker",
        ["request.required.acks"] = "is fixed: a message that was sent must survive a broker",
        ["enable.idempotence"] = "is fixed: a message that was sent must survive a broker",
        ["retries"] = "is fixed: a message that was sent must survive a broker",
        ["message.send.max.retries"] = "is fixed: a message that was sent must survive a broker",
        ["max.in.flight"] = "is fixed: a message that was sent must survive a broker",
        ["max.in.flight.requests.per.connection"] = "is fixed: a message that was sent must survive a broker",
        ["transactional.id"] = "is fixed: the bus does not rely on transactions",
        ["enable.partition.eof"] = "is fixed: the bus does not ask for it",
        ["test.mock.num.brokers"] = "is fixed: each process would talk to a broker of its own",
    };

    /// <summary>Settings whose values are secrets: they stand in files.</summary>
    public static bool IsSecret(string key) =>
        key.EndsWith(".password", StringComparison.Ordinal) || key.EndsWith("secret", StringComparison.Ordinal) || key is "ssl.key.pem" or "ssl_key" or "sasl.oauthbearer.config";

    /// <summary>The bank's own settings, secrets read from their files.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Dictionary<string, string> Common(KafkaOptions options)
    {
        var settings = new Dictionary<string, string>(options.Client, StringComparer.Ordinal);
        foreach (var (key, file) in options.ClientFiles) settings[key] = File.ReadAllText(file).TrimEnd('\r', '\n');
        settings["bootstrap.servers"] = options.Bootstrap;
        settings.TryAdd("reconnect.backoff.max.ms", "2000");
        settings.TryAdd("socket.keepalive.enable", "true");
        return settings;
    }

    public static Dictionary<string, string> Producer(KafkaOptions options, string instance) => new(Common(options), StringComparer.Ordinal)
    {
        ["client.id"] = instance,
        ["enable.idempotence"] = "true",
        ["acks"] = "all",
        ["message.timeout.ms"] = Milliseconds(options.PublishTimeoutSeconds),
        // As Java's clients do it, so that the brokers' own tools find an account's partition.
        ["partitioner"] = "murmur2_random",
        ["linger.ms"] = options.Client.GetValueOrDefault("linger.ms", "2"),
    };

    public static Dictionary<string, string> Consumer(KafkaOptions options, string instance, WorkTopic topic) => new(Common(options), StringComparer.Ordinal)
    {
        ["client.id"] = instance,
        ["group.id"] = options.GroupOf(topic),
        ["group.instance.id"] = instance,
        ["partition.assignment.strategy"] = "cooperative-sticky",
        ["session.timeout.ms"] = Milliseconds(options.SessionSeconds),
        ["heartbeat.interval.ms"] = Milliseconds(options.SessionSeconds, parts: 5),
        ["max.poll.interval.ms"] = Math.Max(LeastPollMilliseconds, 1000 * Math.Max(options.SessionSeconds, options.DrainSeconds)).ToString(CultureInfo.InvariantCulture),
        ["auto.offset.reset"] = "earliest",
        // Stored by the bus when work is done, brought to the broker by the client.
        ["enable.auto.offset.store"] = "false",
        ["enable.auto.commit"] = "true",
        ["auto.commit.interval.ms"] = options.Client.GetValueOrDefault("auto.commit.interval.ms", "1000"),
        ["queued.max.messages.kbytes"] = options.Client.GetValueOrDefault("queued.max.messages.kbytes", "8192"),
        ["fetch.wait.max.ms"] = options.Client.GetValueOrDefault("fetch.wait.max.ms", "100"),
        ["fetch.error.backoff.ms"] = options.Client.GetValueOrDefault("fetch.error.backoff.ms", "100"),
    };

    private static string Milliseconds(int seconds, int parts = 1) => (1000 * seconds / parts).ToString(CultureInfo.InvariantCulture);
}
