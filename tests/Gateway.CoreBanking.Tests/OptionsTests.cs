using Gateway.Register;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.CoreBanking.Tests;

public sealed class OptionsTests
{
    [Test]
    public void Every_wrong_setting_is_named_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => _ = Bound(
            ("BaseAddress", "core.bank"), ("TimeoutSeconds", "0"), ("Retries", "11"), ("BreakerFailurePercent", "101"), ("Refusals:X-17:Reason", "CLOSED"), ("RetryDelayMaximumMilliseconds", "10")));
        Assert.That(failure!.Failures, Is.EqualTo(new[]
        {
            "CoreBanking:BaseAddress = core.bank: must be an absolute http or https address",
            "CoreBanking:TimeoutSeconds = 0: must be from 1 to 120",
            "CoreBanking:Retries = 11: must be from 0 to 10",
            "CoreBanking:RetryDelayMaximumMilliseconds = 10: must be from 200 to 300000",
            "CoreBanking:BreakerFailurePercent = 101: must be from 1 to 100",
            "CoreBanking:Refusals:X-17:Reason = CLOSED: is no reason that a receipt knows",
        }));
    }

    [Test]
    public void The_defaults_are_sound_and_the_readme_lists_each_of_them()
    {
        var options = Bound();
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src/Gateway.CoreBanking/README.md"));
        foreach (var property in typeof(CoreBankingOptions).GetProperties())
            Assert.That(readme, Does.Contain($"| `{property.Name}` | {(property.GetValue(options) is Dictionary<string, CoreRefusalOptions> ? "see below" : property.GetValue(options))} |"));
    }

    [Test]
    public void The_banks_table_of_refusals_stands_over_the_shipped_one()
    {
        var refusals = new CoreRefusals(Bound(("Refusals:E4711:Reason", "ACCOUNT_PROTECTED"), ("Refusals:ACCOUNT_CLOSED:Reason", "CORE_REFUSED")));
        Assert.That(new[] { "E4711", "ACCOUNT_CLOSED", "NO_QUOTE", "E0815" }.Select(refusals.Of), Is.EqualTo(new[]
        {
            (Reason.AccountProtected, ""), (Reason.CoreRefused, ""), (Reason.MeasureUnsupported, ""), (Reason.CoreRefused, "核心系统代码 E0815"),
        }));
    }

    static CoreBankingOptions Bound(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddCoreBanking(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("CoreBanking:" + s.Key, (string?)s.Value))).Build());
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value;
    }
}
