using System.Text.Encodings.Web;
using Gateway.Bus;
using Gateway.Bus.InProcess;
using Gateway.Bus.Kafka;
using Gateway.Contracts.Answers;
using Gateway.CoreBanking;
using Gateway.Host.Bridges;
using Gateway.Host.Configuration;
using Gateway.Host.Documents;
using Gateway.Host.Registers;
using Gateway.Host.Seals;
using Gateway.Host.Shadow;
using Gateway.Host.Telemetry;
using Gateway.Ingress;
using Gateway.Ingress.Courts;
using Gateway.Ingress.HubFiles;
using Gateway.Ingress.HubSoap;
using Gateway.Ops;
using Gateway.Ops.Development;
using Gateway.Ops.Documents;
using Gateway.Ops.Health;
using Gateway.Ops.Rpc;
using Gateway.Ops.Web;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Parties;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Store.Privacy;
using Gateway.Store.Retention;
using Gateway.Worker;
using Gateway.Worker.Feed;
using Gateway.Worker.Receipts;
using Gateway.Worker.Shadow;
using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Gateway.Host;

/// <summary>Puts the parts of a process together.</summary>
internal static class Composition
{
    /// <summary>Where a process without the role ops answers whether it works.</summary>
    public const string ProbesKey = $"{HostSettings.Section}:{nameof(HostSettings.Probes)}";

    /// <summary>Everything that the roles need. Nothing is opened here; settings are checked by the caller through <see cref="IStartupValidator"/>.</summary>
    public static void AddGateway(this IServiceCollection services, IConfiguration configuration, Roles roles)
    {
        AddSettings(services, configuration);
        AddClock(services, configuration);
        services.AddSingleton<WorkSignal>().AddSingleton<ReceiptSignal>().AddSingleton<OrderTraffic>();
        services.AddSingleton(p => new BankIdentity(Settings<BankOptions>(p).Name, Settings<BankOptions>(p).Code, ZoneOf(p)));
        services.AddSingleton(p => IdKindsValidator.TableOf(Settings<BankOptions>(p)));
        services.AddSingleton(p => Settings<RulesOptions>(p).ToRules(ZoneOf(p), p.GetRequiredService<ProtectedKinds>()) with
        {
            IdKinds = p.GetRequiredService<IdKinds>(),
            Amendments = p.GetRequiredService<PartyAmendments>(),
            OwnBankNumbers = Settings<BankOptions>(p).OwnNumbers,
            Review = Settings<ReviewOptions>(p).ToModes(),
        });
        services.AddSingleton(p => new PartyAmendments(p.GetRequiredService<IdKinds>()));
        services.AddProtectedKinds();
        services.AddSingleton<StoreOpening>().AddHostedService(p => p.GetRequiredService<StoreOpening>());
        services.AddStore(configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions(), configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>());
        services.AddHostedService<KeyWatch>();
        var poll = (configuration.GetSection(EmergencyOptions.Section).Get<EmergencyOptions>() ?? new EmergencyOptions()).PollMilliseconds;
        services.AddPauses(new PausePolling(TimeSpan.FromMilliseconds(poll)));
        services.AddCoreBanking(configuration, readsOnly: IsShadow(configuration));
        services.AddCourtDirectory(configuration);
        services.AddRegisters();
        if ((roles & (Roles.Ingress | Roles.HubSoap | Roles.HubFiles)) != 0) AddDoors(services, configuration, roles);
        if (roles.HasFlag(Roles.Worker)) AddWorker(services);
        if (IsShadow(configuration)) AddShadow(services, roles);
        if (roles.HasFlag(Roles.Ops)) services.AddOps().AddOperations(configuration);
        else if (configuration[ProbesKey] is { Length: > 0 } probes) services.AddProbes(probes);
        if (HasConsole(configuration, roles)) services.AddConsole().AddConsoleParts().AddDocumentReading().AddSingleton<ICourtDocuments, CourtDocuments>();
        if (HasConsole(configuration, roles) || (roles & (Roles.Ingress | Roles.HubSoap | Roles.HubFiles)) != 0) services.AddCourtSeals();
        services.AddSingleton<IHostedService>(p => new TlsReload(
            p.GetServices<PortTls>(), TimeSpan.FromSeconds(Settings<SealingOptions>(p).ReloadSeconds), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<TlsReload>>()));
        services.AddTelemetry(configuration, roles);
        AddDevelopment(services, configuration, roles);
        services.AddSingleton(p => new ReadinessCheck("store", async cancel =>
        {
            await p.GetRequiredService<IStore>().ReadClockAsync(cancel).ConfigureAwait(false);
            return null;
        }));
        // A development clock is set to and fro by whoever plays with it.
        if (!configuration.GetSection(DevelopmentOptions.Section).GetValue(nameof(DevelopmentOptions.Enabled), false))
            services.AddSingleton(p => new ReadinessCheck("clock", cancel => ClockCheck.ProblemAsync(p.GetRequiredService<IStore>(), p.GetRequiredService<TimeProvider>(), cancel)));
        services.AddSingleton(p => new ReadinessCheck("core", p.GetRequiredService<ICoreBanking>().ProblemAsync));
    }

    /// <summary>Whether this process serves the console.</summary>
    public static bool HasConsole(IConfiguration configuration, Roles roles) =>
        roles.HasFlag(Roles.Ops) && (configuration.GetSection(ConsoleOptions.Section).Get<ConsoleOptions>() ?? new ConsoleOptions()).Listen.Length > 0;

