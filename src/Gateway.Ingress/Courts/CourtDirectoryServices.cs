using Gateway.Register.Courts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Courts;

/// <summary>How a host takes in the channels and courts.</summary>
public static class CourtDirectoryServices
{
    /// <summary>Adds the <see cref="CourtDirectory"/> of the sections Channels and Courts, checked at start, and the <see cref="CourtBook"/> that begins with it.</summary>
    public static IServiceCollection AddCourtDirectory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CourtDirectoryOptions>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CourtDirectoryOptions>, Validator>();
        services.AddSingleton(provider => CourtDirectoryReader.Read(provider.GetRequiredService<IOptions<CourtDirectoryOptions>>().Value).Directory);
        services.AddSingleton(provider => new CourtBook(provider.GetRequiredService<CourtDirectory>()));
        return services;
    }

    sealed class Validator : IValidateOptions<CourtDirectoryOptions>
    {
        public ValidateOptionsResult Validate(string? name, CourtDirectoryOptions options)
        {
            var faults = CourtDirectoryReader.Read(options).Faults;
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
