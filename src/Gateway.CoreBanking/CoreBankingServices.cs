using Gateway.CoreBanking.Http;
using Gateway.Register.Parties;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.CoreBanking;

/// <summary>How a host takes in the core.</summary>
public static class CoreBankingServices
{
    /// <summary>Adds <see cref="ICoreBanking"/> over HTTP with the section CoreBanking of <paramref name="configuration"/>, checked at start. Takes the caller's IdKinds, or the standard ones.</summary>
    /// <param name="readsOnly">Whatever is asked of it, nothing but reads reaches the core.</param>
    public static IServiceCollection AddCoreBanking(this IServiceCollection services, IConfiguration configuration, bool readsOnly = false)
    {
        services.AddOptions<CoreBankingOptions>().Bind(configuration.GetSection(CoreBankingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CoreBankingOptions>, CoreBankingOptionsValidator>();
        foreach (var topic in Enum.GetValues<CoreTopic>())
        {
            var client = services.AddHttpClient(CoreLane.NameOf(topic));
            if (readsOnly) client.AddHttpMessageHandler(() => new ReadsOnly());
            client
                .ConfigurePrimaryHttpMessageHandler(provider => CoreTransport.CreateHandler(topic, provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value))
                .ConfigureHttpClient((provider, client) => CoreTransport.Configure(client, provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value))
                // The factory's own loggers write addresses, and an address names an account (I9).
                .RemoveAllLoggers();
        }

        // Waits, time-outs and the breaker run on the machine's time: a development clock that is set forward or back must not reach them.
        services.AddSingleton(provider => new CoreTransport(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value,
            TimeProvider.System, provider.GetRequiredService<ILogger<CoreTransport>>()));
        services.TryAddSingleton(IdKinds.Standard);
        services.TryAddSingleton(provider => new PartyAmendments(provider.GetRequiredService<IdKinds>()));
        services.AddSingleton(provider => new PartySearch(
            provider.GetRequiredService<CoreTransport>(), provider.GetRequiredService<IdKinds>(), provider.GetRequiredService<PartyAmendments>(), provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value));
        services.AddSingleton<ICoreBanking, HttpCoreBanking>();
        services.AddSingleton(provider => new CoreRefusals(provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value));
        return services;
    }
}
