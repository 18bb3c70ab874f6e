using System.Globalization;
using Gateway.Hub.Client;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;

namespace Gateway.Hub.Processes;

/// <summary>A gateway, as one process on the embedded default or as several over Kafka, and a core simulator, as child processes on free loopback ports, in a folder of their own.</summary>
internal sealed class DevelopmentService : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    readonly Programs programs;
    readonly GatewaySettings settings;
    readonly string configuration;
    readonly List<HubClient> hubs = [];
    IRunningProgram? core;

    DevelopmentService(Programs programs, DevelopmentPki pki, IReadOnlyList<CourtForm> courts, GatewaySettings settings, Deployment deployment)
    {
        this.programs = programs;
        this.settings = settings;
        Pki = pki;
        configuration = settings.Write(pki, courts);
        Core = new CoreAdmin(new Uri(Http(settings.CorePort)));
        Ops = new GatewayOps(new Uri(Http(settings.OpsPort)));
        Desk = new GatewayDesk(programs, configuration);
        Identity = pki.Hub.ToCertificate();
        Nodes = MakeNodes(deployment);
        Hub = Connect(Nodes[0]);
    }

    /// <summary>The gateway's processes: those that take orders first.</summary>
    public IReadOnlyList<GatewayNode> Nodes { get; }

    /// <summary>Keys and certificates; its folder holds everything that the processes write.</summary>
    public DevelopmentPki Pki { get; }

    /// <summary>Where courts connect.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{settings.IngressPort}"));

    /// <summary>Where staff and monitoring connect.</summary>
    public Uri OpsAddress => new(Http(settings.OpsPort));

    /// <summary>Where the core simulator listens.</summary>
    public Uri CoreAddress => new(Http(settings.CorePort));

    /// <summary>The clock that all three share.</summary>
    public OffsetClock Clock { get; } = new();

    /// <summary>The core simulator's other side.</summary>
    public CoreAdmin Core { get; }

    /// <summary>The gateway's operations door.</summary>
    public GatewayOps Ops { get; }

    /// <summary>The bank's people who decide.</summary>
    public GatewayDesk Desk { get; }

    /// <summary>The core simulator's process.</summary>
    public int CoreProcess => core!.Id;

    /// <summary>The hub's connection.</summary>
    public HubClient Hub { get; }

    /// <summary>The hub's TLS certificate with its key.</summary>
    public System.Security.Cryptography.X509Certificates.X509Certificate2 Identity { get; }

    /// <summary>Starts all and waits until they answer.</summary>
    /// <exception cref="ServiceStartException">One of them did not come up.</exception>
    public static async Task<DevelopmentService> StartAsync(
        Programs programs, DevelopmentPki pki, IReadOnlyList<CourtForm> courts, IReadOnlyList<KeyValuePair<string, string>> overrides, Deployment deployment, CancellationToken cancel)
    {
        var settings = new GatewaySettings(FreePorts.Take(), FreePorts.Take(), FreePorts.Take()) { DevelopmentMode = true, Overrides = [.. deployment.Settings, .. overrides] };
        var service = new DevelopmentService(programs, pki, courts, settings, deployment);
        var up = false;
        try
        {
            service.StartCore();
            service.StartGateway();
            await service.WaitUntilCoreIsReadyAsync(cancel);
            await service.WaitUntilGatewayIsReadyAsync(cancel);
            up = true;
            return service;
        }
        finally
        {
            if (!up) await service.DisposeAsync();
        }
    }

    /// <summary>A hub's connection to one of the processes that take orders; ends with this service.</summary>
    public HubClient Connect(GatewayNode ingress)
    {
        var hub = new HubClient(ingress.Address, Pki.TlsCaPem, Identity);
        hubs.Add(hub);
        return hub;
    }

    /// <summary>Starts all processes of the gateway, after a kill too.</summary>
    public void StartGateway()
    {
        foreach (var node in Nodes) node.Start();
    }

    /// <summary>Ends all processes of the gateway at once, in the middle of whatever they do.</summary>
    public Task KillGatewayAsync() => Task.WhenAll(Nodes.Select(n => n.KillAsync()));

    /// <summary>Asks all processes of the gateway to end, as a service manager does (SIGTERM).</summary>
    /// <returns>The highest of their exit codes.</returns>
    public async Task<int> StopGatewayAsync(CancellationToken cancel) => (await Task.WhenAll(Nodes.Select(n => n.StopAsync(cancel)))).Max();

    /// <summary>Returns when the gateway takes orders and carries them out.</summary>
    public Task WaitUntilGatewayIsReadyAsync(CancellationToken cancel) => Task.WhenAll(Nodes.Select(n => WaitUntilReadyAsync(n, cancel)));

    /// <summary>Returns when one of its processes works.</summary>
    public static Task WaitUntilReadyAsync(GatewayNode node, CancellationToken cancel) => WaitUntilReadyAsync(node.Name, node.Process!, node.IsReadyAsync, cancel);

    /// <summary>Sets all three clocks to a moment.</summary>
    public async Task SetClockAsync(DateTimeOffset moment, CancellationToken cancel)
    {
        var offset = (long)(moment - TimeProvider.System.GetUtcNow()).TotalMilliseconds;
        // The core first: the gateway runs what is due as soon as its clock is set.
        await Core.SetClockAsync(offset, cancel);
        Clock.OffsetMilliseconds = offset;
        await Ops.SetClockAsync(offset, cancel);
    }

    /// <summary>Waits until the gateway has nothing left to do.</summary>
    /// <returns>False: the time is up.</returns>
    public Task<bool> WaitUntilIdleAsync(TimeSpan limit, CancellationToken cancel) => Readiness.WaitAsync(Ops.IsIdleAsync, limit, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var hub in hubs) hub.Dispose();
        Identity.Dispose();
        Ops.Dispose();
        Core.Dispose();
        foreach (var node in Nodes) await node.DisposeAsync();
        if (core is not null) await core.DisposeAsync();
    }

    List<GatewayNode> MakeNodes(Deployment deployment)
    {
        GatewayNode Make(string name, string? roles, int ingress, int ops) => new(programs, configuration, name, roles, ingress, ops);
        if (deployment is { Ingress: 0, Workers: 0, Ops: 0 }) return [Make("gateway", null, settings.IngressPort, settings.OpsPort)];
        return
        [
            .. Enumerable.Range(1, deployment.Ingress).Select(n => Make($"ingress-{n}", "ingress", n == 1 ? settings.IngressPort : FreePorts.Take(), FreePorts.Take())),
            .. Enumerable.Range(1, deployment.Workers).Select(n => Make($"worker-{n}", "worker", FreePorts.Take(), FreePorts.Take())),
            .. deployment.Settings.Any(s => s.Key.StartsWith("HubSoap:", StringComparison.Ordinal)) ? [Make("hub-1", "hub-soap", FreePorts.Take(), FreePorts.Take())] : Array.Empty<GatewayNode>(),
            .. Enumerable.Range(1, deployment.Ops).Select(n => Make($"ops-{n}", "ops", FreePorts.Take(), n == 1 ? settings.OpsPort : FreePorts.Take())),
        ];
    }

    void StartCore() => core = programs.StartCore(
        ["--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{settings.CorePort}"), "--data", Path.Combine(Pki.Folder, "core")],
        Path.Combine(Pki.Folder, "core.log"));

    Task WaitUntilCoreIsReadyAsync(CancellationToken cancel) => WaitUntilReadyAsync("core simulator", core!, Core.IsReadyAsync, cancel);

    static async Task WaitUntilReadyAsync(string name, IRunningProgram process, Func<CancellationToken, Task<bool>> ready, CancellationToken cancel)
    {
        var up = await Readiness.WaitAsync(async c => process.HasExited || await ready(c), StartLimit, cancel);
        if (!up || process.HasExited)
            throw new ServiceStartException($"the {name} {(up ? "ended" : $"was not ready within {StartLimit.TotalSeconds} s")}", process.Log());
    }

    static string Http(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
}
