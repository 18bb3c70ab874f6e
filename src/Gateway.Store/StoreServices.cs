using Gateway.Store.Auditing;
using Gateway.Store.Damage;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Store.Hub;
using Gateway.Store.Lookup;
using Gateway.Store.Objections;
using Gateway.Store.Outcomes;
using Gateway.Store.Privacy;
using Gateway.Store.Publishing;
using Gateway.Store.Reconciliation;
using Gateway.Store.Registers;
using Gateway.Store.Relational;
using Gateway.Store.Restores;
using Gateway.Store.Retention;
using Gateway.Store.Seals;
using Gateway.Store.Sqlite;
using Gateway.Store.SqlServer;
using Gateway.Store.TakeOver;
using Gateway.Store.Staff;
using Gateway.Store.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Store;

/// <summary>Makes the store, by itself or in a service collection.</summary>
public static class StoreServices
{
    /// <summary>The words of <see cref="StorageOptions.Kind"/>.</summary>
    public const string Sqlite = "sqlite";

    /// <inheritdoc cref="Sqlite"/>
    public const string SqlServer = "sql-server";

    /// <summary>One store of the kind that the settings name, as <see cref="IStore"/>, <see cref="IDeskStore"/>, <see cref="ILeases"/>, <see cref="IRegisterStore"/> and <see cref="ICourtSealStore"/>. Needs a <see cref="TimeProvider"/>; <see cref="IStore.MigrateAsync"/> is called before anything else.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StorageOptions options, PrivacyOptions? privacy = null) => services
        .AddSingleton(s => NewStore(options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>(), privacy, s.GetService<OrderTraffic>()))
        .AddSingleton<IStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IDeskStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IObjectionStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<ICourtActs>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IPauseStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<ILeases>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IOutcomes>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IStaffStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IViewStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IHubStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IContactStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IAuditLog>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IRetention>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IPublishing>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IStoreKeys>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IReconciliationStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IDamagedReceipts>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IRestoreStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton(options.Retention)
        .AddSingleton<IRegisterStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<ITakeOverStore>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<IHubBatches>(s => s.GetRequiredService<RelationalStore>())
        .AddSingleton<ICourtSealStore>(s => s.GetRequiredService<RelationalStore>());

    /// <summary>What stands still, as this process knows it (22). Needs a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddPauses(this IServiceCollection services, PausePolling polling) =>
        services.AddSingleton(polling).AddSingleton<PauseBoard>().AddHostedService(s => s.GetRequiredService<PauseBoard>());

    /// <summary>A store of the kind that the settings name. Nothing is opened before <see cref="IStore.MigrateAsync"/>.</summary>
    public static RelationalStore NewStore(StorageOptions options, TimeProvider clock, ILoggerFactory logs, PrivacyOptions? privacy = null, OrderTraffic? traffic = null) => options.Kind == SqlServer
        ? new SqlServerStore(options, clock, logs.CreateLogger<SqlServerStore>(), privacy, traffic)
        : new SqliteStore(options, clock, logs.CreateLogger<SqliteStore>(), privacy, traffic);
}
