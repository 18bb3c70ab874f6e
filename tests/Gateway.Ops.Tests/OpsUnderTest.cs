using System.Net;
using System.Text.Json;
using Gateway.CoreBanking;
using Gateway.Ops.Development;
using Gateway.Ops.Audit;
using Gateway.Ops.Health;
using Gateway.Ops.Metrics;
using Gateway.Register;
using Gateway.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;

namespace Gateway.Ops.Tests;

/// <summary>The operators' endpoints on a server in memory, over a store and a core that answer what the test says.</summary>
internal sealed class OpsUnderTest : IAsyncDisposable
{
    public static readonly StoreStatistics Idle = new(12, 0, 0, 0, 0, 0, 3, 1);

    private readonly WebApplication _app;
    private HttpClient? _client;

    public IStore Store { get; } = Substitute.For<IStore>();
    public ICoreBanking Core { get; } = Substitute.For<ICoreBanking>();
    public HttpClient Client => _client ??= _app.GetTestClient();

    private OpsUnderTest(OffsetTimeProvider? clock, Func<CancellationToken, Task>? runDue, ReadinessCheck[] checks, WatchedEnd[]? ends = null)
    {
        Store.ReadStatisticsAsync(default).ReturnsForAnyArgs(Idle);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddLogging().AddRoutingCore();
        builder.Services.AddSingleton(Store).AddSingleton(Core).AddSingleton(new Rules()).AddSingleton<TimeProvider>(clock ?? TimeProvider.System).AddOps();
        foreach (var check in checks) builder.Services.AddSingleton(check);
        foreach (var end in ends ?? []) builder.Services.AddSingleton(end);
        if (clock is not null) builder.Services.AddSingleton(new DevelopmentClock(clock, runDue ?? (_ => Task.CompletedTask), _ => Task.FromResult(true)));
        _app = builder.Build();
        _app.UseRouting();
        _app.MapOps();
    }

    public static Task<OpsUnderTest> OpenAsync(params ReadinessCheck[] checks) => StartAsync(new(null, null, checks));

    public static Task<OpsUnderTest> OpenForDevelopmentAsync(OffsetTimeProvider clock, Func<CancellationToken, Task>? runDue = null) => StartAsync(new(clock, runDue, []));

    public static Task<OpsUnderTest> OpenAsync(ReadinessCheck[] checks, params WatchedEnd[] ends) => StartAsync(new(null, null, checks, ends));

    public Watch Watch => _app.Services.GetRequiredService<Watch>();

    public Task<string> ScrapeAsync() => Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    public Task CheckAuditAsync() => _app.Services.GetServices<IHostedService>().OfType<AuditCheckJob>().Single().RunAsync(CancellationToken.None);

    private static async Task<OpsUnderTest> StartAsync(OpsUnderTest ops)
    {
        await ops._app.StartAsync();
        return ops;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _app.DisposeAsync();
    }
}
