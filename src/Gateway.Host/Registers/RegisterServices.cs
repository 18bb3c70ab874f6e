using Gateway.Host.Configuration;
using Gateway.Register.Courts;
using Gateway.Store.Registers;

namespace Gateway.Host.Registers;

/// <summary>The registers that people keep, with what the configuration says of them.</summary>
internal static class RegisterServices
{
    public static void AddRegisters(this IServiceCollection services) => services
        .AddSingleton(p => ConfiguredRegisters.Of(
            p.GetRequiredService<CourtDirectory>(), ProtectedKindsFile.Read(Composition.Settings<RulesOptions>(p).ProtectedKindsFile).Kinds, Composition.ZoneOf(p)))
        .AddSingleton<RegisterWatch>()
        .AddHostedService(p => p.GetRequiredService<RegisterWatch>());
}
