using Gateway.Ingress.HubSoap;

namespace Gateway.Host.Doctor;

/// <summary>Who may read and write the files that the service trusts or must keep to itself.</summary>
internal static class FileRights
{
    private const string Part = "file rights";
    private const UnixFileMode OthersRead = UnixFileMode.OtherRead;
    private const UnixFileMode Foreign = UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>A key or a password: for the service's account, or its group to read, and for nobody else.</summary>
    public static Finding? OfSecret(string file, UnixFileMode mode) =>
        (mode & (Foreign | OthersRead)) != 0 ? Finding.Wrong(Part, $"{file} is a secret, and its rights are {Text(mode)}", $"chmod 640 {file}; chown root:GROUP, with the service's group. If others could read it: replace it") : null;

    /// <summary>What says whom to believe and what to do: nobody but its owner may alter it.</summary>
    public static Finding? OfTrusted(string path, UnixFileMode mode) =>
        (mode & Foreign) != 0 ? Finding.Wrong(Part, $"{path} can be altered by others: {Text(mode)}", $"chmod go-w {path}") : null;

    /// <summary>The folder of the data.</summary>
    public static Finding? OfData(string folder, UnixFileMode mode) =>
        (mode & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)) != 0 ? Finding.Look(Part, $"{folder} is open to others: {Text(mode)}", $"chmod 700 {folder}") : null;

    /// <summary>All of a configuration's files that are there.</summary>
    public static IEnumerable<Finding> Of(string configFile, IConfiguration configuration)
    {
        var found = Secrets(configuration).Where(File.Exists).Select(f => OfSecret(f, ModeOf(f)))
            .Concat(Trusted(configFile, configuration).Where(Path.Exists).Select(f => OfTrusted(f, ModeOf(f))))
            .Append(configuration["Storage:Directory"] is { } data && Directory.Exists(data) ? OfData(data, ModeOf(data)) : null)
            .OfType<Finding>().ToList();
        return found.Count == 0 ? [Finding.Fine(Part, "secrets are readable by nobody else, what is trusted can be altered by nobody else")] : found;
    }

    private static IEnumerable<string> Secrets(IConfiguration configuration)
    {
        string[] keys =
        [
            "Ingress:ServerKey", "Operators:ServerKey", "Console:Key", "Console:OpenId:ClientSecretFile", "Privacy:KeyFile", "Storage:SqlServer:PasswordFile", "Telemetry:HeadersFile",
            "Bus:Kafka:Client:ssl.key.location",
        ];
        var named = keys.Select(key => configuration[key]).Concat(configuration.GetSection("Bus:Kafka:ClientFiles").GetChildren().Select(c => c.Value)).OfType<string>().Where(f => f.Length > 0);
        var hubs = Hubs(configuration, nameof(HubSoapSettings.PasswordFile), nameof(HubSoapSettings.ClientKey));
        var seals = configuration["Sealing:BankSealFolder"] is { } folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "signer.*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".cer", StringComparison.Ordinal))
            : [];
        var loose = Environment.GetEnvironmentVariable(Configuration.GatewayConfiguration.SecretsVariable) is { Length: > 0 } secrets && Directory.Exists(secrets)
            ? Directory.EnumerateFiles(secrets).Where(f => Path.GetFileName(f).Contains("__", StringComparison.Ordinal))
            : [];
        return named.Concat(hubs).Concat(seals).Concat(loose).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Trusted(string configFile, IConfiguration configuration)
    {
        string[] keys = ["Ingress:ServerCertificate", "Ingress:ClientCa", "Operators:ServerCertificate", "Operators:ClientCa", "Rules:ProtectedKindsFile", "Sealing:TrustFolder", "Sealing:BankSealFolder"];
        var named = keys.Select(key => configuration[key]).OfType<string>().Where(f => f.Length > 0);
        var trust = configuration["Sealing:TrustFolder"] is { } folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
        return named.Concat(Hubs(configuration, nameof(HubSoapSettings.ServerCa), nameof(HubSoapSettings.ClientCertificate))).Concat(trust).Append(Path.GetFullPath(configFile));
    }

    private static IEnumerable<string> Hubs(IConfiguration configuration, params string[] keys) =>
        configuration.GetSection(HubSoapSettings.Section).GetChildren().SelectMany(hub => keys.Select(key => hub[key])).OfType<string>().Where(f => f.Length > 0);

    // Windows has other rights; nothing is said about them.
    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static string Text(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);
}
