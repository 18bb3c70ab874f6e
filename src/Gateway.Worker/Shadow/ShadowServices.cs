using Gateway.CoreBanking;
using Gateway.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Worker.Shadow;

/// <summary>Registers the worker of a shadow.</summary>
public static class ShadowServices
{
    /// <summary>Behind <c>AddCoreBanking</c> and <c>AddWorker</c>: the core is only read, and receipts go to nobody.</summary>
    public static IServiceCollection AddShadow(this IServiceCollection services)
    {
        var core = services.Last(s => s.ServiceType == typeof(ICoreBanking));
        services.Remove(core);
        services.AddSingleton<ICoreBanking>(p => new ShadowCore(
            (ICoreBanking)ActivatorUtilities.CreateInstance(p, core.ImplementationType!), p.GetRequiredService<IStore>(), p.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<ShadowReceipts>();
    }
}
