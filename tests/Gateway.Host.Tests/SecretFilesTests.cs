using System.Text.Json.Nodes;
using Gateway.Host.Configuration;

namespace Gateway.Host.Tests;

/// <summary>Secrets beside the configuration file: one setting a file.</summary>
[TestFixture, NonParallelizable]
public sealed class SecretFilesTests
{
    [TearDown]
    public void Forget()
    {
        Environment.SetEnvironmentVariable(GatewayConfiguration.SecretsVariable, null);
        Environment.SetEnvironmentVariable("GATEWAY__Bank__Name", null);
    }

    [Test]
    public void A_file_of_the_folder_stands_over_the_configuration_file_and_under_the_environment()
    {
        using var bank = new Installation();
        var folder = SecretsOf(bank);
        bank.Write();
        const string Connection = "Server=db.bank;Database=gateway;User Id=gateway;Password=geheim";
        // As Kubernetes mounts it: a link over a link.
        var versioned = Directory.CreateDirectory(Path.Combine(folder, "..2026")).FullName;
        File.WriteAllText(Path.Combine(versioned, "Storage__SqlServer__ConnectionString"), Connection + "\n");
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..2026");
        File.CreateSymbolicLink(Path.Combine(folder, "Storage__SqlServer__ConnectionString"), "..data/Storage__SqlServer__ConnectionString");
        File.WriteAllText(Path.Combine(folder, "Bank__Name"), "另一银行");
        File.WriteAllText(Path.Combine(folder, "Bank__Code"), "BK002");
        File.WriteAllText(Path.Combine(folder, "data-keys"), "not a setting: a file that a setting names");
        Environment.SetEnvironmentVariable("GATEWAY__Bank__Name", "环境银行");

        var (configuration, faults) = GatewayConfiguration.Load(bank.ConfigFile);

        Assert.That(faults, Is.Empty);
        Assert.That((configuration["Storage:SqlServer:ConnectionString"], configuration["Bank:Code"], configuration["Bank:Name"]), Is.EqualTo((Connection, "BK002", "环境银行")));
    }

    [Test]
    public async Task A_file_that_is_no_setting_is_named_without_its_content()
    {
        using var bank = new Installation();
        var folder = SecretsOf(bank);
        File.WriteAllText(Path.Combine(folder, "Storage__SqlServer__Pasword"), "geheim");

        var (exit, _, errors) = await bank.RunAsync(default, "--check");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(errors.Single(), Does.StartWith("Storage:SqlServer:Pasword = ***: no such setting"));
    }

    [Test]
    public async Task Afolder_that_is_not_there_keeps_the_service_from_starting()
    {
        using var bank = new Installation();
        var folder = SecretsOf(bank);
        Directory.Delete(folder);

        var (exit, _, errors) = await bank.RunAsync(default, "--check");

        Assert.That((exit, errors.Single()), Is.EqualTo((2, errors[0])));
        Assert.That(errors[0], Does.Contain($"GATEWAY_SECRETS = {folder}: "));
    }

    [Test]
    public async Task A_check_warns_of_secrets_in_the_configuration_file_and_shows_none()
    {
        using var bank = new Installation();
        var folder = SecretsOf(bank);
        bank.Settings["Storage"] = JsonNode.Parse("""{ "SqlServer": { "ConnectionString": "Server=db;Database=g;User Id=u;Pwd=geheim" } }""");
        bank.Settings["CoreBanking"]!["BaseAddress"] = "http://gateway:geheim@127.0.0.1:9";
        File.WriteAllText(Path.Combine(folder, "Storage__SqlServer__Password"), "beside");

        var (exit, output, errors) = await bank.RunAsync(default, "--check");

        Assert.That((exit, errors), Is.EqualTo((0, Array.Empty<string>())));
        Assert.That(output.Select(l => l.Split(": ")[1]).Take(2), Is.EqualTo(new[] { "CoreBanking:BaseAddress", "Storage:SqlServer:ConnectionString" }));
        Assert.That(string.Join('\n', output), Does.Not.Contain("geheim").And.Not.Contain("beside"));
    }

    private static string SecretsOf(Installation bank)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bank.Folder, "run-secrets")).FullName;
        Environment.SetEnvironmentVariable(GatewayConfiguration.SecretsVariable, folder);
        return folder;
    }
}
