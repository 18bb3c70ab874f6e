using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Bus;
using Gateway.Bus.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Tests;

/// <summary>What deploy/ asks Prometheus for is what the service exposes.</summary>
[TestFixture]
public sealed partial class WatchFilesTests
{
    private const int GuardMilliseconds = 120_000;

    private static readonly string[] OfHistograms = ["_bucket", "_sum", "_count"];

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Every_metric_that_rules_and_dashboards_name_is_one_that_the_service_exposes(CancellationToken guard)
    {
        using var installation = new Installation();
        // A bus over Kafka beside it: its numbers are named before it ever asks a broker.
        await using var bus = new KafkaWorkBus(new BusOptions(), TimeProvider.System, NullLogger<KafkaWorkBus>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        installation.Write();
        var running = GatewayProcess.RunAsync(["--config", installation.ConfigFile], output, TextWriter.Null, stop.Token);
        var lines = await output.ReadUntilAsync("gateway ready", guard);
        using var client = new HttpClient { BaseAddress = new Uri(lines.Single(l => l.StartsWith("ops ", StringComparison.Ordinal))[4..]) };
        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), guard);
        await stop.CancelAsync();
        await running;

        var exposed = TypeLine().Matches(text).SelectMany(m => m.Groups[2].Value == "histogram" ? OfHistograms.Select(s => m.Groups[1].Value + s) : [m.Groups[1].Value]).ToHashSet(StringComparer.Ordinal);
        // There only once something ends by itself, waits or was checked: the sample's tests show them.
        exposed.UnionWith(["gateway_audit_intact", "gateway_audit_checked_timestamp_seconds", "gateway_receipt_unacknowledged_age_seconds"]);
        var named = Expressions().SelectMany(e => MetricName().Matches(e.Text).Select(m => (m.Value, e.Where))).Distinct().ToList();
        Assert.That(named, Has.Count.GreaterThan(60), "the files were read");
        Assert.That(named.Where(n => !exposed.Contains(n.Value)), Is.Empty);
        Assert.That(exposed.Where(e => e.StartsWith("gateway_", StringComparison.Ordinal)), Has.All.Match("^gateway_[a-z_]+$"));
    }

    [Test]
    public void Every_alert_says_what_it_is_what_it_means_and_what_to_do_in_both_languages_and_has_a_test()
    {
        var alerts = Alert().Split(File.ReadAllText(Path.Combine(Deploy, "prometheus", "gateway-alerts.yml"))).Skip(1).Chunk(2).Select(c => (Name: c[0], Text: c[1])).ToList();
        var tests = File.ReadAllText(Path.Combine(Deploy, "prometheus", "gateway-alerts.test.yml"));
        Assert.That(alerts, Has.Count.GreaterThan(20));
        foreach (var (name, text) in alerts)
        {
            foreach (var annotation in (string[])["summary", "summary_zh", "meaning", "meaning_zh", "action", "action_zh"])
                Assert.That(text, Does.Match($"(?m)^          {annotation}: '.{{4,}}'$"), $"{name}: {annotation}");
            Assert.That(text, Does.Match("labels: \\{ severity: (critical|warning) \\}"), name);
            Assert.That(tests, Does.Contain($"ALERTS{{alertname=\"{name}\", alertstate=\"firing\"}}"), name);
        }
    }

    private static string Deploy
    {
        get
        {
            var folder = TestContext.CurrentContext.TestDirectory;
            while (!File.Exists(Path.Combine(folder, "Gateway.sln"))) folder = Path.GetDirectoryName(folder)!;
            return Path.Combine(folder, "deploy");
        }
    }

    private static IEnumerable<(string Text, string Where)> Expressions()
    {
        foreach (Match rule in RuleExpression().Matches(File.ReadAllText(Path.Combine(Deploy, "prometheus", "gateway-alerts.yml")))) yield return (rule.Value, "gateway-alerts.yml");
        foreach (var file in Directory.GetFiles(Path.Combine(Deploy, "grafana", "dashboards"), "*.json"))
        {
            using var dashboard = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(p => p.TryGetProperty("targets", out _)))
                foreach (var target in panel.GetProperty("targets").EnumerateArray()) yield return (target.GetProperty("expr").GetString()!, Path.GetFileName(file));
        }
    }

    [GeneratedRegex("^# TYPE ([a-z_]+) ([a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b(gateway|dotnet)_[a-z_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex("^        expr: .*$", RegexOptions.Multiline)]
    private static partial Regex RuleExpression();

    [GeneratedRegex(@"^      - alert: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Alert();
}
