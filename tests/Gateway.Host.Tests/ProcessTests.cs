using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Gateway.Host.Tests;

/// <summary>A whole gateway, started with its core away.</summary>
[TestFixture]
public sealed class ProcessTests
{
    private const int GuardMilliseconds = 120_000;

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task It_starts_while_the_core_is_away_says_where_it_listens_and_stops_when_told(CancellationToken guard)
    {
        using var installation = new Installation();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        installation.Write();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile], output, TextWriter.Null, stop.Token);

        var lines = await output.ReadUntilAsync("gateway ready", guard);

        Assert.That(lines.Single(l => l.StartsWith("ingress ", StringComparison.Ordinal)), Does.Match(@"^ingress https://127\.0\.0\.1:[1-9]\d*$"));
        var ops = lines.Single(l => l.StartsWith("ops ", StringComparison.Ordinal));
        Assert.That(ops, Does.Match(@"^ops http://127\.0\.0\.1:[1-9]\d*$"));
        using var client = new HttpClient { BaseAddress = new Uri(ops[4..]) };
        Assert.That((await client.GetAsync(new Uri("/health/live", UriKind.Relative), guard)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), guard);
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await ready.Content.ReadAsStringAsync(guard), Does.Contain("\"store\":\"ok\"").And.Contain("\"core\":\"does not answer\"").And.Contain("\"bank seal\":\"ok\""));
        Assert.That((await client.GetAsync(new Uri("/dev/idle", UriKind.Relative), guard)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "nothing for development in production");
        Assert.That(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), guard), Does.Contain("gateway_store_up 1"));

        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task It_starts_while_its_database_is_away_and_says_that_it_is_not_ready(CancellationToken guard)
    {
        using var installation = new Installation();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        // Nothing listens there.
        installation.Settings["Storage"] = JsonNode.Parse("""{ "Kind": "sql-server", "SqlServer": { "ConnectionString": "Server=tcp:127.0.0.1,1;Database=gateway;User Id=gateway", "Password": "s3cret" } }""");
        installation.Write();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile], output, TextWriter.Null, stop.Token);

        var lines = await output.ReadUntilAsync("gateway ready", guard);

        using var client = new HttpClient { BaseAddress = new Uri(lines.Single(l => l.StartsWith("ops ", StringComparison.Ordinal))[4..]) };
        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), guard);
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await ready.Content.ReadAsStringAsync(guard), Does.Contain("\"store\":\"StoreUnavailableException\"").And.Not.Contain("s3cret"));
        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    [TestCase("worker", "")]
    [TestCase("ops", "ops")]
    [TestCase("ingress", "ingress")]
    [TestCase("ops,worker", "ops")]
    [CancelAfter(GuardMilliseconds)]
    public async Task A_process_listens_only_where_its_roles_need_it(string roles, string listens, CancellationToken guard)
    {
        using var installation = new Installation();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        installation.Write();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile, "--roles", roles], output, TextWriter.Null, stop.Token);

        var lines = await output.ReadUntilAsync("gateway ready", guard);

        Assert.That(string.Join(',', lines.SkipLast(1).Select(l => l.Split(' ')[0])), Is.EqualTo(listens));
        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_worker_answers_probes_where_it_is_told_to_and_says_that_no_broker_is_there(CancellationToken guard)
    {
        using var installation = new Installation();
        installation.Settings["Host"] = JsonNode.Parse("""{ "Probes": "127.0.0.1:0" }""");
        installation.Settings["Bus"] = JsonNode.Parse("""{ "Kind": "kafka", "Kafka": { "Bootstrap": "127.0.0.1:9" } }""");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        installation.Write();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile, "--roles", "worker"], output, TextWriter.Null, stop.Token);

        var lines = await output.ReadUntilAsync("gateway ready", guard);

        using var client = new HttpClient { BaseAddress = new Uri(lines.Single(l => l.StartsWith("probes ", StringComparison.Ordinal))[7..]) };
        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), guard);
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await ready.Content.ReadAsStringAsync(guard), Does.Contain("\"bus\":\"").And.Not.Contain("\"bus\":\"ok\""));
        Assert.That((await client.GetAsync(new Uri("/dev/idle", UriKind.Relative), guard)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_second_worker_on_one_store_does_not_start_without_kafka(CancellationToken guard)
    {
        using var installation = new Installation();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        installation.Write();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile, "--roles", "worker"], output, TextWriter.Null, stop.Token);
        await output.ReadUntilAsync("gateway ready", guard);

        var (exit, _, errors) = await installation.RunAsync(guard, "--roles", "worker,ops");

        Assert.That(exit, Is.EqualTo(GatewayProcess.Misconfigured));
        Assert.That(errors.Single(), Does.StartWith("Bus:Kind = in-process: another process with the role worker works here"));
        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task It_does_not_start_on_a_damaged_store_and_says_so_in_its_exit_code(CancellationToken guard)
    {
        using var installation = new Installation();
        await File.WriteAllTextAsync(Path.Combine(installation.Folder, "data", "gateway.db"), new string('x', 8192), guard);

        var (exit, _, errors) = await installation.RunAsync(guard);

        Assert.That(exit, Is.EqualTo(GatewayProcess.Damaged));
        Assert.That(errors.Single(l => !l.StartsWith('{')), Does.Match(@"^Storage:Directory: .*gateway\.db is damaged: .*nothing was started"));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_port_s_new_certificate_is_in_use_without_a_restart(CancellationToken guard)
    {
        using var installation = new Installation();
        installation.Settings["Sealing"] = new JsonObject { ["ReloadSeconds"] = 1 };
        installation.Write();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile, "--roles", "ingress"], output, TextWriter.Null, stop.Token);
        var port = new Uri((await output.ReadUntilAsync("gateway ready", guard)).Single(l => l.StartsWith("ingress ", StringComparison.Ordinal))[8..]).Port;
        var before = await CertificateOfAsync(port, guard);

        installation.MakeTls();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await CertificateOfAsync(port, guard) == before) await timer.WaitForNextTickAsync(guard);

        using var made = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(installation.Folder, "tls", "server.pem"));
        Assert.That(await CertificateOfAsync(port, guard), Is.EqualTo(made.Thumbprint));
        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    /// <summary>Whose certificate the port shows, by its thumbprint.</summary>
    private static async Task<string> CertificateOfAsync(int port, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancel);
        string? shown = null;
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => (shown = certificate!.GetCertHashString()) is not null);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return shown!;
    }

    [TestCase("ingress,worker,ops")]
    [TestCase("ingress")]
    [CancelAfter(GuardMilliseconds)]
    public async Task A_folder_that_cannot_be_written_is_named(string roles, CancellationToken guard)
    {
        using var installation = new Installation();
        installation.Settings["Storage"] = JsonNode.Parse("""{ "Directory": "/proc/gateway" }""");

        var (exit, _, errors) = await installation.RunAsync(guard, "--roles", roles);

        Assert.That(exit, Is.EqualTo(GatewayProcess.Unusable));
        Assert.That(errors.Single(l => !l.StartsWith('{')), Does.StartWith("Storage:Directory: ").And.Contain("/proc/gateway"));
    }
}
