using System.Text.RegularExpressions;
using Gateway.Bus.Kafka;

namespace Gateway.Host.Configuration;

/// <summary>
/// Secrets that stand in the configuration file itself, which is copied, compared and shown to colleagues. Each of them can come from a file of its own or from the environment.
/// </summary>
internal static partial class SecretsInFile
{
    /// <summary>The keys of values that are secrets or hold one. A file that cannot be read has none.</summary>
    public static IReadOnlyList<string> Keys(string file)
    {
        try
        {
            var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false).Build();
            return [.. settings.AsEnumerable().Where(s => s.Value is { Length: > 0 } value && IsSecret(s.Key, value)).Select(s => s.Key).Order(StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What a person is told of such a key.</summary>
    public static string Advice(string key) =>
        $"{key}: a secret stands in the configuration file; put it into a file of its own ({GatewayConfiguration.SecretsVariable}, file {key.Replace(":", "__", StringComparison.Ordinal)}) or a …File setting";

    private static bool IsSecret(string key, string value)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        if (key.StartsWith($"{KafkaOptions.Section}:{nameof(KafkaOptions.ClientFiles)}:", StringComparison.OrdinalIgnoreCase)) return false;
        return SecretName().IsMatch(name) || PasswordInside().IsMatch(value) || UserInAddress().IsMatch(value) || value.Contains("PRIVATE KEY-----", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(^|\.)(password|secret|token|api-?key)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(^|;)\s*(password|pwd)\s*=\s*[^;\s]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordInside();

    [GeneratedRegex(@"^[a-z][a-z0-9+.-]*://[^/@\s]*:[^/@\s]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInAddress();
}
