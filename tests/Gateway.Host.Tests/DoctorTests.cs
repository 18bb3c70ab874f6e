using System.Text.Json.Nodes;
using Gateway.Host.Doctor;
using Gateway.Ops.Metrics;
using Gateway.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Gateway.Host.Tests;

/// <summary>What a person is told about an installation before its first start.</summary>
[TestFixture]
public sealed class DoctorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task It_names_what_is_wrong_with_what_to_do_and_changes_nothing()
    {
        using var bank = new Installation();
        bank.Settings["Storage"] = JsonNode.Parse("""{ "Directory": "store", "SqlServer": { "Password": "geheim" } }""");
        bank.Settings["Channels"] = JsonNode.Parse("""[ { "Id": "zdz", "Name": "总对总", "Kind": "ZongDuiZong", "CertificateFingerprints": [ "0000000000000000000000000000000000000000000000000000000000000000" ], "Courts": [ "*" ] } ]""");
        var key = Path.Combine(bank.Folder, "tls", "server.key");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var (exit, lines, errors) = await DoctorAsync(bank);

        Assert.That((exit, errors.Length), Is.EqualTo((1, 0)), string.Join('\n', errors));
        Assert.That(lines, Has.Some.Match("^ok +configuration .*no fault found"));
        Assert.That(lines, Has.Some.Match("^look +configuration +Storage:SqlServer:Password: a secret stands in the configuration file"));
        Assert.That(lines, Has.Some.Match($"^WRONG +file rights +{key} is a secret, and its rights are 0604"));
        Assert.That(lines, Has.Some.Match("^WRONG +channel +zdz has a certificate fingerprint of zeros"));
        Assert.That(lines, Has.Some.Match("^look +disk +.*store is not there"));
        Assert.That(lines, Has.Some.Match("^ok +certificate +ingress server: until "));
        Assert.That(lines, Has.Some.Match("^ok +certificate +bank seal: until "));
        Assert.That(lines, Has.Some.Match("^look +trust store +.*1 files with authorities, 0 with revocation lists"));
        Assert.That(lines, Has.Some.Match("^ok +database +.*is not there yet"));
        Assert.That(lines, Has.Some.Match("^WRONG +core +http://127.0.0.1:9 does not answer"));
        Assert.That(lines[^1], Does.Match(@"^\d+ wrong, \d+ to look at, \d+ fine$"));
        Assert.That(string.Join('\n', lines), Does.Not.Contain("geheim"));
        Assert.That(Directory.Exists(Path.Combine(bank.Folder, "store")), Is.False, "nothing was made");
    }

    [Test]
    public async Task What_is_wrong_with_the_configuration_is_said_before_all_else()
    {
        using var bank = new Installation();
        bank.Settings["Bank"]!["Code"] = "";
        bank.Settings["Bus"] = JsonNode.Parse("""{ "Kind": "kafka" }""");

        var (exit, lines, _) = await DoctorAsync(bank);

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(lines.Where(l => l.StartsWith("WRONG", StringComparison.Ordinal)), Has.Exactly(2).Match("configuration"));
        Assert.That(lines, Has.Some.Match("^look +other parts +were not looked at"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_broker_that_does_not_answer_is_named(CancellationToken guard)
    {
        using var bank = new Installation();
        bank.Settings["Bus"] = JsonNode.Parse("""{ "Kind": "kafka", "Kafka": { "Bootstrap": "127.0.0.1:9" } }""");

        var (_, lines, _) = await DoctorAsync(bank);

        Assert.That(guard.IsCancellationRequested, Is.False);
        Assert.That(lines, Has.Some.Match("^WRONG +broker +no broker of 127.0.0.1:9 answers"));
    }

    [Test]
    public async Task A_store_is_told_by_its_schema_and_one_of_a_later_program_keeps_every_process_from_starting()
    {
        using var bank = new Installation();
        var storage = new StorageOptions { Directory = Path.Combine(bank.Folder, "data") };
        await using (var store = StoreServices.NewStore(storage, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, new() { Encryption = "off" }))
            await store.MigrateAsync(default);
        // Held open: its shared memory is there, as beside a running service.
        await using var beside = new SqliteConnection($"Data Source={storage.Directory}/gateway.db;Pooling=False");
        await beside.OpenAsync();
        await ExecuteAsync(beside, "SELECT COUNT(*) FROM schema_version");
        var fits = await Checkup.StoreAsync(storage, TimeProvider.System, default);
        await ExecuteAsync(beside, "DELETE FROM schema_version WHERE version = (SELECT MAX(version) FROM schema_version)");
        var earlier = await Checkup.StoreAsync(storage, TimeProvider.System, default);
        await ExecuteAsync(beside, "INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'later', 0)");

        var later = await Checkup.StoreAsync(storage, TimeProvider.System, default);
        var (exit, _, errors) = await bank.RunAsync(default, "--roles", "worker");
        var (deskExit, deskErrors) = await DeskAsync(bank);

        Assert.That(fits.Select(f => f.Weight), Is.EqualTo(new[] { Weight.Fine, Weight.Fine }), "database and clock");
        Assert.That(earlier.Single(), Has.Property("Weight").EqualTo(Weight.Look).And.Property("Do").Contains("back it up first"));
        Assert.That(later.Single(), Has.Property("Weight").EqualTo(Weight.Wrong).And.Property("What").Contains("schema version 9999"));
        Assert.That((exit, errors.Length), Is.EqualTo((GatewayProcess.Misconfigured, 1)), string.Join('\n', errors));
        Assert.That(errors[0], Does.StartWith("Storage: The store has schema version 9999, this build knows "));
        Assert.That((deskExit, deskErrors), Is.EqualTo((GatewayProcess.Misconfigured, errors[0])));
    }

    [TestCase(0b110_100_000, true)]
    [TestCase(0b110_000_000, true)]
    [TestCase(0b110_100_100, false)]
    [TestCase(0b110_110_000, false)]
    public void A_secret_is_for_its_owner_and_for_a_group_that_reads(int mode, bool fine) => Assert.That(FileRights.OfSecret("f", (UnixFileMode)mode) is null, Is.EqualTo(fine));

    [TestCase(0b110_100_100, true)]
    [TestCase(0b110_110_100, false)]
    [TestCase(0b110_100_110, false)]
    public void What_is_trusted_is_altered_by_its_owner_alone(int mode, bool fine) => Assert.That(FileRights.OfTrusted("f", (UnixFileMode)mode) is null, Is.EqualTo(fine));

    [TestCase(100L, 1000L, "Look")]
    [TestCase(20L, 1000L, "Wrong")]
    [TestCase(200L, 1000L, "Fine")]
    [TestCase(0L, 0L, "Wrong")]
    public void Room_is_judged_as_the_alerts_judge_it(long free, long size, string weight) => Assert.That(MachineChecks.Room("d", free << 30, size << 30).Weight.ToString(), Is.EqualTo(weight));

    [TestCase(-1, "Wrong")]
    [TestCase(10, "Look")]
    [TestCase(40, "Fine")]
    public void A_certificate_is_judged_by_its_last_day(int days, string weight) =>
        Assert.That(CertificateChecks.Of(new WatchedEnd("x", () => Now.AddDays(days)), Now)!.Weight.ToString(), Is.EqualTo(weight));

    [Test]
    public void The_machine_is_judged_by_what_it_shows()
    {
        Assert.That(MachineChecks.TimeService(f => f.EndsWith("chronyd.pid", StringComparison.Ordinal)).Weight, Is.EqualTo(Weight.Fine));
        Assert.That(MachineChecks.TimeService(_ => false).Weight, Is.EqualTo(Weight.Look));
        Assert.That(MachineChecks.Handles(["Limit   Soft", "Max open files            1024                 524288               files"])!.Weight, Is.EqualTo(Weight.Look));
        Assert.That(MachineChecks.Handles(["Max open files            unlimited            unlimited            files"])!.Weight, Is.EqualTo(Weight.Fine));
        var hub = new ConfigurationBuilder().AddInMemoryCollection([new("HubFiles:0:Incoming", Path.GetTempPath()), new("HubFiles:0:Work", "/nowhere/at/all")]).Build().GetSection("HubFiles:0");
        Assert.That(MachineChecks.Packets(hub).Select(f => (f.Weight, f.What.Contains("HubFiles:0:Incoming", StringComparison.Ordinal))), Is.EqualTo(new[] { (Weight.Fine, true) }), "a folder that is not there is the configuration's fault");
        Assert.That(MachineChecks.Port("Ingress:Listen", "203.0.113.7:7443")!.Weight, Is.EqualTo(Weight.Wrong), "no address of this machine");
    }

    private static async Task<(int Exit, string[] Output, string[] Errors)> DoctorAsync(Installation bank)
    {
        bank.Write();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await GatewayProcess.RunAsync(["doctor", "--config", bank.ConfigFile], output, errors, CancellationToken.None);
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<(int Exit, string Errors)> DeskAsync(Installation bank)
    {
        using var errors = new StringWriter();
        var exit = await GatewayProcess.RunAsync(["desk", "list", "--config", bank.ConfigFile, "--as", "王柜员"], TextWriter.Null, errors, CancellationToken.None);
        return (exit, errors.ToString().Trim());
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
