using Gateway.Ingress.Courts;
using Gateway.Ingress.Listening;
using Gateway.Ingress.Tests.Support;
using Gateway.Register.Courts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Tests.Courts;

public sealed class CourtDirectoryTests
{
    [Test]
    public void Channels_and_courts_are_read()
    {
        var directory = Read(s =>
        {
            s["Channels:1:From"] = "2026-01-01";
            s["Channels:1:Until"] = "2026-12-31";
            s["Courts:0:Funds:1:Account"] = "88*";
            s["Courts:0:Funds:1:Name"] = "专户";
            s["Courts:0:Funds:1:Currency"] = "USD";
        }).GetRequiredService<CourtDirectory>();

        Assert.Multiple(() =>
        {
            var (first, second) = (directory.FindChannel("zdz")!, directory.FindChannel("ddd")!);
            Assert.That((first.Kind, first.From, first.Until, first.TrustSentTime), Is.EqualTo((ChannelKind.ZongDuiZong, (DateOnly?)null, (DateOnly?)null, true)));
            Assert.That(first.CertificateFingerprints, Is.EqualTo(new[] { TlsPki.Fingerprint(TlsPki.ZongDuiZong).ToLowerInvariant() }));
            Assert.That((second.Kind, second.From, second.Until, second.TrustSentTime), Is.EqualTo((ChannelKind.DianDuiDian, (DateOnly?)new DateOnly(2026, 1, 1), (DateOnly?)new DateOnly(2026, 12, 31), false)));
            Assert.That(directory.FindCourt("F10")!.Funds, Is.EqualTo(new[] { new ExecutionFundAccount("9001", "甲市人民法院执行款专户", "CNY"), new ExecutionFundAccount("88*", "专户", "USD") }));
            Assert.That(directory.FindCourt("F11")!.SealFingerprints, Is.EqualTo(new[] { SealPki.Second.Fingerprint }));
        });
    }

    static readonly TestCaseData[] Faults =
    [
        Fault("Channels:0:Id", "", "is required"),
        Fault("Channels:0:Id", "a:b", "must hold no colon"),
        Fault("Channels:0:Id", "a b", "must hold no white space"),
        Fault("Channels:1:Id", "zdz", "is the channel of Channels:0:Id already"),
        Fault("Channels:0:Name", "", "is required"),
        Fault("Channels:0:Kind", "zdz", "must be ZongDuiZong or DianDuiDian"),
        Fault("Channels:0:Kind", "7", "must be ZongDuiZong or DianDuiDian"),
        Fault("Channels:0:CertificateFingerprints:0", "12ab", "must be an SHA-256 fingerprint, 64 hexadecimal digits"),
        Fault("Channels:1:CertificateFingerprints:1", TlsPki.Fingerprint(TlsPki.ZongDuiZong), "is the certificate of Channels:0:CertificateFingerprints:0 already"),
        Fault("Channels:1:Courts:0", "F99", "must be the code of an entry of Courts, or \"*\""),
        Fault("Channels:0:Door", "soap", "must be grpc, hub-soap or hub-files"),
        Fault("Channels:0:From", "01.01.2026", "must be a date, yyyy-MM-dd"),
        Fault("Channels:0:TrustSentTime", "perhaps", "must be true or false"),
        Fault("Courts:0:Code", "", "is required"),
        Fault("Courts:1:Name", "", "is required"),
        Fault("Courts:1:SealFingerprints:0", "xyz", "must be an SM3 fingerprint, 64 hexadecimal digits"),
        Fault("Courts:1:SealFingerprints:1", SealPki.First.Fingerprint, "is the seal of Courts:0:SealFingerprints:0 already"),
        Fault("Courts:0:Funds:0:Account", "90*1", "must be an account, or a prefix that ends in one \"*\""),
        Fault("Courts:0:Funds:0:Account", "*", "must be an account, or a prefix that ends in one \"*\""),
        Fault("Courts:0:Funds:0:Name", "", "is required"),
        Fault("Courts:0:Funds:0:Currency", "Yuan", "must be three capital letters (ISO 4217)"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void A_wrong_setting_is_named_with_key_value_and_reason(string key, string value, string reason) =>
        Assert.That(FaultsOf(s => s[key] = value), Does.Contain($"{key} = {value}: {reason}"));

    [Test]
    public void A_certificate_is_for_a_channel_that_calls()
    {
        Assert.That(FaultsOf(s => s["Channels:0:Door"] = "hub-soap"), Is.EqualTo(new[] { "Channels:0:CertificateFingerprints = : must name none: nobody calls for a channel whose hub is polled" }));
        Assert.That(FaultsOf(s => s.Remove("Channels:0:CertificateFingerprints:0")), Is.EqualTo(new[] { "Channels:0:CertificateFingerprints = : must name at least one client certificate" }));
        var polled = Read(s => { s["Channels:0:Door"] = "hub-soap"; s.Remove("Channels:0:CertificateFingerprints:0"); }).GetRequiredService<CourtDirectory>().FindChannel("zdz")!;
        Assert.That((polled.Door, polled.CertificateFingerprints.Count), Is.EqualTo((ChannelDoor.HubSoap, 0)));
    }

    [Test]
    public void A_channel_that_ends_before_it_starts_is_a_fault() => Assert.That(
        FaultsOf(s => { s["Channels:0:From"] = "2026-02-01"; s["Channels:0:Until"] = "2026-01-01"; }),
        Is.EqualTo(new[] { "Channels:0:Until = 2026-01-01: must not lie before From, 2026-02-01" }));

    [Test]
    public void The_same_fund_account_may_not_belong_to_two_courts() => Assert.That(
        FaultsOf(s => { s["Courts:1:Funds:0:Account"] = "9001"; s["Courts:1:Funds:0:Name"] = "专户"; s["Courts:1:Funds:0:Currency"] = "CNY"; }),
        Is.EqualTo(new[] { "Courts:1:Funds:0:Account = 9001: is the CNY fund account of Courts:0:Funds:0:Account already" }));

    [Test]
    public void All_faults_come_at_once() => Assert.That(
        FaultsOf(s => { s["Channels:0:Name"] = ""; s["Channels:1:Kind"] = "x"; s["Courts:0:Name"] = ""; }),
        Has.Count.EqualTo(3));

    [Test]
    public void The_ingress_names_all_its_wrong_settings_at_once()
    {
        var options = new IngressOptions { Listen = "here", ServerCertificate = "nowhere.pem", ServerKey = "nowhere.key", ClientCa = "nowhere.pem", Fronts = ["x"], ConcurrentOrders = 0 };
        var faults = new IngressOptionsValidator().Validate(null, options).Failures!.Concat(new ListenerValidator().Validate(null, options).Failures!);

        Assert.That(faults.Select(f => f.Split(" = ")[0]), Is.EquivalentTo(new[]
        {
            "Ingress:Listen", "Ingress:Fronts:0", "Ingress:ConcurrentOrders", "Ingress:ServerCertificate", "Ingress:ClientCa",
        }));
    }

    static ServiceProvider Read(Action<Dictionary<string, string?>> change)
    {
        var settings = DoorUnderTest.Settings("");
        change(settings);
        return new ServiceCollection().AddCourtDirectory(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }

    static IReadOnlyList<string> FaultsOf(Action<Dictionary<string, string?>> change)
    {
        using var services = Read(change);
        return [.. Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<CourtDirectory>())!.Failures];
    }

    static TestCaseData Fault(string key, string value, string reason) => new(key, value, reason);
}
