using Gateway.CoreBanking;
using Gateway.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Worker.Shadow;

/// <summary>Registers the worker of a shadow.</summary>
public static class ShadowServices
{
    /// <summary>Behind <c>AddCoreBanking</c> and <c>AddWorker</c>: whoever in this process looks at the core sees it as the shadow does, and receipts go to nobody.</summary>
    /// <param name="worker">The process has that role.</param>
    public static IServiceCollection AddShadow(this IServiceCollection services, bool worker)
    {
        var core = services.Last(s => s.ServiceType == typeof(ICoreBanking));
        services.Remove(core);
        services.AddSingleton<ICoreBanking>(p => new ShadowCore(
            (ICoreBanking)ActivatorUtilities.CreateInstance(p, core.ImplementationType!), p.GetRequiredService<IStore>(), p.GetRequiredService<TimeProvider>()));
        return worker ? services.AddHostedService<ShadowReceipts>() : services;
    }
}
