using Gateway.Ops.Acts;
using Gateway.Ops.Emergency;
using Gateway.Ops.Parking;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Ops.TakeOver;
using Gateway.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Rpc;

/// <summary>How a host takes in the operators' calls.</summary>
public static class OperationsServices
{
    // A file of tens of thousands of entries.
    private const int MaximumMessageBytes = 32 * 1024 * 1024;

    /// <summary>Adds the port where section Operators names one. Needs the store, the core, the courts and the rules.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperatorsOptions>().Bind(configuration.GetSection(OperatorsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorsOptions>, OperatorsOptionsValidator>();
        if (!HasPort(configuration)) return services;
        services.AddSingleton(p =>
        {
            var files = p.GetRequiredService<IOptions<OperatorsOptions>>().Value;
            return new PortTls(OperatorsPort.Port, files.ServerCertificate, files.ServerKey, files.ClientCa);
        });
        services.AddSingleton<OperatorsPort>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(p => p.GetRequiredService<OperatorsPort>());
        services.AddSingleton<IStartupFilter>(p => p.GetRequiredService<OperatorsPort>());
        services.TryAddSingleton<EmergencyDesk>();
        services.AddSingleton<OperatorGate>().AddSingleton<Looks>().AddSingleton<RegisterDesk>().AddSingleton<ActPlan>().AddSingleton<TakeOverDesk>().AddSingleton<SettlementDesk>().AddSingleton<OperationsEdge>().AddSingleton<OperationsService>();
        services.AddGrpc().AddServiceOptions<OperationsService>(calls =>
        {
            calls.MaxReceiveMessageSize = MaximumMessageBytes;
            calls.MaxSendMessageSize = null;
            calls.Interceptors.Add<OperationsEdge>();
        });
        return services;
    }

    /// <summary>Serves the operators' contract, where there is a port for it.</summary>
    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<OperatorsPort>() is not null) endpoints.MapGrpcService<OperationsService>();
    }

    private static bool HasPort(IConfiguration configuration) => configuration[$"{OperatorsOptions.Section}:{nameof(OperatorsOptions.Listen)}"] is { Length: > 0 };
}
