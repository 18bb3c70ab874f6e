using System.Text.Json.Nodes;
using Gateway.Host.Configuration;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Host.Tests;

/// <summary>A gateway that is set up wrongly says all that is wrong, and does not start.</summary>
[TestFixture]
public sealed class ConfigurationTests
{
    [Test]
    public async Task A_check_says_what_is_wrong_or_that_nothing_is_and_starts_nothing()
    {
        using var installation = new Installation();
        var (right, output, _) = await installation.RunAsync(default, "--check");
        installation.Settings["Bank"]!["Code"] = "";
        var (wrong, _, errors) = await installation.RunAsync(default, "--check", "--roles", "worker");

        Assert.That((right, output), Is.EqualTo((0, new[] { installation.ConfigFile + ": no fault found" })));
        Assert.That(wrong, Is.EqualTo(2));
        Assert.That(errors, Has.One.StartsWith("Bank:Code = "));
        Assert.That(File.Exists(Path.Combine(installation.Folder, "data", "gateway.db")), Is.False, "no store was made");
    }

    [Test]
    public async Task Every_wrong_setting_of_every_section_is_named_at_once_and_the_exit_code_is_2()
    {
        using var installation = new Installation();
        installation.Settings["Bank"] = JsonNode.Parse("""{ "Name": "", "Code": "BK001", "TimeZone": "Mars/Olympus", "IdKinds": [ { "Court": "10300", "Form": "scroll", "Codes": [ "10100" ] } ] }""");
        installation.Settings["Storag"] = JsonNode.Parse("""{ "Directory": "x" }""");
        installation.Settings["Rules"] = JsonNode.Parse("""{ "LateClaim": "sideways", "DepositTermYears": "two", "Terms": { "Police": { "DepositMonths": 0 }, "Army": { "DepositMonths": 6 } } }""");
        installation.Settings["Ops"] = JsonNode.Parse("""{ "Listen": "here", "Port": 3 }""");
        installation.Settings["Worker"] = JsonNode.Parse("""{ "RelayBatch": 0, "ParkAfterAttempts": 500 }""");
        installation.Settings["CoreBanking"] = JsonNode.Parse("""{ "BaseAddress": "ftp://core" }""");
        installation.Settings["Channels"] = JsonNode.Parse("""[ { "Id": "zdz", "Name": "总对总", "Kind": "Nonsense", "CertificateFingerprints": [ "xyz" ], "Courts": [ "*" ] } ]""");
        installation.Settings["Development"] = JsonNode.Parse("""{ "Enabled": "perhaps" }""");
        installation.Settings["Sealing"] = JsonNode.Parse("""{ "BankSealFolder": "nowhere" }""");

        var (exit, output, errors) = await installation.RunAsync(default);

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
        string[] expected =
        [
            "Bank:IdKinds:0:Form = scroll: must be text or identity-card or", "Bank:IdKinds = 10100: the bank's code stands for 10300 and 10100",
            "Bank:Name = : is required", "Bank:TimeZone = Mars/Olympus: must be a time zone", "Storag = : no such section", "Rules:LateClaim = sideways: must be behind or ahead",
            "Rules:DepositTermYears = two: must be a whole number", "Rules:Terms:Army = : no such setting", "Rules:Terms:Police:DepositMonths = 0: must be from 1 to 120", "Ops:Listen = here: must be an IP address and a port", "Ops:Port = 3: no such setting", "Worker:RelayBatch = 0: must be from 1 to",
            "Worker:ParkAfterAttempts = 500: must be from 1 to", "CoreBanking:BaseAddress = ftp://core", "Channels:0:Kind = Nonsense", "Channels:0:CertificateFingerprints:0 = xyz",
            "Development:Enabled = perhaps: must be true or false", $"Sealing:BankSealFolder = {Path.Combine(installation.Folder, "nowhere")}:",
        ];
        foreach (var fault in expected) Assert.That(errors, Has.Some.StartsWith(fault));
        Assert.That(errors, Has.Length.EqualTo(expected.Length), string.Join('\n', errors));
    }

