using Gateway.Store.Seals;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Store;

/// <summary>Puts the store into a service collection.</summary>
public static class StoreServices
{
    /// <summary>One <see cref="SqliteStore"/> as <see cref="IStore"/> and <see cref="ICourtSealStore"/>. Needs a <see cref="TimeProvider"/>; <see cref="IStore.MigrateAsync"/> is called before anything else.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, StorageOptions options) =>
        services.AddSingleton<IStore>(s => new SqliteStore(options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SqliteStore>>()))
            .AddSingleton(s => (ICourtSealStore)s.GetRequiredService<IStore>());
}
