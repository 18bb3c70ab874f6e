using System.Security.Cryptography;
using Gateway.Sealing;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Listening;

/// <summary>The files of the courts' own door: a process without it needs none of them.</summary>
sealed class ListenerValidator : IValidateOptions<IngressOptions>
{
    public ValidateOptionsResult Validate(string? name, IngressOptions options)
    {
        var errors = new List<string>();
        Check(nameof(options.ServerCertificate), options.ServerCertificate, () => PortTls.ServerCertificate(options.ServerCertificate, options.ServerKey).Dispose(), errors);
        Check(nameof(options.ClientCa), options.ClientCa, () => PortTls.Authorities(options.ClientCa), errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    static void Check(string key, string value, Action load, List<string> errors)
    {
        try
        {
            load();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or InvalidDataException)
        {
            errors.Add($"{IngressOptions.Section}:{key} = {value}: {fault.Message}");
        }
    }
}
