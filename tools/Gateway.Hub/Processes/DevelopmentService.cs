using System.Globalization;
using Gateway.Hub.Client;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;

namespace Gateway.Hub.Processes;

/// <summary>A gateway on the embedded default and a core simulator, as child processes on free loopback ports, in a folder of their own.</summary>
internal sealed class DevelopmentService : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    readonly Programs programs;
    readonly GatewaySettings settings;
    readonly string configuration;
    ChildProcess? core;
    ChildProcess? gateway;

    DevelopmentService(Programs programs, DevelopmentPki pki, IReadOnlyList<CourtForm> courts, GatewaySettings settings)
    {
        this.programs = programs;
        this.settings = settings;
        Pki = pki;
        configuration = settings.Write(pki, courts);
        Core = new CoreAdmin(new Uri(Http(settings.CorePort)));
        Ops = new GatewayOps(new Uri(Http(settings.OpsPort)));
        Desk = new GatewayDesk(programs.Gateway, configuration, Clock);
        Identity = pki.Hub.ToCertificate();
        Hub = new HubClient(Address, pki.TlsCaPem, Identity);
    }

    /// <summary>Keys and certificates; its folder holds everything that the two processes write.</summary>
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

    /// <summary>The hub's connection.</summary>
    public HubClient Hub { get; }

    /// <summary>The hub's TLS certificate with its key.</summary>
    public System.Security.Cryptography.X509Certificates.X509Certificate2 Identity { get; }

    /// <summary>Starts both and waits until they answer.</summary>
    /// <exception cref="ServiceStartException">One of them did not come up.</exception>
    public static async Task<DevelopmentService> StartAsync(
        Programs programs, DevelopmentPki pki, IReadOnlyList<CourtForm> courts, IReadOnlyList<KeyValuePair<string, string>> overrides, CancellationToken cancel)
    {
        var settings = new GatewaySettings(FreePorts.Take(), FreePorts.Take(), FreePorts.Take()) { DevelopmentMode = true, Overrides = overrides };
        var service = new DevelopmentService(programs, pki, courts, settings);
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

    /// <summary>Starts the gateway's process, after a kill too; its clock is the machine's again until it is set.</summary>
    public void StartGateway() => gateway = ChildProcess.Start(programs.Gateway, ["--config", configuration], Path.Combine(Pki.Folder, "gateway.log"));

    /// <summary>Ends the gateway's process at once, in the middle of whatever it does.</summary>
    public async Task KillGatewayAsync()
    {
        if (gateway is null) return;
        await gateway.DisposeAsync();
        gateway = null;
    }

    /// <summary>Asks the gateway to end, as a service manager does (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopGatewayAsync(CancellationToken cancel)
    {
        var code = await gateway!.TerminateAsync(cancel);
        await KillGatewayAsync();
        return code;
    }

    /// <summary>Returns when the gateway takes orders.</summary>
    public Task WaitUntilGatewayIsReadyAsync(CancellationToken cancel) => WaitUntilReadyAsync("gateway", gateway!, Ops.IsReadyAsync, cancel);

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
        Hub.Dispose();
        Identity.Dispose();
        Ops.Dispose();
        Core.Dispose();
        await KillGatewayAsync();
        if (core is not null) await core.DisposeAsync();
    }

    void StartCore() => core = ChildProcess.Start(
        programs.CoreSimulator,
        ["--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{settings.CorePort}"), "--data", Path.Combine(Pki.Folder, "core")],
        Path.Combine(Pki.Folder, "core.log"));

    Task WaitUntilCoreIsReadyAsync(CancellationToken cancel) => WaitUntilReadyAsync("core simulator", core!, Core.IsReadyAsync, cancel);

    static async Task WaitUntilReadyAsync(string name, ChildProcess process, Func<CancellationToken, Task<bool>> ready, CancellationToken cancel)
    {
        var up = await Readiness.WaitAsync(async c => process.HasExited || await ready(c), StartLimit, cancel);
        if (!up || process.HasExited)
            throw new ServiceStartException($"the {name} {(up ? "ended" : $"was not ready within {StartLimit.TotalSeconds} s")}", process.Log());
    }

    static string Http(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
}
