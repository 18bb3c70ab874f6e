using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Sealing;

/// <summary>How a signing server is asked (<c>signer.json</c>).</summary>
/// <param name="Address">Its base address.</param>
/// <param name="KeyId">Which of its keys.</param>
/// <param name="TokenFile">Secret file with the bearer token; null: none. Relative to the folder of the settings.</param>
/// <param name="TimeoutSeconds">How long a signature may take. Default 5.</param>
sealed record SigningServerSettings(Uri Address, string KeyId, string? TokenFile = null, int TimeoutSeconds = 5)
{
    const int LongestSeconds = 60;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };

    /// <summary>The token itself; never part of any text.</summary>
    [JsonIgnore]
    public BearerToken? Token { get; private init; }

    /// <summary>Reads a file and the token's.</summary>
    /// <exception cref="InvalidDataException">Malformed.</exception>
    public static SigningServerSettings Read(string file)
    {
        SigningServerSettings settings;
        try
        {
            settings = JsonSerializer.Deserialize<SigningServerSettings>(File.ReadAllText(file), Json) ?? throw new InvalidDataException($"{Path.GetFileName(file)} is empty.");
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} is malformed: {cause.Message}", cause);
        }

        if (settings.Address is not { IsAbsoluteUri: true, Scheme: "https" or "http" } || settings.KeyId is not { Length: > 0 } || settings.TimeoutSeconds is < 1 or > LongestSeconds)
            throw new InvalidDataException($"{Path.GetFileName(file)}: address (http or https), keyId and timeoutSeconds from 1 to {LongestSeconds} are needed.");
        return settings.TokenFile is null
            ? settings
            : settings with { Token = new BearerToken(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, settings.TokenFile)).Trim()) };
    }
}
