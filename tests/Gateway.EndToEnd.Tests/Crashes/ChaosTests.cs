using Gateway.Hub.Chaos;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>A short run of what tools/chaos.sh does for as long as wanted.</summary>
internal sealed class ChaosTests
{
    const int Seed = 20261122;

    [Test]
    public async Task Over_Kafka_nothing_is_lost_or_done_twice_while_processes_broker_and_core_fail()
    {
        if (await KafkaBroker.MissingAsync(CancellationToken.None) is { } missing) Assert.Ignore(missing);
        var folder = Directory.CreateTempSubdirectory("gateway-chaos-").FullName;
        var plan = new ChaosPlan(TimeSpan.FromSeconds(20), Seed, Accounts: 20, Senders: 3, new KafkaShape(Brokers: 1, Ingress: 1, Workers: 2));
        var verdict = await new ChaosRun(plan, TestContext.Out.WriteLine).PlayAsync(folder, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Lost, Is.Empty, folder);
            Assert.That(verdict.Doubled, Is.Empty, folder);
            Assert.That(verdict.Differences, Is.Empty, folder);
            Assert.That(verdict.Acknowledged, Is.Positive);
        });
        Directory.Delete(folder, recursive: true);
    }
}
