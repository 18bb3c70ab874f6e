using System.Diagnostics;

namespace Gateway.Host.Tests;

/// <summary>deploy/install.sh in a folder (--root), with archives whose program only says whether it finds "right" in the configuration. Users, rights and units need a machine of their own.</summary>
[TestFixture]
public sealed class InstallScriptTests
{
    private const int GuardMilliseconds = 60_000;

    private string _folder = "";

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("gateway-install-").FullName;

    [TearDown]
    public void RemoveTheFolder() => Directory.Delete(_folder, true);

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_release_is_installed_upgraded_and_rolled_back_and_configuration_and_data_stay(CancellationToken guard)
    {
        await MakeArchiveAsync("1.0.0", 7, guard);
        await MakeArchiveAsync("1.0.1", 7, guard);
        Assert.That(await InstallAsync("install", "1.0.0", guard), Is.EqualTo(3), "there is no configuration yet");
        Assert.That(Current, Is.Null);
        File.WriteAllText(Configuration, "right");
        File.WriteAllText(Path.Combine(_folder, "root/var/lib/chakong-gateway/gateway.db"), "data");

        Assert.That(await InstallAsync("upgrade", "1.0.0", guard, "--units", "ingress,worker"), Is.Zero);
        Assert.That(await InstallAsync("upgrade", "1.0.1", guard), Is.Zero);
        Assert.That(Current, Is.EqualTo("releases/1.0.1"));
        Assert.That(await InstallAsync("rollback", null, guard), Is.Zero);

        Assert.That(Current, Is.EqualTo("releases/1.0.0"));
        Assert.That(File.ReadAllText(Configuration), Is.EqualTo("right"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "root/var/lib/chakong-gateway/gateway.db")), Is.EqualTo("data"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "root/etc/chakong-gateway/units")).Trim(), Is.EqualTo("ingress worker"), "what runs on this machine is remembered");
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_does_not_suit_never_takes_the_place_of_what_runs(CancellationToken guard)
    {
        await MakeArchiveAsync("1.0.0", 7, guard);
        await MakeArchiveAsync("1.1.0", 8, guard);
        Directory.CreateDirectory(Path.GetDirectoryName(Configuration)!);
        File.WriteAllText(Configuration, "right");
        Assert.That(await InstallAsync("install", "1.0.0", guard), Is.Zero);

        File.WriteAllText(Configuration, "wrong");
        Assert.That(await InstallAsync("upgrade", "1.1.0", guard), Is.EqualTo(3), "the configuration is wrong");
        File.WriteAllText(Configuration, "right");
        var environment = Path.Combine(Path.GetDirectoryName(Configuration)!, "environment");
        File.WriteAllText(environment, "# for the units\nGATEWAY__Bank__Name=\"no bank\"\n");
        Assert.That(await InstallAsync("upgrade", "1.1.0", guard), Is.EqualTo(3), "what the units' environment says is wrong");
        File.Delete(environment);
        File.AppendAllText(ArchiveOf("1.1.0"), "x");
        Assert.That(await InstallAsync("upgrade", "1.1.0", guard), Is.EqualTo(1), "not what its checksum says");
        Assert.That(Current, Is.EqualTo("releases/1.0.0"));

        await MakeArchiveAsync("1.1.0", 8, guard);
        Assert.That(await InstallAsync("upgrade", "1.1.0", guard), Is.Zero);
        Assert.That(await InstallAsync("rollback", null, guard), Is.EqualTo(1), "the store has a newer schema");
        Assert.That(Current, Is.EqualTo("releases/1.1.0"));
        Assert.That(await InstallAsync("rollback", null, guard, "--schema-restored"), Is.Zero);
        Assert.That(Current, Is.EqualTo("releases/1.0.0"));
    }

    private string Configuration => Path.Combine(_folder, "root/etc/chakong-gateway/gateway.json");

    private string? Current => new FileInfo(Path.Combine(_folder, "root/opt/chakong-gateway/current")).LinkTarget;

    private string ArchiveOf(string version) => Path.Combine(_folder, $"chakong-gateway-{version}-linux-x64.tar.gz");

    private Task<int> InstallAsync(string verb, string? version, CancellationToken cancel, params string[] more) => RunAsync(
        [Path.Combine(Deploy, "install.sh"), verb, .. version is null ? Array.Empty<string>() : [ArchiveOf(version)], "--root", Path.Combine(_folder, "root"), .. more], cancel);

    private async Task MakeArchiveAsync(string version, int schema, CancellationToken cancel)
    {
        var name = $"chakong-gateway-{version}-linux-x64";
        var files = Directory.CreateDirectory(Path.Combine(_folder, name, "bin")).Parent!.FullName;
        File.WriteAllText(Path.Combine(files, "bin", "gateway"), "#!/usr/bin/env bash\nwhile (($#)); do [[ $1 == --config ]] && file=$2; shift; done\n[[ ${GATEWAY__Bank__Name:-} != 'no bank' ]] && exec grep -q right \"$file\"\n");
        File.WriteAllText(Path.Combine(files, "RELEASE"), $"version={version}\nschema={schema}\n");
        var made = await RunAsync(
            ["-c", $"""
                set -e; cd '{_folder}'; chmod 755 {name}/bin/gateway; cp -r '{Deploy}'/systemd '{Deploy}'/gateway.example.json {name}/
                (cd {name}; find . -type f ! -name SHA256SUMS -printf '%P\0' | xargs -0 sha256sum >SHA256SUMS)
                tar -czf {name}.tar.gz {name}; sha256sum {name}.tar.gz >{name}.tar.gz.sha256
                """], cancel);
        Assert.That(made, Is.Zero);
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        await TestContext.Out.WriteAsync(output + await errors);
        return process.ExitCode;
    }

    private static string Deploy
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent!;
            return Path.Combine(folder.FullName, "deploy");
        }
    }
}
