using System.ComponentModel.DataAnnotations;

namespace Gateway.Bus.Kafka;

/// <summary>Section Bus:Kafka. Defaults are listed in the README beside it.</summary>
public sealed class KafkaOptions
{
    public const string Section = "Bus:Kafka";

    /// <summary>host:port of some brokers, with commas between. Required where Bus:Kind is kafka.</summary>
    public string Bootstrap { get; set; } = "";

    /// <summary>First part of the topics' names: PREFIX.control.v1, PREFIX.inquiry.v1 and so on.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$", ErrorMessage = "must be letters, digits, dots, hyphens and underscores, at most 100")]
    public string Prefix { get; set; } = "chakong";

    /// <summary>First part of the consumer groups' names: GROUP.control, GROUP.inquiry.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$", ErrorMessage = "must be letters, digits, dots, hyphens and underscores, at most 100")]
    public string Group { get; set; } = "chakong-gateway";

    /// <summary>Name of this worker process in its group; no two processes have the same. Empty: the host's name and the first number that is free on it.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{0,100}$", ErrorMessage = "must be letters, digits, dots, hyphens and underscores, at most 100")]
    public string Instance { get; set; } = "";

    /// <summary>Partitions of each topic: the most worker processes that share the work. Topics that are there must have as many.</summary>
    [Range(1, 10_000)]
    public int Partitions { get; set; } = 24;

    /// <summary>Copies of each partition. Topics that are there must have at least as many.</summary>
    [Range(1, 9)]
    public int Replication { get; set; } = 3;

    /// <summary>How long a worker that has died keeps its partitions; one that comes back under its name before that has them at once.</summary>
    [Range(1, 1800)]
    public int SessionSeconds { get; set; } = 15;

    /// <summary>How long lines in hand may take when their partition goes to another worker; what is not finished then is begun anew there.</summary>
    [Range(1, 240)]
    public int DrainSeconds { get; set; } = 20;

    /// <summary>How long the brokers may take to make a message safe before it is sent again.</summary>
    [Range(1, 300)]
    public int PublishTimeoutSeconds { get; set; } = 30;

    /// <summary>Further settings of librdkafka by its own names, such as security.protocol or ssl.ca.location. Secrets do not stand here.</summary>
    public Dictionary<string, string> Client { get; set; } = [];

    /// <summary>Settings of librdkafka whose value is what stands in a file, such as sasl.password.</summary>
    public Dictionary<string, string> ClientFiles { get; set; } = [];

    internal string TopicOf(string name) => $"{Prefix}.{name}.v1";

    internal string TopicOf(WorkTopic topic) => TopicOf(NameOf(topic));

    internal string TopicOf(BulletinTopic topic) => TopicOf(topic == BulletinTopic.Receipts ? "receipts" : "events");

    /// <summary>Every topic that there must be.</summary>
    internal IReadOnlyList<string> Topics => [.. Enum.GetValues<WorkTopic>().Select(TopicOf), .. Enum.GetValues<BulletinTopic>().Select(TopicOf)];

    internal string GroupOf(WorkTopic topic) => $"{Group}.{NameOf(topic)}";

    private static string NameOf(WorkTopic topic) => topic == WorkTopic.Control ? "control" : "inquiry";
}
