using Gateway.Host.Configuration;
using Gateway.Ops.Emergency;
using Gateway.Ops.Reconciliation;
using Gateway.Ops.Restores;
using Gateway.Worker;
using Gateway.Worker.Reconciliation;
using Gateway.Worker.Restores;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Host.Bridges;

/// <summary>What the console asks of the other roles' parts, in whichever process it is served.</summary>
internal static class ConsoleParts
{
    public static IServiceCollection AddConsoleParts(this IServiceCollection services)
    {
        services.TryAddSingleton(Composition.Settings<WorkerOptions>);
        services.TryAddSingleton<Reconciler>();
        services.AddSingleton<ReconcileNow>().AddSingleton<IReconcileNow>(p => p.GetRequiredService<ReconcileNow>());
        services.TryAddSingleton<EffectListing>();
        services.AddSingleton<IEffectList, EffectList>();
        services.AddSingleton(p => Composition.Settings<EmergencyOptions>(p).Plan);
        return services.AddSingleton<IPaperOrders, PaperOrders>();
    }
}