    [Test]
    public async Task Wrong_settings_of_kafka_are_named_with_the_others_and_no_secret_is_printed()
    {
        using var installation = new Installation();
        installation.Settings["Bus"] = JsonNode.Parse("""
            { "Kind": "kafka", "Capacity": 0, "Kafka": { "Partitions": 0, "Grup": "x",
              "Client": { "acks": "1", "sasl.mechansim": "PLAIN", "sasl.password": "geheim" }, "ClientFiles": { "ssl.key.password": "none" } } }
            """);
        installation.Settings["Host"] = JsonNode.Parse("""{ "Probes": "here" }""");

        var (exit, _, errors) = await installation.RunAsync(default);

        Assert.That(exit, Is.EqualTo(2));
        string[] expected =
        [
            "Bus:Kafka:Grup = x: no such setting", "Bus:Capacity = 0: must be from 1 to", "Bus:Kafka:Partitions = 0: must be from 1 to", "Bus:Kafka:Bootstrap = : is required",
            "Bus:Kafka:Client:acks = 1: is fixed", "Bus:Kafka:Client:sasl.mechansim = PLAIN: No such configuration property", "Bus:Kafka:Client:sasl.password = ***: is a secret",
            $"Bus:Kafka:ClientFiles:ssl.key.password = {Path.Combine(installation.Folder, "none")}: Could not find", "Host:Probes = here: must be an IP address and a port",
        ];
        foreach (var fault in expected) Assert.That(errors, Has.Some.StartsWith(fault));
        Assert.That(errors, Has.Length.EqualTo(expected.Length), string.Join('\n', errors));
        Assert.That(string.Join('\n', errors), Does.Not.Contain("geheim"));
    }

