using System.CommandLine;
using System.Globalization;
using Gateway.Hub.Demo;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Gateway.Hub.Scenarios;

namespace Gateway.Hub.Commands;

/// <summary>demo: one whole case through the real service, which then stays up.</summary>
internal static class DemoCommand
{
    const string Password = "demo-console-2026";

    /// <summary>Who may sign in at the demonstration's console: one for each role.</summary>
    static readonly (string Name, string Role, string What)[] People =
        [("王经办", "operator", "proposes"), ("李复核", "checker", "confirms"), ("赵查看", "viewer", "looks"), ("陈管理", "administrator", "says who may sign in")];

    public static Command Make()
    {
        var once = new Option<bool>("--once") { Description = "End after the case." };
        var kafka = new Option<bool>("--kafka") { Description = "One ingress, two worker and one ops process over a Kafka of their own (tools/kafka.sh)." };
        var hubToday = new Option<bool>("--hub-today") { Description = "Play the case through the hub as it is today: a stub of its SOAP service, which the gateway polls." };
        var command = new Command("demo", "Starts the core simulator and the gateway, plays one whole case and leaves the service running until Ctrl-C.") { once, kafka, hubToday };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(once), parsed.GetValue(kafka), parsed.GetValue(hubToday), cancel));
        return command;
    }

    static async Task<int> RunAsync(bool once, bool kafka, bool hubToday, CancellationToken cancel)
    {
        var scenario = ScenarioReader.Read(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Demo", "case.json"), cancel), "demo");
        var folder = NewFolder();
        Console.WriteLine($"making development keys and seals in {folder}");
        using var authority = new DevelopmentAuthority();
        var pki = DevelopmentPki.Create(folder, authority, scenario.Courts);
        await using var broker = kafka ? await OwnBroker.StartAsync(cancel) : null;
        await using var hub = hubToday ? await HubToday.StartAsync(pki, cancel) : null;
        if (hub is not null) Console.WriteLine($"the hub as it is today waits at {hub.Address}");
        Console.WriteLine("starting the core simulator and the gateway …");
        var console = FreePorts.Take();
        var processes = broker is null ? Deployment.Embedded : Deployment.OverKafka(broker.Bootstrap);
        var deployment = processes with { Settings = [.. processes.Settings, .. hub?.Settings ?? []] };
        await using var service = await DevelopmentService.StartAsync(Programs.Find(), pki, scenario.Courts, [.. scenario.Settings, new("Console:Listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{console}"))], deployment, cancel);
        foreach (var node in service.Nodes.Where(n => n.Roles is not null)) Console.WriteLine($"process {node.Process!.Id}: {node.Name}, health and metrics {node.Probes}");
        Console.WriteLine($"ready: courts' door {service.Address}, operations {service.OpsAddress}, core simulator {service.CoreAddress}");
        var (receipts, narrator) = (Path.Combine(folder, "receipts"), new DemoNarrator());
        var today = hub is null ? null : new HubTodayPlayer(scenario, service, hub.Desk, narrator, receipts);
        var failure = await new ScenarioRun(scenario, service, receipts, narrator, today is null ? null : today.PlayAsync).PlayAsync(cancel);
        Console.WriteLine();
        Console.WriteLine(failure is null ? $"the case is through; its receipts are in {receipts}" : $"FAILED: {failure}");
        if (failure is not null) return 1;
        if (once) return 0;
        foreach (var (name, role, _) in People) await service.Ops.AddStaffAsync(name, role, Password, cancel);
        PrintAddresses(service, console);
        await WaitForEndAsync(cancel);
        return 0;
    }

    static void PrintAddresses(DevelopmentService service, int console)
    {
        Console.WriteLine($"""

            The service stays up until Ctrl-C:
              orders (gRPC, mutual TLS)  {service.Address}   tools/hub.sh order submit FILE.json --server {service.Address} --pki {service.Pki.Folder}
              receipts                   {service.Address}   tools/hub.sh receipts watch --server {service.Address} --pki {service.Pki.Folder}
              console                    http://127.0.0.1:{console}/   sign in as {string.Join(", ", People.Select(p => $"{p.Name} ({p.What})"))}, password {Password}
              health and metrics         {service.OpsAddress}health/ready, {service.OpsAddress}metrics
              core simulator             {service.CoreAddress}
              logs, data, keys           {service.Pki.Folder}
            """);
    }

    static async Task WaitForEndAsync(CancellationToken cancel) =>
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // A folder of its own for each demonstration: several may run at once.
    static string NewFolder()
    {
        var parent = Directory.CreateDirectory(Path.Combine(Programs.RepositoryRoot(), "artifacts", "demo"));
        return parent.CreateSubdirectory(TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss-", System.Globalization.CultureInfo.InvariantCulture) + Environment.ProcessId).FullName;
    }
}
