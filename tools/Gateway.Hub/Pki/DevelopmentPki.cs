using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Hub.Json;
using Gateway.Hub.Orders;
using Gateway.Sealing;

namespace Gateway.Hub.Pki;

/// <summary>A folder with everything that hub and gateway need to know each other. For development.</summary>
/// <remarks>
/// ca.cer, trust/ca.cer (anchor of the seals); authority/ (keys of root and seal maker); seals/CODE/ (a court's key, certificate, seal);
/// bank-seal/ (the bank's); tls/ (authority, server, hub); courts.json.
/// </remarks>
internal sealed class DevelopmentPki
{
    /// <summary>The bank's name and code in development.</summary>
    public const string BankName = "示例银行";

    /// <inheritdoc cref="BankName"/>
    public const string BankCode = "BK001";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    DevelopmentPki(string folder)
    {
        Folder = folder;
        Courts = CourtForm.Read(StrictObject.Parse(File.ReadAllBytes(Path.Combine(folder, "courts.json"))));
        Hub = PemIdentity.Load(Path.Combine(folder, "tls"), "hub");
        TlsCaPem = File.ReadAllText(Path.Combine(folder, "tls", "ca.pem"));
        RootCertificate = File.ReadAllBytes(Path.Combine(folder, "ca.cer"));
        BankCertificateFingerprint = Sm3.HexHash(SealKey.Load(Path.Combine(folder, "bank-seal")).Certificate);
        seals = Courts.ToDictionary(c => c.Code, c => SealKey.Load(Path.Combine(folder, "seals", c.Code)));
    }

    readonly Dictionary<string, SealKey> seals;

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>The courts that have seals here.</summary>
    public IReadOnlyList<CourtForm> Courts { get; }

    /// <summary>The hub's TLS identity.</summary>
    public PemIdentity Hub { get; }

    /// <summary>The authority that the gateway's server certificate comes from, PEM.</summary>
    public string TlsCaPem { get; }

    /// <summary>The trust anchor of all seals, DER.</summary>
    public byte[] RootCertificate { get; }

    /// <summary>SM3 of the certificate that the bank seals receipts with.</summary>
    public string BankCertificateFingerprint { get; }

    /// <summary>A court's seal.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public SealKey SealOf(string court) => seals.TryGetValue(court, out var seal) ? seal : throw new InvalidDataException($"no seal of court {court}");

    /// <summary>Makes a folder for these courts.</summary>
    public static DevelopmentPki Create(string folder, DevelopmentAuthority authority, IReadOnlyList<CourtForm> courts)
    {
        foreach (var part in new[] { "trust", "authority", "tls" }) Directory.CreateDirectory(Path.Combine(folder, part));
        authority.Save(Path.Combine(folder, "authority"));
        File.WriteAllBytes(Path.Combine(folder, "ca.cer"), authority.RootCertificate);
        File.WriteAllBytes(Path.Combine(folder, "trust", "ca.cer"), authority.RootCertificate);
        File.WriteAllText(Path.Combine(folder, "tls", "ca.pem"), authority.Tls.CertificatePem + "\n");
        authority.Tls.IssueServer().Save(Path.Combine(folder, "tls"), "server");
        authority.Tls.IssueClient("总对总开发枢纽").Save(Path.Combine(folder, "tls"), "hub");
        SaveSeal(authority.IssueSeal("BANK" + BankCode, BankName), Path.Combine(folder, "bank-seal"));
        foreach (var court in courts)
            SaveSeal(authority.IssueSeal("COURT" + Sm3.HexHash(System.Text.Encoding.UTF8.GetBytes(court.Code))[..8], court.Name), Path.Combine(folder, "seals", court.Code));
        File.WriteAllText(Path.Combine(folder, "courts.json"), JsonSerializer.Serialize(new { courts }, Json) + "\n");
        return Load(folder);
    }

    /// <summary>Reads a folder that <see cref="Create"/> made.</summary>
    public static DevelopmentPki Load(string folder) => new(folder);

    static void SaveSeal(SealKey seal, string folder)
    {
        Directory.CreateDirectory(folder);
        seal.Save(folder);
    }
}
