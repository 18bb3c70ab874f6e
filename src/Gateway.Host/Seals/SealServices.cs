using Gateway.Host.Configuration;
using Gateway.Ingress.Courts;
using Gateway.Sealing;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Seals;

/// <summary>The seals of both sides, each with the loop that keeps it as its folder is.</summary>
internal static class SealServices
{
    /// <summary>A SealVerifier for what courts send.</summary>
    public static void AddCourtSeals(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SealingOptions>>(new LoadValidator(nameof(SealingOptions.TrustFolder), o => o.TrustFolder, folder => TrustStore.FromFolder(folder)));
        services.AddSingleton<IValidateOptions<SealingOptions>, SealPolicyValidator>();
        services.AddSingleton(p => new WatchedFolder<TrustStore>(Composition.Settings<SealingOptions>(p).TrustFolder, TrustStore.FromFolder));
        services.AddSingleton(p => new SealVerifier(p.GetRequiredService<WatchedFolder<TrustStore>>().First, Composition.Settings<SealingOptions>(p).Policy));
        services.AddSingleton(p => new SealFirstUse(Composition.Settings<SealingOptions>(p).FirstUse));
        services.AddSingleton<IHostedService>(p => Reload<TrustStore>(p, p.GetRequiredService<SealVerifier>().UseTrust));
    }

    /// <summary>A SealRing for what the bank answers.</summary>
    public static void AddBankSeals(this IServiceCollection services)
    {
        // Loading asks no signing server.
        services.AddSingleton<IValidateOptions<SealingOptions>>(new LoadValidator(nameof(SealingOptions.BankSealFolder), o => o.BankSealFolder, folder => SealFolder.Load(folder)));
        services.AddSingleton(p => new WatchedFolder<IReadOnlyList<ISealSigner>>(Composition.Settings<SealingOptions>(p).BankSealFolder, SealFolder.LoadLeft));
        services.AddSingleton(p => new SealRing(p.GetRequiredService<WatchedFolder<IReadOnlyList<ISealSigner>>>().First));
        services.AddSingleton<IHostedService>(p => Reload<IReadOnlyList<ISealSigner>>(p, p.GetRequiredService<SealRing>().Use));
        services.AddSingleton(p => new Ops.Health.ReadinessCheck("bank seal", _ => Task.FromResult(FaultOf(p))));
    }

    private static FolderReload<T> Reload<T>(IServiceProvider services, Action<T> use)
        where T : class => new(
            services.GetRequiredService<WatchedFolder<T>>(), use, TimeSpan.FromSeconds(Composition.Settings<SealingOptions>(services).ReloadSeconds),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FolderReload<T>>>());

    private static string? FaultOf(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<SealRing>().At(services.GetRequiredService<TimeProvider>().GetUtcNow());
            return null;
        }
        catch (SealSignerException none)
        {
            return none.Message;
        }
    }
}
