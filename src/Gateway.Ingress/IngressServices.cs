using Gateway.Contracts.Fields;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Grpc;
using Gateway.Ingress.Identity;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Listening;
using Gateway.Ingress.Quotas;
using Gateway.Ingress.Review;
using Gateway.Sealing;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress;

/// <summary>How a host takes in the courts' door.</summary>
public static class IngressServices
{
    /// <summary>
    /// Adds the door with the section Ingress of <paramref name="configuration"/>, checked at start, and its TLS listener to Kestrel. Needs IStore, IContactStore, ICourtSealStore,
    /// CourtBook, SealFirstUse, SealVerifier, BankIdentity, WorkSignal, ReceiptSignal, ControlTraffic and TimeProvider.
    /// </summary>
    public static IServiceCollection AddIngress(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngressOptions>().Bind(configuration.GetSection(IngressOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngressOptions>, IngressOptionsValidator>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, IngressListener>();
        services.AddSingleton<IStartupFilter, PortSeparation>();
        services.AddSingleton<ChannelContacts>();
        services.AddHostedService(p => p.GetRequiredService<ChannelContacts>());
        services.AddSingleton<ChannelGate>();
        services.AddDocumentReading();
        services.AddSingleton<SealReview>();
        services.AddSingleton<IDocumentReview, DocumentReview>();
        services.AddSingleton<IntakeAudit>();
        services.AddSingleton<ChannelQuotas>();
        services.AddSingleton<IngressMetrics>();
        services.AddSingleton<BacklogWatch>();
        services.AddHostedService(p => p.GetRequiredService<BacklogWatch>());
        services.AddSingleton<IntakeGate>();
        services.AddSingleton<OrderIntake>();
        services.AddSingleton<OrderEntrance>();
        services.AddSingleton<CallEdge>();
        services.AddSingleton<Submission>();
        services.AddSingleton<SubmissionStream>();
        services.AddSingleton<OrderGatewayService>();
        services.AddGrpc().AddServiceOptions<OrderGatewayService>(grpc =>
        {
            grpc.MaxReceiveMessageSize = FieldTable.MaximumMessageBytes;
            grpc.MaxSendMessageSize = null;
            grpc.Interceptors.Add<CallEdge>();
        });
        // The size limit counts what is sent, not what it unpacks to: nothing is unpacked. Afterwards, because gRPC's own set-up fills an empty list.
        services.PostConfigure<GrpcServiceOptions>(grpc => grpc.CompressionProviders = []);
        return services;
    }

    /// <summary>Adds what documents are looked at with. Needs SealVerifier, SealFirstUse, ICourtSealStore and CourtBook.</summary>
    public static IServiceCollection AddDocumentReading(this IServiceCollection services)
    {
        services.TryAddSingleton<CourtSealRegister>();
        services.TryAddSingleton(p => new CourtDocumentReading(p.GetRequiredService<SealVerifier>(), p.GetRequiredService<CourtSealRegister>()));
        return services;
    }

    /// <summary>Serves the courts' contract.</summary>
    public static void MapIngress(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<OrderGatewayService>().WithMetadata(new NoBodyLimit());
        endpoints.ServiceProvider.GetRequiredService<IngressMetrics>(); // shown from the start on, not from the first call on
    }

    // gRPC has a limit of its own for each message, and a stream has no end.
    sealed class NoBodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
