using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Sealing;

namespace Gateway.Hub.Processes;

/// <summary>Writes the gateway.json of a gateway that works with a development PKI.</summary>
/// <param name="IngressPort">Port of the courts' door on 127.0.0.1.</param>
/// <param name="OpsPort">Port of the operations door.</param>
/// <param name="CorePort">Port of the core simulator.</param>
internal sealed record GatewaySettings(int IngressPort, int OpsPort, int CorePort)
{
    /// <summary>The keys that the bank's store is sealed with; a bank makes its own.</summary>
    const string DataKeys = "data-keys.txt";

    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The ports that the deployed service has by default.</summary>
    public static readonly GatewaySettings Default = new(7443, 7080, 7090) { ConsolePort = 7081 };

    /// <summary>Whether clock and register can be reached from outside (/dev/…).</summary>
    public bool DevelopmentMode { get; init; }

    /// <summary>Port of the console; null: none is served.</summary>
    public int? ConsolePort { get; init; }

    /// <summary>Configuration keys such as <c>Rules:LateClaim</c> that differ from the defaults.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Overrides { get; init; } = [];

    /// <summary>Writes gateway.json into the PKI's folder.</summary>
    /// <param name="pki">Whom the gateway trusts and serves.</param>
    /// <param name="courts">The courts with their fund accounts; each must have a seal in the PKI.</param>
    /// <returns>The file's path.</returns>
    public string Write(DevelopmentPki pki, IReadOnlyList<CourtForm> courts)
    {
        var root = Compose(pki, courts);
        foreach (var (key, value) in Overrides) Set(root, key.Split(':'), value);
        var keys = Path.Combine(pki.Folder, DataKeys);
        if (!File.Exists(keys)) File.WriteAllText(keys, $"development aes-256-gcm {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var file = Path.Combine(pki.Folder, "gateway.json");
        File.WriteAllText(file, root.ToJsonString(Json) + "\n");
        return file;
    }

    JsonObject Compose(DevelopmentPki pki, IReadOnlyList<CourtForm> courts) => new()
    {
        ["Bank"] = new JsonObject { ["Name"] = DevelopmentPki.BankName, ["Code"] = DevelopmentPki.BankCode, ["TimeZone"] = BankTime.ZoneName },
        ["Storage"] = new JsonObject { ["Directory"] = "data" },
        ["Privacy"] = new JsonObject { ["KeyFile"] = DataKeys },
        ["Ingress"] = new JsonObject
        {
            ["Listen"] = Address(IngressPort),
            ["ServerCertificate"] = "tls/server.pem",
            ["ServerKey"] = "tls/server.key",
            ["ClientCa"] = "tls/ca.pem",
        },
        ["Ops"] = new JsonObject { ["Listen"] = Address(OpsPort) },
        ["Console"] = new JsonObject { ["Listen"] = ConsolePort is { } console ? Address(console) : "" },
        ["CoreBanking"] = new JsonObject { ["BaseAddress"] = "http://" + Address(CorePort) },
        ["Sealing"] = new JsonObject { ["TrustFolder"] = "trust", ["BankSealFolder"] = "bank-seal" },
        ["Channels"] = new JsonArray(new JsonObject
        {
            ["Id"] = "zdz",
            ["Name"] = "总对总",
            ["Kind"] = "ZongDuiZong",
            ["CertificateFingerprints"] = new JsonArray(pki.Hub.Fingerprint),
            ["Courts"] = new JsonArray("*"),
            ["TrustSentTime"] = true,
        }),
        ["Courts"] = new JsonArray([.. courts.Select(c => Court(c, pki))]),
        ["Development"] = new JsonObject { ["Enabled"] = DevelopmentMode },
    };

    static JsonObject Court(CourtForm court, DevelopmentPki pki) => new()
    {
        ["Code"] = court.Code,
        ["Name"] = court.Name,
        ["SealFingerprints"] = new JsonArray(Sm3.HexHash(pki.SealOf(court.Code).Certificate)),
        ["Funds"] = new JsonArray([.. court.Funds.Select(f => new JsonObject
        {
            ["Account"] = f.Account,
            ["Name"] = f.Name,
            ["Currency"] = f.Currency,
            ["BankName"] = f.Bank?.Name ?? "",
            ["BankNo"] = f.Bank?.No ?? "",
        })]),
    };

    // A configuration key names objects by name and list entries by number.
    static void Set(JsonNode node, ReadOnlySpan<string> path, string value)
    {
        if (path.Length == 1)
        {
            if (node is not JsonArray list) node[path[0]] = value;
            else if (Index(path[0]) == list.Count) list.Add(value);
            else list[Index(path[0])] = value;
            return;
        }

        if (node is JsonArray entries && Index(path[0]) == entries.Count) entries.Add(new JsonObject());
        var next = node is JsonArray array ? array[Index(path[0])] : node[path[0]] ??= new JsonObject();
        Set(next ?? throw new InvalidDataException($"setting {path[0]}: nothing there"), path[1..], value);
    }

    static int Index(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