    /// <summary>JSON lines on standard error; standard output is for the addresses.</summary>
    public static void AddGatewayLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddSettings(IServiceCollection services, IConfiguration configuration)
    {
        Add<BankOptions>(BankOptions.Section);
        services.AddSingleton<IValidateOptions<BankOptions>, IdKindsValidator>();
        Add<StorageOptions>("Storage");
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        Add<PrivacyOptions>(PrivacyOptions.Section);
        services.AddSingleton<IValidateOptions<PrivacyOptions>>(new PrivacyOptionsValidator(IsDevelopment(configuration)));
        Add<OpsOptions>(OpsOptions.Section);
        Add<ConsoleOptions>(ConsoleOptions.Section);
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidator>();
        Add<SealingOptions>(SealingOptions.Section);
        Add<RulesOptions>(RulesOptions.Section);
        Add<ReviewOptions>(ReviewOptions.Section);
        services.AddSingleton<IValidateOptions<ReviewOptions>, ReviewOptionsValidator>();
        Add<EmergencyOptions>(EmergencyOptions.Section);
        Add<WorkerOptions>("Worker");
        Add<BusOptions>(BusOptions.Section);
        // Its annotations are looked at with those of Bus, which it is a part of.
        services.AddOptions<KafkaOptions>().Bind(configuration.GetSection(KafkaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KafkaOptions>>(new KafkaOptionsValidator(configuration[$"{BusOptions.Section}:{nameof(BusOptions.Kind)}"]));
        Add<DevelopmentOptions>(DevelopmentOptions.Section);
        Add<HostSettings>(HostSettings.Section);
        Add<TelemetryOptions>(TelemetryOptions.Section);

        void Add<T>(string section)
            where T : class
        {
            services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
            services.AddSingleton<IValidateOptions<T>>(new AnnotationValidator<T>(section));
        }
    }

    private static void AddClock(IServiceCollection services, IConfiguration configuration)
    {
        if (!IsDevelopment(configuration))
        {
            services.AddSingleton(TimeProvider.System);
            return;
        }

        services.AddSingleton(p => OffsetTimeProvider.Shared(Settings<StorageOptions>(p).Directory));
        services.AddSingleton<TimeProvider>(p => p.GetRequiredService<OffsetTimeProvider>());
    }

    /// <summary>What setting the clock and asking whether all is done need, in whichever process that is asked of.</summary>
    private static void AddDevelopment(IServiceCollection services, IConfiguration configuration, Roles roles)
    {
        if (!IsDevelopment(configuration)) return;
        services.AddSingleton(new FeedHolder("development"));
        if (!roles.HasFlag(Roles.Ops)) return;
        if (!roles.HasFlag(Roles.Worker)) services.AddSingleton(Settings<WorkerOptions>).AddSingleton<ExpiryJob>().AddSingleton<FeedReader>();
        services.AddSingleton(p => new DevelopmentClock(
            p.GetRequiredService<OffsetTimeProvider>(),
            async cancel =>
            {
                await p.GetRequiredService<ExpiryJob>().RunDueAsync(cancel).ConfigureAwait(false);
                if (p.GetService<InterimStage>() is { } interim) await interim.RunDueAsync(cancel).ConfigureAwait(false);
            },
            p.GetRequiredService<FeedReader>().CatchUpAsync));
    }

    /// <summary>The ways in which orders come, and what is behind all of them.</summary>
    private static void AddDoors(IServiceCollection services, IConfiguration configuration, Roles roles)
    {
        services.AddIntake(configuration);
        if (roles.HasFlag(Roles.Ingress)) services.AddIngress();
        if (IsShadow(configuration))
        {
            if (configuration.GetSection(HubSoapSettings.Section).GetChildren().Any())
                services.AddOptions<HubSoapOptions>().Validate(_ => false, $"{HubSoapSettings.Section} = : a shadow answers no court, so it asks no hub").ValidateOnStart();
            if (configuration.GetSection(HubFilesSettings.Section).GetChildren().Any())
                services.AddOptions<HubFilesOptions>().Validate(_ => false, $"{HubFilesSettings.Section} = : a shadow answers no court, so it takes no packets").ValidateOnStart();
            return;
        }

        if (roles.HasFlag(Roles.HubSoap)) services.AddHubSoap(configuration);
        if (roles.HasFlag(Roles.HubFiles)) services.AddHubFiles(configuration);
    }

    private static void AddWorker(IServiceCollection services)
    {
        services.AddBankSeals();
        services.AddSingleton(Settings<WorkerOptions>);
        services.AddSingleton<IWorkBus>(p => Settings<BusOptions>(p) is { Kind: BusOptions.OverKafka } overKafka
            ? new KafkaWorkBus(overKafka, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<KafkaWorkBus>>())
            : new InProcessWorkBus(Settings<BusOptions>(p), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<InProcessWorkBus>>()));
        services.AddSingleton(p => new ReadinessCheck("bus", p.GetRequiredService<IWorkBus>().ProblemAsync));
        services.AddWorker();
        services.AddHostedService<RetentionJob>();
    }

    /// <summary>No court gets an answer, and nothing in the core is changed.</summary>
    private static void AddShadow(IServiceCollection services, Roles roles)
    {
        if (roles.HasFlag(Roles.Ingress)) services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<ShadowDoor>());
        services.AddShadow(roles.HasFlag(Roles.Worker));
    }

    internal static bool IsShadow(IConfiguration configuration) => configuration[$"{HostSettings.Section}:{nameof(HostSettings.Mode)}"] == HostSettings.Shadow;

    private static bool IsDevelopment(IConfiguration configuration) => configuration.GetSection(DevelopmentOptions.Section).GetValue(nameof(DevelopmentOptions.Enabled), false);

    internal static T Settings<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;

    internal static TimeZoneInfo ZoneOf(IServiceProvider services) => TimeZoneInfo.FindSystemTimeZoneById(Settings<BankOptions>(services).TimeZone);
}
