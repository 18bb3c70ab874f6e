using System.Globalization;

namespace Gateway.Hub.Processes;

/// <summary>One process of a gateway: started, killed, paused and started again under the same name, ports and settings.</summary>
internal sealed class GatewayNode : IAsyncDisposable
{
    readonly Programs programs;
    readonly string configuration;
    readonly Dictionary<string, string> environment = [];
    readonly HttpClient probes;
    IRunningProgram? process;

    /// <param name="programs">The built programs.</param>
    /// <param name="configuration">gateway.json.</param>
    /// <param name="name">Its name, of its log too.</param>
    /// <param name="roles">What stands behind --roles; null: everything.</param>
    /// <param name="ingressPort">Where it takes orders, if it does.</param>
    /// <param name="probesPort">Where it answers whether it works; with the role ops, its operations door.</param>
    public GatewayNode(Programs programs, string configuration, string name, string? roles, int ingressPort, int probesPort)
    {
        this.programs = programs;
        this.configuration = configuration;
        Name = name;
        Roles = roles;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{ingressPort}"));
        probes = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{probesPort}/")) };
        environment["GATEWAY__Ingress__Listen"] = Local(ingressPort);
        environment["GATEWAY__Ops__Listen"] = Local(probesPort);
        environment["GATEWAY__Host__Probes"] = Local(probesPort);
        environment["GATEWAY__Bus__Kafka__Instance"] = name;
    }

    /// <summary>As in a list of processes: worker-1.</summary>
    public string Name { get; }

    /// <summary>What stands behind --roles; null: everything.</summary>
    public string? Roles { get; }

    /// <summary>Where courts connect, if it has the role ingress.</summary>
    public Uri Address { get; }

    /// <summary>Its health and metrics.</summary>
    public Uri Probes => probes.BaseAddress!;

    /// <summary>Its process; null: it was killed or never started.</summary>
    public IRunningProgram? Process => process;

    /// <summary>Starts it, after a kill too.</summary>
    public void Start() => process = programs.StartGateway(
        ["--config", configuration, .. Roles is null ? Array.Empty<string>() : ["--roles", Roles]], Path.Combine(Path.GetDirectoryName(configuration)!, Name + ".log"), environment);

    /// <summary>Ends it at once (kill -9), in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        await process.DisposeAsync();
        process = null;
    }

    /// <summary>Asks it to end (SIGTERM) and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancel)
    {
        var code = await process!.TerminateAsync(cancel);
        await KillAsync();
        return code;
    }

    /// <summary>Whether it works and everything that it needs does.</summary>
    public Task<bool> IsReadyAsync(CancellationToken cancel) => Readiness.AnswersAsync(probes, "health/ready", cancel);

    /// <summary>What it says of its health, as JSON, ready or not.</summary>
    public async Task<string> HealthAsync(CancellationToken cancel)
    {
        using var answer = await probes.GetAsync("health/ready", cancel);
        return await answer.Content.ReadAsStringAsync(cancel);
    }

    /// <summary>Its metrics as Prometheus text.</summary>
    public Task<string> MetricsAsync(CancellationToken cancel) => probes.GetStringAsync("metrics", cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        probes.Dispose();
    }

    static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
