using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gateway.Sealing;
using Gateway.Store.Privacy;

namespace Gateway.Host.Tests;

/// <summary>A folder with all that a gateway needs to start: seals, trust, TLS files and gateway.json, free ports.</summary>
internal sealed class Installation : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static readonly DateTimeOffset Until = From.AddYears(1);

    public Installation()
    {
        Folder = Directory.CreateTempSubdirectory("gateway-host-").FullName;
        MakeSeals();
        MakeTls();
        Directory.CreateDirectory(Path.Combine(Folder, "data"));
        KeyFile.Add(Path.Combine(Folder, "data", "data-keys.txt"), "aes-256-gcm", From);
        Settings = JsonNode.Parse("""
            {
              "Bank": { "Name": "示例银行", "Code": "BK001" },
              "Ingress": { "Listen": "127.0.0.1:0", "ServerCertificate": "tls/server.pem", "ServerKey": "tls/server.key", "ClientCa": "tls/server.pem" },
              "Ops": { "Listen": "127.0.0.1:0" },
              "Console": { "Listen": "" },
              "CoreBanking": { "BaseAddress": "http://127.0.0.1:9", "Retries": 0, "ConnectTimeoutSeconds": 1 },
              "Privacy": { "KeyFile": "data/data-keys.txt" },
              "Channels": [],
              "Courts": []
            }
            """)!.AsObject();
    }

    public string Folder { get; }

    public JsonObject Settings { get; }

    public string ConfigFile => Path.Combine(Folder, "gateway.json");

    /// <summary>Runs a gateway of this installation to its end.</summary>
    public async Task<(int Exit, string[] Output, string[] Errors)> RunAsync(CancellationToken cancel, params string[] more)
    {
        Write();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await GatewayProcess.RunAsync(["--config", ConfigFile, .. more], output, errors, cancel);
        return (exit, Lines(output), Lines(errors));
    }

    public void Write() => File.WriteAllText(ConfigFile, Settings.ToJsonString());

    public void Dispose() => Directory.Delete(Folder, true);

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void MakeSeals()
    {
        var root = SmCertificates.CreateRoot("测试根", "测试", From, Until);
        var maker = SmCertificates.Issue(root, "制章机构", "测试", From, Until);
        var bank = SmCertificates.Issue(root, "示例银行", "示例银行", From, Until);
        var seal = SealMaker.MakeSeal("BANK-1", "示例银行协助执行专用章", [bank.Certificate], SealMaker.RoundPicture("示例银行"), From, From, Until, maker.Key, maker.Certificate);
        new SealKey(bank.Key, bank.Certificate, seal).Save(Path.Combine(Folder, "bank-seal"));
        Directory.CreateDirectory(Path.Combine(Folder, "trust"));
        File.WriteAllBytes(Path.Combine(Folder, "trust", "root.cer"), root.Certificate);
    }

    /// <summary>A key and a certificate of its own for the courts' port, in place of those that are there.</summary>
    public void MakeTls()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(From, Until);
        Directory.CreateDirectory(Path.Combine(Folder, "tls"));
        File.WriteAllText(Path.Combine(Folder, "tls", "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "tls", "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
