using System.Text.RegularExpressions;
using Gateway.Host.Configuration;

namespace Gateway.Host.Tests;

/// <summary>What deploy/ says of settings, roles, ports and paths is what the product has.</summary>
[TestFixture]
public sealed partial class DeploymentFilesTests
{
    private static readonly string Deploy = DeployFolder();

    [TestCase("gateway.example.json")]
    [TestCase("compose/gateway.json")]
    [TestCase("kubernetes/base/gateway.json")]
    public void Every_setting_of_a_configuration_exists_and_no_secret_stands_in_it(string file)
    {
        var (configuration, faults) = GatewayConfiguration.Load(Path.Combine(Deploy, file));

        Assert.That(faults, Is.Empty);
        Assert.That(SecretsInFile.Keys(Path.Combine(Deploy, file)), Is.Empty);
        Assert.That(configuration["Ingress:Listen"], Does.EndWith(":7443"));
    }

    [Test]
    public void Every_setting_that_comes_by_environment_or_secret_file_exists()
    {
        var named = Texts().SelectMany(f => Setting().Matches(f.Text).Select(m => (f.Path, Key: m.Value.Replace("GATEWAY__", "", StringComparison.Ordinal)))).Distinct().ToList();
        var folder = Directory.CreateTempSubdirectory("gateway-settings-").FullName;
        var file = Path.Combine(folder, "gateway.json");
        var faults = new List<string>();
        foreach (var (path, key) in named)
        {
            // As a file would have it: each part an object.
            var parts = key.Split("__");
            File.WriteAllText(file, string.Concat(parts.Select(p => $"{{\"{p}\":")) + "\"1\"" + new string('}', parts.Length));
            faults.AddRange(GatewayConfiguration.Load(file).Faults.Select(f => $"{path}: {f}"));
        }

        Directory.Delete(folder, true);
        Assert.That(named, Has.Count.GreaterThan(1));
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Roles_ports_and_health_paths_are_the_product_s()
    {
        string[] paths = ["/health/live", "/health/ready", "/health/ready?exclude=core"];
        var ports = new HashSet<string>(["7443", "7080", "7081"], StringComparer.Ordinal);
        foreach (var (path, text) in Texts().Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal) || f.Path.EndsWith(".service", StringComparison.Ordinal)))
        {
            foreach (Match roles in Roles().Matches(text)) Assert.That(CommandLine.Parse(["--roles", roles.Groups[1].Value]).Fault, Is.Null, path);
            foreach (Match probe in Probe().Matches(text)) Assert.That(paths, Does.Contain(probe.Groups[1].Value), path);
            foreach (Match port in ContainerPort().Matches(text)) Assert.That(ports, Does.Contain(port.Groups[1].Value), path);
        }

        var kubernetes = string.Concat(Texts().Where(f => f.Path.Contains("/base/", StringComparison.Ordinal)).Select(f => f.Text));
        Assert.That(Roles().Matches(kubernetes).Select(m => m.Groups[1].Value), Is.EquivalentTo(new[] { "ingress", "worker", "ops" }));
    }

    [Test]
    public void Files_that_the_configurations_name_in_containers_are_mounted_there()
    {
        var compose = File.ReadAllText(Path.Combine(Deploy, "compose", "compose.yaml"));
        foreach (Match file in MountedFile().Matches(File.ReadAllText(Path.Combine(Deploy, "compose", "gateway.json"))))
            Assert.That(compose, Does.Contain(file.Value.StartsWith("/run/secrets/", StringComparison.Ordinal) ? $"- {Path.GetFileName(file.Value)}" : $":{file.Value}:ro"));
        var readme = File.ReadAllText(Path.Combine(Deploy, "kubernetes", "README.md"));
        foreach (Match file in MountedFile().Matches(File.ReadAllText(Path.Combine(Deploy, "kubernetes", "base", "gateway.json"))).Where(m => m.Value.Contains('.', StringComparison.Ordinal) || m.Value.Contains("/gateway/", StringComparison.Ordinal)))
            Assert.That(readme, Does.Contain($"`{Path.GetFileName(file.Value)}`"), "the README says under which key it is found");
    }

    private static IEnumerable<(string Path, string Text)> Texts() =>
        from file in Directory.EnumerateFiles(Deploy, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".yaml" or ".yml" or ".service" or ".conf" or ".md" or "" || Path.GetFileName(file) == "Dockerfile"
        select (Path.GetRelativePath(Deploy, file), File.ReadAllText(file));

    private static string DeployFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "deploy");
    }

    [GeneratedRegex(@"(?<![\w])(GATEWAY__(?!Section__)[A-Z]\w+|(?<=target: |/run/secrets/)[A-Z]\w*__\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex("""--roles"?,? "?([a-z,-]+)""")]
    private static partial Regex Roles();

    [GeneratedRegex("""httpGet: \{ path: "?([^",]+)"?,""")]
    private static partial Regex Probe();

    [GeneratedRegex(@"containerPort: (\d+)")]
    private static partial Regex ContainerPort();

    [GeneratedRegex("""(?<=")/(run|etc)/[^"]+(?=")""")]
    private static partial Regex MountedFile();
}