    [Test]
    public async Task A_file_that_is_not_there_or_no_json_is_said_in_one_line()
    {
        using var installation = new Installation();
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var missing = await GatewayProcess.RunAsync(["--config", Path.Combine(installation.Folder, "none.json")], output, errors, default);
        await File.WriteAllTextAsync(installation.ConfigFile, "{ \"Bank\": ");
        var broken = await GatewayProcess.RunAsync(["--config", installation.ConfigFile], output, errors, default);

        Assert.That((missing, broken), Is.EqualTo((2, 2)));
        Assert.That(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
    }

    [Test]
    public void Relative_paths_are_relative_to_the_configuration_file()
    {
        using var installation = new Installation();
        installation.Settings["Storage"] = JsonNode.Parse("""{ "Directory": "../elsewhere" }""");
        installation.Write();

        var (configuration, faults) = GatewayConfiguration.Load(installation.ConfigFile);

        Assert.That(faults, Is.Empty);
        Assert.That(configuration["Storage:Directory"], Is.EqualTo(Path.Combine(Path.GetDirectoryName(installation.Folder)!, "elsewhere")));
        Assert.That(configuration["Ingress:ServerKey"], Is.EqualTo(Path.Combine(installation.Folder, "tls", "server.key")));
        Assert.That(configuration["Sealing:TrustFolder"], Is.EqualTo(Path.Combine(installation.Folder, "trust")), "a default is relative to it too");
    }

    [Test, NonParallelizable]
    public void The_environment_overrides_the_file_and_is_checked_alike()
    {
        using var installation = new Installation();
        installation.Write();
        Environment.SetEnvironmentVariable("GATEWAY__Rules__DeductWithoutFreeze", "require-freeze");
        Environment.SetEnvironmentVariable("GATEWAY__Rules__Typo", "1");
        try
        {
            var (configuration, faults) = GatewayConfiguration.Load(installation.ConfigFile);

            Assert.That(configuration["Rules:DeductWithoutFreeze"], Is.EqualTo("require-freeze"));
            Assert.That(faults.Single(), Does.StartWith("Rules:Typo = 1: no such setting"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GATEWAY__Rules__DeductWithoutFreeze", null);
            Environment.SetEnvironmentVariable("GATEWAY__Rules__Typo", null);
        }
    }

    [Test]
    public void The_words_of_the_rules_mean_their_members()
    {
        var rules = new RulesOptions
        {
            DeductWithoutFreeze = "require-freeze",
            PriorityClaim = "any-claim-blocks",
            LateClaim = "ahead",
            LimitAbovePrincipal = "cap",
            UnknownPayee = "refuse",
            ProtectedAccount = "refuse",
            DepositTermYears = 2,
            Terms = new TermsOptions { Police = new TermOptions { DepositMonths = 6, OtherAssetMonths = 24 } },
        }.ToRules(TimeZoneInfo.Utc, new ProtectedKinds(ProtectedKinds.Shipped));

        Assert.That(
            (rules.DeductWithoutFreeze, rules.PriorityClaim, rules.LateClaim, rules.LimitAbovePrincipal, rules.UnknownPayee, rules.ProtectedAccount, rules.Terms.Court, rules.Terms.Police, rules.TimeZone),
            Is.EqualTo((DeductWithoutFreeze.RequireFreeze, PriorityClaimRule.AnyClaimBlocks, LateClaimRule.Ahead, LimitAbovePrincipal.Cap, UnknownPayee.Refuse, ProtectedAccountRule.Refuse, new Term(24, 36), new Term(6, 24), TimeZoneInfo.Utc)));
    }

    [Test]
    public async Task Wrong_settings_of_review_are_named_all_at_once()
    {
        using var installation = new Installation();
        installation.Settings["Review"] = JsonNode.Parse("""
            { "Measures": { "01": { "Mode": "sometimes" }, "09": { "Mode": "semi" }, "inquiry": { "Mode": "manual", "Mood": "x" } }, "DeductionsAlwaysManual": "maybe",
              "Amounts": { "CNY": "viel", "JPY": "0.5", "yuan": "1" }, "AccountKinds": [ "" ] }
            """);

        var (exit, _, errors) = await installation.RunAsync(default);

        string[] expected =
        [
            "Review:Measures:01:Mode = sometimes: must be automatic or semi or manual", "Review:Measures:09 = : must be 01 to 08 or inquiry", "Review:Measures:inquiry:Mood = x: no such setting",
            "Review:DeductionsAlwaysManual = maybe: must be true or false", "Review:Amounts:CNY = viel: must be an amount", "Review:Amounts:JPY = 0.5: must be an amount",
            "Review:Amounts:yuan = 1: must stand under three capital letters", "Review:AccountKinds:0 = : is required",
        ];
        Assert.That(exit, Is.EqualTo(2));
        foreach (var fault in expected) Assert.That(errors, Has.Some.StartsWith(fault));
        Assert.That(errors, Has.Length.EqualTo(expected.Length), string.Join('\n', errors));
    }

    [Test]
    public void Review_modes_are_read_by_the_courts_codes()
    {
        var modes = new ReviewOptions
        {
            Measures = { ["06"] = new() { Mode = "manual" }, ["inquiry"] = new() { Mode = "semi" } },
            Amounts = { ["JPY"] = "5000" },
            AccountKinds = ["对公活期"],
        }.ToModes();
        Assert.That((modes.Of(Measure.Deduct), modes.Of(Measure.Freeze), modes.Inquiry, modes.AmountsMinor["JPY"]), Is.EqualTo((ReviewMode.Manual, ReviewMode.Automatic, ReviewMode.Semi, 5000L)));
        Assert.That(new ReviewOptions().ToModes(), Is.EqualTo(new ReviewModes()));
    }

    [Test]
    public void Rules_that_are_not_set_have_the_domains_defaults()
    {
        var zone = new Rules().TimeZone;

        var kinds = new ProtectedKinds(ProtectedKinds.Shipped);
        Assert.That(new RulesOptions().ToRules(zone, kinds), Is.EqualTo(new Rules { TimeZone = zone, ProtectedKinds = kinds }));
    }
}
