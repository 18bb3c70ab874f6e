using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Scenarios;

namespace Gateway.EndToEnd.Tests.Kafka;

/// <summary>Stories on other shapes of the service: processes of their own for each role, and a broker that wants TLS and a password.</summary>
[Parallelizable]
internal sealed class DeploymentTests
{
    // Terms end and the clock is set for all processes at once; whether all is done is asked of one that does nothing itself.
    [Test]
    public async Task A_story_goes_over_several_processes_as_over_one()
    {
        var deployment = await Broker.DeployAsync(ingress: 1, workers: 2);
        using var runner = new ScenarioRunner(Programs.Find(), receiptsFolder: null, () => deployment);
        var file = Path.Combine(Programs.RepositoryRoot(), "tests", "Gateway.EndToEnd.Tests", "scenarios", "c08-expiry.json");
        Assert.That((await runner.RunAsync(file, CancellationToken.None)).Failure, Is.Null);
    }

    [Test]
    public async Task A_broker_that_wants_tls_and_a_password_gets_them_from_the_configuration()
    {
        await Broker.UpAsync();
        if (Broker.Real is null) Assert.Ignore("a mock cluster wants neither");
        var password = Path.GetTempFileName();
        await File.WriteAllTextAsync(password, Broker.Password + "\n");
        var plain = Deployment.OverKafka(Broker.SecureBootstrap);
        var secure = new Deployment(0, 0, 0,
        [
            .. plain.Settings,
            new("Bus:Kafka:Client:security.protocol", "sasl_ssl"),
            new("Bus:Kafka:Client:ssl.ca.location", Broker.AuthorityFile),
            new("Bus:Kafka:Client:sasl.mechanism", "PLAIN"),
            new("Bus:Kafka:Client:sasl.username", Broker.User),
            new("Bus:Kafka:ClientFiles:sasl.password", password),
        ]);

        await using (var desk = await Desk.DeployAsync([Desk.F10], secure))
        {
            await desk.PutAccountAsync("6222001", "10000.00");
            var answer = await desk.AnswerAsync(desk.Write(Desk.Freeze("S1", "6222001", "6000.00")));
            Assert.That(answer.Controls.Single().Actual, Is.EqualTo("6000.00"));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(desk.Service.Pki.Folder, "gateway.log")), Does.Not.Contain(Broker.Password));
        }

        File.Delete(password);
    }
}
