using System.Net;
using Gateway.Ops.Audit;
using Gateway.Ops.Development;
using Gateway.Ops.Health;
using Gateway.Ops.Metrics;
using Gateway.Ops.Statistics;
using Gateway.Register;
using Gateway.Store.Outcomes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Ops;

/// <summary>How a host takes in the operators' port.</summary>
public static class OpsServices
{
    /// <summary>Adds the port and what its endpoints need. IStore, ICoreBanking, Rules and TimeProvider are registered by the caller, and one <see cref="ReadinessCheck"/> for each part that must work.</summary>
    public static IServiceCollection AddOps(this IServiceCollection services) => services
        .AddWatch()
        .AddHostedService<AuditCheckJob>()
        .AddSingleton(p => new StatisticsReport(p.GetRequiredService<IOutcomes>(), p.GetRequiredService<Rules>().TimeZone))
        .AddSingleton<IConfigureOptions<KestrelServerOptions>, OpsListener>();

    /// <summary>Maps health and metrics and, where the host registered <see cref="DevelopmentClock"/>, the development endpoints.</summary>
    public static void MapOps(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapProbes();
        if (endpoints.ServiceProvider.GetService<DevelopmentClock>() is not null) DevelopmentEndpoints.Map(endpoints);
    }

    /// <summary>Adds a port with health and metrics alone, for a process that has another role. Needs one <see cref="ReadinessCheck"/> for each part that must work, and IStore.</summary>
    /// <param name="listen">Address and port.</param>
    public static IServiceCollection AddProbes(this IServiceCollection services, string listen) => services
        .AddWatch()
        .AddSingleton<IConfigureOptions<KestrelServerOptions>>(new ProbesListener(listen));

    /// <summary>The numbers of /metrics also as instruments of the meter <c>Gateway.Watch</c>, sampled every so often, for an exporter. Needs IStore and TimeProvider.</summary>
    public static IServiceCollection AddWatchMeter(this IServiceCollection services, TimeSpan every) =>
        services.AddWatch().AddHostedService(p => new WatchMeter(p.GetRequiredService<Watch>(), every));

    /// <summary>Maps health and metrics.</summary>
    public static void MapProbes(this IEndpointRouteBuilder endpoints)
    {
        HealthEndpoints.Map(endpoints);
        MetricsEndpoint.Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<MetricsCollector>(); // counts from the start on, not from the first scrape on
    }

    private static IServiceCollection AddWatch(this IServiceCollection services)
    {
        services.TryAddSingleton<MetricsCollector>();
        services.TryAddSingleton<AuditState>();
        services.TryAddSingleton<Watch>();
        return services;
    }

    private sealed class ProbesListener(string listen) : IConfigureOptions<KestrelServerOptions>
    {
        public void Configure(KestrelServerOptions kestrel) => kestrel.Listen(IPEndPoint.Parse(listen), port => port.Protocols = HttpProtocols.Http1);
    }

    private sealed class OpsListener(IOptions<OpsOptions> options) : IConfigureOptions<KestrelServerOptions>
    {
        public void Configure(KestrelServerOptions kestrel) =>
            kestrel.Listen(IPEndPoint.Parse(options.Value.Listen), listen => listen.Protocols = HttpProtocols.Http1);
    }
}
