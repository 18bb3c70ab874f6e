using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Gateway.Contracts.Answers;
using Gateway.Contracts.V1;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Intake;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Store.Seals;
using Gateway.Store.Views;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Tests.Support;

/// <summary>The real door on a free loopback port over mutual TLS, with the SQLite store in a folder of its own.</summary>
sealed class DoorUnderTest : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<IDisposable> connections = [];

    DoorUnderTest(WebApplication app, string folder)
    {
        this.app = app;
        Folder = folder;
    }

    public string Folder { get; }

    public IStore Store => app.Services.GetRequiredService<IStore>();

    public CourtBook Courts => app.Services.GetRequiredService<CourtBook>();

    public IngressMetrics Metrics => app.Services.GetRequiredService<IngressMetrics>();

    public WorkSignal Work => app.Services.GetRequiredService<WorkSignal>();

    public RepeatLedger Repeats => app.Services.GetRequiredService<RepeatLedger>();

    public IHostApplicationLifetime Lifetime => app.Lifetime;

    /// <summary>The courts' port.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Another port of the process.</summary>
    public Uri OtherAddress { get; private set; } = null!;

    public OrderGateway.OrderGatewayClient Client => ClientOf(TlsPki.ZongDuiZong);

    public OrderGateway.OrderGatewayClient OtherClient => ClientOf(TlsPki.DianDuiDian);

    /// <summary>Starts a door. Settings override those of <see cref="Settings"/>.</summary>
    /// <param name="folder">An earlier door's folder, to go on with its store.</param>
    /// <param name="store">In place of SQLite.</param>
    public static async Task<DoorUnderTest> StartAsync(string? folder = null, IStore? store = null, params IEnumerable<(string Key, string Value)> settings)
    {
        folder ??= Directory.CreateTempSubdirectory("ingress-").FullName;
        TlsPki.WriteTo(folder);
        var values = Settings(folder);
        foreach (var (key, value) in settings) values[key] = value;

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(values);
        builder.Services.AddSingleton<TimeProvider>(new Clock());
        builder.Services.AddSingleton(new BankIdentity("示例银行", "BK001", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        builder.Services.AddSingleton(new Gateway.Register.Rules());
        builder.Services.AddSingleton(SealPki.Verifier);
        builder.Services.AddSingleton<WorkSignal>();
        builder.Services.AddSingleton<ReceiptSignal>();
        builder.Services.AddSingleton<OrderTraffic>();
        if (store is null) builder.Services.AddStore(new StorageOptions { Directory = Path.Combine(folder, "data") });
        else builder.Services.AddSingleton(store).AddSingleton<ICourtSealStore>(new SealBooks()).AddSingleton<IPauseStore>(new NoPauses()).AddSingleton<IContactStore>(new NoContacts());
        builder.Services.AddPauses(new PausePolling(TimeSpan.FromSeconds(1)));
        builder.Services.AddSingleton(new SealFirstUse(IsOn: false));
        builder.Services.AddCourtDirectory(builder.Configuration);
        builder.Services.AddIntake(builder.Configuration).AddIngress();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/health/live", () => "ok");
        app.MapIngress();

        var door = new DoorUnderTest(app, folder);
        await app.Services.GetRequiredService<IStore>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToList();
        door.Address = new UriBuilder(addresses.Single(a => a.Scheme == "https")) { Host = "localhost" }.Uri;
        door.OtherAddress = addresses.First(a => a.Scheme == "http");
        return door;
    }

    public OrderGateway.OrderGatewayClient ClientOf(X509Certificate2? certificate) => new(Connect(certificate));

    public GrpcChannel Connect(X509Certificate2? certificate, Uri? address = null)
    {
        var channel = GrpcChannel.ForAddress(address ?? Address, new GrpcChannelOptions { HttpHandler = Handler(certificate), MaxReceiveMessageSize = null, DisposeHttpClient = true });
        connections.Add(channel);
        return channel;
    }

    public HttpClient Http(X509Certificate2 certificate)
    {
        var client = new HttpClient(Handler(certificate)) { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        connections.Add(client);
        return client;
    }

    /// <summary>Plays the worker: refuses every line, with what review found if it found something, and stores the receipt.</summary>
    public async Task<StoredReceipt> AnswerAsync(string orderNo, byte[]? largeOfd = null, string channel = "zdz")
    {
        var known = await Store.FindOrderAsync(channel, orderNo, CancellationToken.None) ?? throw new InvalidOperationException($"no order {orderNo}");
        var receipt = await Bank.AnswerAsync(Store, known.Key, largeOfd);
        app.Services.GetRequiredService<ReceiptSignal>().Pulse();
        return receipt;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) connection.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Settings without a fault.</summary>
    public static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["Ingress:Listen"] = "127.0.0.1:0",
        ["Ingress:ServerCertificate"] = Path.Combine(folder, "server.pem"),
        ["Ingress:ServerKey"] = Path.Combine(folder, "server.key"),
        ["Ingress:ClientCa"] = Path.Combine(folder, "ca.pem"),
        ["Channels:0:Id"] = "zdz",
        ["Channels:0:Name"] = "总对总",
        ["Channels:0:Kind"] = "ZongDuiZong",
        ["Channels:0:CertificateFingerprints:0"] = TlsPki.Fingerprint(TlsPki.ZongDuiZong),
        ["Channels:0:Courts:0"] = "*",
        ["Channels:1:Id"] = "ddd",
        ["Channels:1:Name"] = "点对点",
        ["Channels:1:Kind"] = "DianDuiDian",
        ["Channels:1:CertificateFingerprints:0"] = TlsPki.Fingerprint(TlsPki.DianDuiDian),
        ["Channels:1:Courts:0"] = "F11",
        ["Courts:0:Code"] = "F10",
        ["Courts:0:Name"] = "甲市人民法院",
        ["Courts:0:SealFingerprints:0"] = SealPki.First.Fingerprint,
        ["Courts:0:SealFingerprints:1"] = SealPki.Expired.Fingerprint,
        ["Courts:0:SealFingerprints:2"] = SealPki.Revoked.Fingerprint,
        ["Courts:0:Funds:0:Account"] = "9001",
        ["Courts:0:Funds:0:Name"] = "甲市人民法院执行款专户",
        ["Courts:0:Funds:0:Currency"] = "CNY",
        ["Courts:1:Code"] = "F11",
        ["Courts:1:Name"] = "乙市人民法院",
        ["Courts:1:SealFingerprints:0"] = SealPki.Second.Fingerprint,
    };

    static SocketsHttpHandler Handler(X509Certificate2? certificate) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = certificate is null ? null : [certificate],
            RemoteCertificateValidationCallback = (_, server, _, _) => TlsPki.IsServer(server),
        },
    };
}
