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
        services.AddSingleton(p =>
        {
            var options = Composition.Settings<SealingOptions>(p);
            return new SealVerifier(TrustStore.FromFolder(options.TrustFolder), options.Policy);
        });
        services.AddSingleton(p => new SealFirstUse(Composition.Settings<SealingOptions>(p).FirstUse));
        services.AddSingleton<IHostedService>(p => Reload(p, o => o.TrustFolder, TrustStore.FromFolder, p.GetRequiredService<SealVerifier>().UseTrust));
    }

    /// <summary>A SealRing for what the bank answers.</summary>
    public static void AddBankSeals(this IServiceCollection services)
    {
        // Loading asks no server: what is said over this connection are signatures. Connections are renewed, so that a server may move.
        var transport = new HttpMessageInvoker(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseProxy = false, AllowAutoRedirect = false });
        IReadOnlyList<ISealSigner> Load(string folder) => SealFolder.Load(folder, transport);
        services.AddSingleton<IValidateOptions<SealingOptions>>(new LoadValidator(nameof(SealingOptions.BankSealFolder), o => o.BankSealFolder, folder => Load(folder)));
        services.AddSingleton(p => new SealRing(Load(Composition.Settings<SealingOptions>(p).BankSealFolder)));
        services.AddSingleton<IHostedService>(p => Reload(p, o => o.BankSealFolder, Load, p.GetRequiredService<SealRing>().Use));
        services.AddSingleton(p => new Ops.Health.ReadinessCheck("bank seal", _ => Task.FromResult(FaultOf(p))));
    }

    private static FolderReload<T> Reload<T>(IServiceProvider services, Func<SealingOptions, string> folderOf, Func<string, T> load, Action<T> use)
        where T : class
    {
        var options = Composition.Settings<SealingOptions>(services);
        return new FolderReload<T>(
            folderOf(options), load, use, TimeSpan.FromSeconds(options.ReloadSeconds), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FolderReload<T>>>());
    }

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
