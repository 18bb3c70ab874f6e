using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Sealing;

/// <summary>How a signing server is asked (<c>signer.json</c>). Files are relative to the folder of the settings.</summary>
/// <param name="Address">Its base address: https, or http to this very machine.</param>
/// <param name="KeyId">Which of its keys.</param>
/// <param name="TokenFile">Secret file with the bearer token; null: none.</param>
/// <param name="TimeoutSeconds">How long a signature may take. Default 5.</param>
/// <param name="CertificateAuthority">PEM file with the authorities that the server's certificate must come from; null: the machine's.</param>
/// <param name="ClientCertificate">PEM file with the client's certificate, then intermediates to send along; null: the client has none.</param>
/// <param name="ClientKey">Secret PEM file with its private key (PKCS#8).</param>
/// <param name="ClientKeyPasswordFile">Secret file with the key's password; null: the key is not encrypted.</param>
sealed record SigningServerSettings(
    Uri Address,
    string KeyId,
    string? TokenFile = null,
    int TimeoutSeconds = 5,
    string? CertificateAuthority = null,
    string? ClientCertificate = null,
    string? ClientKey = null,
    string? ClientKeyPasswordFile = null)
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

        if (settings.Fault() is { } fault)
            throw new InvalidDataException($"{Path.GetFileName(file)}: {fault}");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return settings with
        {
            Token = settings.TokenFile is { } token ? new BearerToken(ReadSecret(Path.Combine(folder, token))) : null,
            CertificateAuthority = In(folder, settings.CertificateAuthority),
            ClientCertificate = In(folder, settings.ClientCertificate),
            ClientKey = In(folder, settings.ClientKey),
            ClientKeyPasswordFile = In(folder, settings.ClientKeyPasswordFile),
        };
    }

    /// <summary>The secret that a file holds, without the line's end.</summary>
    public static string ReadSecret(string file) => File.ReadAllText(file).Trim();

    string? Fault()
    {
        if (Address is not { IsAbsoluteUri: true, Scheme: "https" or "http" } || KeyId is not { Length: > 0 } || TimeoutSeconds is < 1 or > LongestSeconds)
            return $"address (http or https), keyId and timeoutSeconds from 1 to {LongestSeconds} are needed.";
        if (Address.Scheme == "http" && !Address.IsLoopback)
            return "address: https is needed to any machine but this one.";
        if (Address.Scheme == "http" && (CertificateAuthority ?? ClientCertificate) is not null)
            return "certificateAuthority and clientCertificate are for https.";
        if (ClientCertificate is null != ClientKey is null || (ClientKey is null && ClientKeyPasswordFile is not null))
            return "clientCertificate and clientKey go together, clientKeyPasswordFile with them.";
        return null;
    }

    static string? In(string folder, string? file) => file is null ? null : Path.Combine(folder, file);
}
