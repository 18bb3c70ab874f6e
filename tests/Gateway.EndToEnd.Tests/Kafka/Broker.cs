using Confluent.Kafka;
using Gateway.Hub.Pki;

namespace Gateway.EndToEnd.Tests.Kafka;

/// <summary>
/// The broker of this run, for processes of their own: an Apache Kafka where tools/kafka.sh finds one, with a plain listener and one that wants TLS and a password; else librdkafka's
/// mock cluster inside this process. Started by the first test that asks.
/// </summary>
[SetUpFixture]
internal sealed class Broker
{
    public const string User = "gateway";
    public const string Password = "only-for-tests";

    // What a mock cluster gives a topic; nothing else can be asked of it.
    const int MockPartitions = 4;

    static readonly Lazy<Task> Started = new(StartAsync);
    static KafkaBroker? kafka;
    static IProducer<string, byte[]>? mock;
    static string folder = "";

    /// <summary>The plain listener.</summary>
    public static string Bootstrap { get; private set; } = "";

    /// <summary>The broker itself; null: a mock cluster.</summary>
    public static KafkaBroker? Real => kafka;

    /// <summary>The listener that wants TLS and a password.</summary>
    public static string SecureBootstrap => $"127.0.0.1:{kafka!.Port + 50}";

    [OneTimeTearDown]
    public async Task Stop()
    {
        mock?.Dispose();
        if (kafka is not null) await kafka.DisposeAsync();
        if (folder.Length > 0) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Returns when there is one.</summary>
    public static Task UpAsync() => Started.Value;

    /// <summary>Processes of each role over this broker, with topics and groups of their own.</summary>
    public static async Task<Deployment> DeployAsync(int ingress, int workers)
    {
        await UpAsync();
        var deployment = Deployment.OverKafka(Bootstrap, copies: 1, ingress, workers);
        if (mock is null) return deployment;
        // It cannot make topics on request, but makes those that are asked for by name.
        using var admin = new DependentAdminClientBuilder(mock.Handle).Build();
        foreach (var topic in new[] { "control", "inquiry", "receipts", "events" }) admin.GetMetadata($"{deployment.Prefix}.{topic}.v1", TimeSpan.FromSeconds(30));
        return deployment with { Settings = [.. deployment.Settings.Where(s => s.Key != "Bus:Kafka:Partitions"), new("Bus:Kafka:Partitions", $"{MockPartitions}")] };
    }

    static async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("gateway-kafka-").FullName;
        if (await KafkaBroker.MissingAsync(CancellationToken.None) is { } missing)
        {
            mock = new ProducerBuilder<string, byte[]>(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1" }).SetLogHandler((_, _) => { }).Build();
            using var admin = new DependentAdminClientBuilder(mock.Handle).Build();
            Bootstrap = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(b => $"{b.Host}:{b.Port}"));
            TestContext.Progress.WriteLine($"broker: librdkafka's mock cluster ({missing})");
            return;
        }

        kafka = await KafkaBroker.StartAsync(Path.Combine(folder, "cluster"), nodes: 1, Listeners, CancellationToken.None);
        Bootstrap = kafka.Bootstrap;
        TestContext.Progress.WriteLine($"broker: Apache Kafka, {Bootstrap}");
    }

    static string Listeners(int port)
    {
        using var tls = new TlsAuthority(new Validity(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1)));
        File.WriteAllText(Path.Combine(folder, "ca.pem"), tls.CertificatePem);
        var server = tls.IssueServer();
        File.WriteAllText(Path.Combine(folder, "broker.pem"), server.KeyPem + "\n" + server.CertificatePem + "\n");
        return $"""
            listeners=PLAINTEXT://127.0.0.1:{port},SASL_SSL://127.0.0.1:{port + 50},CONTROLLER://127.0.0.1:{port + 100}
            advertised.listeners=PLAINTEXT://127.0.0.1:{port},SASL_SSL://127.0.0.1:{port + 50}
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL
            listener.name.sasl_ssl.sasl.enabled.mechanisms=PLAIN
            listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_{User}="{Password}";
            listener.name.sasl_ssl.ssl.keystore.type=PEM
            listener.name.sasl_ssl.ssl.keystore.location={Path.Combine(folder, "broker.pem")}

            """;
    }

    /// <summary>Who vouches for the secure listener.</summary>
    public static string AuthorityFile => Path.Combine(folder, "ca.pem");
}
