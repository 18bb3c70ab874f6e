using System.Security.Cryptography.X509Certificates;
using Gateway.Bus;
using Gateway.Bus.Kafka;
using Gateway.Host.Configuration;
using Gateway.Ingress;
using Gateway.Ingress.HubSoap;
using Gateway.Ops;
using Gateway.Ops.Metrics;
using Gateway.Ops.Rpc;
using Gateway.Sealing;
using Gateway.Store;

namespace Gateway.Host.Telemetry;

/// <summary>What is watched beyond the parts' own counts, and where it is sent.</summary>
internal static class TelemetryServices
{
    /// <summary>Certificates, seals and the archive's disk for /metrics; the export, where one is configured.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, Roles roles)
    {
        services.AddSingleton(p => new ArchiveFolder(Composition.Settings<StorageOptions>(p).Directory));
        if (roles.HasFlag(Roles.Ingress)) AddFiles(services, configuration, IngressOptions.Section, "ingress", nameof(IngressOptions.ServerCertificate), nameof(IngressOptions.ClientCa));
        if (roles.HasFlag(Roles.Ops)) AddFiles(services, configuration, OperatorsOptions.Section, "operators", nameof(OperatorsOptions.ServerCertificate), nameof(OperatorsOptions.ClientCa));
        if (roles.HasFlag(Roles.Worker))
        {
            services.AddSingleton(p => new WatchedEnd("bank seal", () => p.GetRequiredService<SealRing>().LastUntil));
            AddFile(services, configuration[$"{KafkaOptions.Section}:{nameof(KafkaOptions.Client)}:ssl.certificate.location"], "kafka client");
        }

        if (roles.HasFlag(Roles.HubSoap))
        {
            foreach (var hub in configuration.GetSection(HubSoapSettings.Section).GetChildren())
                AddFile(services, hub[nameof(HubSoapSettings.ClientCertificate)], $"hub {hub[nameof(HubSoapSettings.Channel)]} client");
        }

        var settings = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (settings.Endpoint.Length == 0) return;
        services.AddWatchMeter(TimeSpan.FromSeconds(settings.MetricSeconds));
        services.AddHostedService(p => new TelemetryExport(p.GetRequiredService<Microsoft.Extensions.Options.IOptions<TelemetryOptions>>(), roles));
    }

    private static void AddFiles(IServiceCollection services, IConfiguration configuration, string section, string name, string server, string authorities)
    {
        AddFile(services, configuration[$"{section}:{server}"], $"{name} server");
        AddFile(services, configuration[$"{section}:{authorities}"], $"{name} authorities");
    }

    /// <summary>Read for every sample: a certificate is replaced by replacing its file.</summary>
    private static void AddFile(IServiceCollection services, string? path, string name)
    {
        if (path is { Length: > 0 }) services.AddSingleton(new WatchedEnd(name, () => EndOf(path)));
    }

    /// <summary>The end of the certificate of a PEM file, or of the first that ends among several.</summary>
    private static DateTimeOffset? EndOf(string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        try
        {
            return certificates.Count == 0 ? null : certificates.Min(c => new DateTimeOffset(c.NotAfter.ToUniversalTime()));
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }
}
