using System.Text.Json;
using Gateway.Bus;
using Gateway.Bus.Kafka;
using Gateway.CoreBanking;
using Gateway.Host.Seals;
using Gateway.Host.Telemetry;
using Gateway.Ingress;
using Gateway.Ingress.Courts;
using Gateway.Ingress.HubFiles;
using Gateway.Ingress.HubSoap;
using Gateway.Ops;
using Gateway.Ops.Rpc;
using Gateway.Ops.Web;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Worker;
using Microsoft.Extensions.FileProviders;

namespace Gateway.Host.Configuration;

/// <summary>Reads gateway.json and the environment into one configuration, with every path made absolute.</summary>
internal static class GatewayConfiguration
{
    /// <summary>The environment variable that names a folder with one setting a file.</summary>
    public const string SecretsVariable = "GATEWAY_SECRETS";

    private const string EnvironmentPrefix = "GATEWAY__";

    /// <summary>The sections and what they are bound to. Logging is the framework's own.</summary>
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        [BankOptions.Section] = typeof(BankOptions),
        ["Storage"] = typeof(StorageOptions),
        [IngressOptions.Section] = typeof(IngressOptions),
        [OpsOptions.Section] = typeof(OpsOptions),
        [OperatorsOptions.Section] = typeof(OperatorsOptions),
        [ConsoleOptions.Section] = typeof(ConsoleOptions),
        [CoreBankingOptions.Section] = typeof(CoreBankingOptions),
        [SealingOptions.Section] = typeof(SealingOptions),
        [nameof(CourtDirectoryOptions.Channels)] = typeof(IReadOnlyList<ChannelSettings>),
        [HubSoapSettings.Section] = typeof(IReadOnlyList<HubSoapSettings>),
        [HubFilesSettings.Section] = typeof(IReadOnlyList<HubFilesSettings>),
        [nameof(CourtDirectoryOptions.Courts)] = typeof(IReadOnlyList<CourtSettings>),
        [PrivacyOptions.Section] = typeof(PrivacyOptions),
        [RulesOptions.Section] = typeof(RulesOptions),
        [ReviewOptions.Section] = typeof(ReviewOptions),
        [EmergencyOptions.Section] = typeof(EmergencyOptions),
        ["Worker"] = typeof(WorkerOptions),
        [BusOptions.Section] = typeof(BusOptions),
        [DevelopmentOptions.Section] = typeof(DevelopmentOptions),
        [HostSettings.Section] = typeof(HostSettings),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
    };

    /// <summary>Files and folders, with their defaults; relative ones are relative to the configuration file's folder.</summary>
    private static readonly Dictionary<string, string> Paths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage:Directory"] = "data",
        ["Storage:SqlServer:PasswordFile"] = "",
        ["Privacy:KeyFile"] = "",
        ["Rules:ProtectedKindsFile"] = Path.Combine(AppContext.BaseDirectory, "protected-kinds.json"),
        ["Console:Certificate"] = "",
        ["Console:Key"] = "",
        ["Console:OpenId:ClientSecretFile"] = "",
        ["Ingress:ServerCertificate"] = "",
        ["Ingress:ServerKey"] = "",
        ["Ingress:ClientCa"] = "",
        ["Operators:ServerCertificate"] = "",
        ["Operators:ServerKey"] = "",
        ["Operators:ClientCa"] = "",
        ["Sealing:TrustFolder"] = "trust",
        ["Sealing:BankSealFolder"] = "bank-seal",
        ["Telemetry:HeadersFile"] = "",
    };

    /// <summary>Files and folders of the hubs' sections, whose entries are numbered; empty ones stay empty.</summary>
    private static readonly HashSet<string> HubFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        $"{HubSoapSettings.Section}:{nameof(HubSoapSettings.PasswordFile)}",
        $"{HubSoapSettings.Section}:{nameof(HubSoapSettings.ServerCa)}",
        $"{HubSoapSettings.Section}:{nameof(HubSoapSettings.ClientCertificate)}",
        $"{HubSoapSettings.Section}:{nameof(HubSoapSettings.ClientKey)}",
        $"{HubFilesSettings.Section}:{nameof(HubFilesSettings.Incoming)}",
        $"{HubFilesSettings.Section}:{nameof(HubFilesSettings.Outgoing)}",
        $"{HubFilesSettings.Section}:{nameof(HubFilesSettings.Work)}",
    };

    /// <summary>
    /// The configuration without the settings that are at fault, and the faults. Over the file stand the files of the folder that <see cref="SecretsVariable"/> names, over them the environment.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no JSON object.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (IConfiguration Configuration, IReadOnlyList<string> Faults) Load(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        using var stream = File.OpenRead(file);
        var secrets = Secrets();
        IConfigurationRoot read;
        try
        {
            read = new ConfigurationBuilder().AddJsonStream(stream).AddConfiguration(secrets).AddEnvironmentVariables(EnvironmentPrefix).Build();
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            throw new InvalidDataException(broken.Message, broken);
        }

        var faults = read.GetChildren().SelectMany(Check).Select(f => (f.Key, Fault: secrets[f.Key] is { Length: > 0 } secret ? f.Fault.Replace(secret, "***", StringComparison.Ordinal) : f.Fault)).ToList();
        var wrong = faults.Select(f => f.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool IsWrong(string key) => wrong.Contains(key) || wrong.Any(w => key.StartsWith(w + ":", StringComparison.OrdinalIgnoreCase));
        var settings = read.AsEnumerable().Where(s => s.Value is not null && !IsWrong(s.Key)).ToDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, standard) in Paths)
        {
            var value = settings.GetValueOrDefault(key) ?? standard;
            if (value.Length > 0) settings[key] = Path.GetFullPath(value, folder);
        }

        foreach (var (key, value) in settings.Where(s => (IsClientFile(s.Key) || IsHubFile(s.Key)) && s.Value is { Length: > 0 }).ToList()) settings[key] = Path.GetFullPath(value!, folder);

        return (new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), [.. faults.Select(f => f.Fault)]);
    }

    /// <summary>One setting a file, named Section__Key: how secrets come into containers, and from systemd's credentials.</summary>
    private static IConfigurationRoot Secrets()
    {
        var builder = new ConfigurationBuilder();
        if (Environment.GetEnvironmentVariable(SecretsVariable) is not { Length: > 0 } folder) return builder.Build();
        try
        {
            var files = new PhysicalFileProvider(Path.GetFullPath(folder));
            // Other secrets lie there too: files that settings name.
            return builder.AddKeyPerFile(source => (source.FileProvider, source.IgnoreCondition) = (files, name => !name.Contains("__", StringComparison.Ordinal))).Build();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"{SecretsVariable} = {folder}: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>A file that the Kafka client reads, by the client's own names: ssl.ca.location and its like.</summary>
    private static bool IsClientFile(string key) =>
        key.StartsWith($"{KafkaOptions.Section}:{nameof(KafkaOptions.ClientFiles)}:", StringComparison.OrdinalIgnoreCase)
        || (key.StartsWith($"{KafkaOptions.Section}:{nameof(KafkaOptions.Client)}:ssl.", StringComparison.OrdinalIgnoreCase) && key.EndsWith(".location", StringComparison.OrdinalIgnoreCase));

    /// <summary>A file or folder of an entry of a hub's section.</summary>
    private static bool IsHubFile(string key) => key.Split(':') is [var section, _, var setting] && HubFiles.Contains($"{section}:{setting}");

    private static IEnumerable<(string Key, string Fault)> Check(IConfigurationSection section)
    {
        if (Sections.TryGetValue(section.Key, out var type)) return ShapeCheck.Check(section, type);
        if (string.Equals(section.Key, "Logging", StringComparison.OrdinalIgnoreCase)) return [];
        return [(section.Path, $"{section.Path} = {section.Value}: no such section")];
    }
}
