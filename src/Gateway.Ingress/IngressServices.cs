using Gateway.Contracts.Fields;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Grpc;
using Gateway.Ingress.Hub;
using Gateway.Ingress.HubFiles;
using Gateway.Ingress.HubSoap;
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
    /// Adds what is behind every door, with the section Ingress of <paramref name="configuration"/>: channels' quotas, validation, document review, acceptance. Needs IStore, IContactStore,
    /// ICourtSealStore, CourtBook, SealFirstUse, SealVerifier, BankIdentity, WorkSignal, PauseBoard, Rules, OrderTraffic and TimeProvider.
    /// </summary>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngressOptions>().Bind(configuration.GetSection(IngressOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngressOptions>, IngressOptionsValidator>();
        services.AddSingleton<ChannelContacts>();
        services.AddHostedService(p => p.GetRequiredService<ChannelContacts>());
        services.AddDocumentReading();
        services.AddSingleton<SealReview>();
        services.AddSingleton<IDocumentReview, DocumentReview>();
        services.AddSingleton<IntakeAudit>();
        services.AddSingleton<RepeatLedger>();
        services.AddHostedService(p => p.GetRequiredService<RepeatLedger>());
        services.AddSingleton<ChannelQuotas>();
        services.AddSingleton<IngressMetrics>();
        services.AddSingleton<BacklogWatch>();
        services.AddHostedService(p => p.GetRequiredService<BacklogWatch>());
        services.AddSingleton<IntakeGate>();
        services.AddSingleton<OrderIntake>();
        services.AddSingleton<OrderEntrance>();
        return services;
    }

    /// <summary>Adds what the hubs' doors share. Needs <see cref="AddIntake"/>, IHubStore, ILeases and ReceiptSignal.</summary>
    static IServiceCollection AddHub(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(HubSignal))) return services;
        services.AddSingleton<HubSignal>();
        services.AddSingleton<HubIntake>();
        services.AddSingleton<HubFollowUp>();
        services.AddSingleton<HubCollector>();
        services.AddSingleton<HubAnswers>();
        services.AddSingleton<HubGate>();
        services.AddHostedService<HubReceipts>();
        return services;
    }

    /// <summary>What the hubs' doors count, shown from the start on, whether a hub is there or not: alerts name it.</summary>
    static void AddHubNumbers(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(HubMetrics))) return;
        services.AddSingleton<HubMetrics>();
        services.AddSingleton<HubFilesMetrics>();
        services.AddHostedService<HubNumbers>();
    }

    /// <summary>Adds the hubs that are polled (section HubSoap), checked at start. Without an entry nothing runs.</summary>
    public static IServiceCollection AddHubSoap(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HubSoapOptions>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubSoapOptions>>(new HubSoapValidator(configuration.Get<CourtDirectoryOptions>() ?? new CourtDirectoryOptions()));
        services.AddHubNumbers();
        if (!configuration.GetSection(HubSoapSettings.Section).GetChildren().Any()) return services;
        services.AddHub();
        services.AddSingleton<SoapParts>();
        services.AddHostedService<SoapDoor>();
        return services;
    }

    /// <summary>Adds the hubs whose packets come into folders (section HubFiles), checked at start. Without an entry nothing runs.</summary>
    public static IServiceCollection AddHubFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HubFilesOptions>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubFilesOptions>>(new HubFilesValidator(configuration.Get<CourtDirectoryOptions>() ?? new CourtDirectoryOptions()));
        services.AddHubNumbers();
        if (!configuration.GetSection(HubFilesSettings.Section).GetChildren().Any()) return services;
        services.AddHub();
        services.AddSingleton<FilesParts>();
        services.AddHostedService<FilesDoor>();
        return services;
    }

    /// <summary>
    /// Adds the courts' own door, gRPC, and its TLS listener to Kestrel. Needs <see cref="AddIntake"/> and ReceiptSignal.
    /// </summary>
    public static IServiceCollection AddIngress(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<IngressOptions>, ListenerValidator>();
        services.AddSingleton(p =>
        {
            var files = p.GetRequiredService<IOptions<IngressOptions>>().Value;
            return new PortTls(IngressListener.Port, files.ServerCertificate, files.ServerKey, files.ClientCa);
        });
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, IngressListener>();
        services.AddSingleton<IStartupFilter, PortSeparation>();
        services.AddSingleton<ChannelGate>();
        services.AddSingleton<CallEdge>();
        services.AddSingleton<CourtAhead>();
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

    // Made when the process starts, not when the first hub is heard.
    sealed class HubNumbers(HubMetrics hubs, HubFilesMetrics files) : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(hubs);
            ArgumentNullException.ThrowIfNull(files);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    // gRPC has a limit of its own for each message, and a stream has no end.
    sealed class NoBodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
