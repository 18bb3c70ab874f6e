using Gateway.Bus.Kafka;

namespace Gateway.Bus.Tests.Kafka;

[TestFixture]
public sealed class KafkaOptionsTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gateway-bus-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void Every_wrong_setting_of_the_client_is_named_at_once_and_no_secret_is_repeated()
    {
        var password = Write("geheim-1");
        var faults = Faults(new KafkaOptions
        {
            Client =
            {
                ["sasl.mechansim"] = "PLAIN",
                ["security.protocol"] = "sasl_tls",
                ["acks"] = "1",
                ["enable.auto.offset.store"] = "true",
                ["sasl.password"] = "geheim-2",
                ["socket.timeout.ms"] = "5000",
            },
            ClientFiles = { ["ssl.key.password"] = Path.Combine(_folder, "none"), ["sasl.passwort"] = password },
        });

        string[] expected =
        [
            "Bus:Kafka:Bootstrap = : is required", "Bus:Kafka:Client:sasl.mechansim = PLAIN: No such configuration property", "Bus:Kafka:Client:security.protocol = sasl_tls: Invalid value",
            "Bus:Kafka:Client:acks = 1: is fixed", "Bus:Kafka:Client:enable.auto.offset.store = true: is fixed", "Bus:Kafka:Client:sasl.password = ***: is a secret",
            $"Bus:Kafka:ClientFiles:ssl.key.password = {Path.Combine(_folder, "none")}: Could not find", $"Bus:Kafka:ClientFiles:sasl.passwort = {password}: is no setting",
        ];
        foreach (var fault in expected) Assert.That(faults, Has.Some.StartsWith(fault));
        Assert.That(faults, Has.Count.EqualTo(expected.Length), string.Join('\n', faults));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("geheim"));
    }

    [Test]
    public void What_is_only_wrong_together_is_found_too()
    {
        var faults = Faults(new KafkaOptions { Bootstrap = "127.0.0.1:9", Client = { ["security.protocol"] = "ssl", ["ssl.ca.location"] = Path.Combine(_folder, "no-ca.pem") } });
        Assert.That(faults.Single(), Does.StartWith("Bus:Kafka:Client: ").And.Contain("ssl.ca.location"));
    }

    [Test]
    public void Settings_of_the_client_and_secrets_from_files_reach_it_and_those_that_matter_stay()
    {
        var options = new KafkaOptions
        {
            Bootstrap = "127.0.0.1:9",
            Client = { ["security.protocol"] = "sasl_plaintext", ["sasl.mechanism"] = "PLAIN", ["sasl.username"] = "gateway" },
            ClientFiles = { ["sasl.password"] = Write("geheim\n") },
        };
        Assert.That(Faults(options), Is.Empty);
        var settings = ClientSettings.Consumer(options, "w1", WorkTopic.Inquiry);
        Assert.That(settings["sasl.password"], Is.EqualTo("geheim"));
        Assert.That(settings["sasl.username"], Is.EqualTo("gateway"));
        Assert.That((settings["group.id"], settings["group.instance.id"], settings["enable.auto.offset.store"]), Is.EqualTo(("chakong-gateway.inquiry", "w1", "false")));
        Assert.That(ClientSettings.Producer(options, "w1")["acks"], Is.EqualTo("all"));
    }

    [Test]
    public void Nothing_is_looked_at_where_the_bus_is_another() =>
        Assert.That(new KafkaOptionsValidator(BusOptions.InProcess).Validate(null, new KafkaOptions { Client = { ["nonsense"] = "1" } }).Succeeded, Is.True);

    private static IReadOnlyList<string> Faults(KafkaOptions options) => [.. new KafkaOptionsValidator(BusOptions.OverKafka).Validate(null, options).Failures ?? []];

    private string Write(string text)
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, text);
        return file;
    }
}
