using System.Diagnostics.Metrics;
using Gateway.Ops.Health;
using Gateway.Ops.Metrics;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Gateway.Ops.Tests;

[TestFixture]
public sealed class MetricsTests
{
    [Test]
    public async Task The_stores_numbers_are_shown_with_their_types()
    {
        await using var ops = await OpsUnderTest.OpenAsync();
        ops.Store.ReadStatisticsAsync(default).ReturnsForAnyArgs(OpsUnderTest.Idle with { OpenLines = 7, ParkedAccounts = 2, OpenDeskTasks = 5, OverdueDeskTasks = 3, RefusedDeskTasks = 1 });

        using var response = await ops.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; version=0.0.4; charset=utf-8"));
        Assert.That(lines, Does.Contain("gateway_store_up 1").And.Contain("gateway_open_lines 7").And.Contain("gateway_parked_accounts 2"));
        Assert.That(lines, Does.Contain("gateway_desk_open_tasks 5").And.Contain("gateway_desk_overdue_tasks 3").And.Contain("gateway_desk_refused_tasks 1"));
        Assert.That(lines, Does.Contain("# TYPE gateway_orders_accepted_total counter").And.Contain("gateway_orders_accepted_total 12"));
    }

    [Test]
    public async Task Without_the_store_the_other_numbers_are_still_there()
    {
        await using var ops = await OpsUnderTest.OpenAsync();
        ops.Store.ReadStatisticsAsync(default).ThrowsAsyncForAnyArgs(new IOException("no disk"));
        using var meter = new Meter("Gateway.OpsTests.Down");
        meter.CreateCounter<long>("gateway.tests.down").Add(3);

        var text = await ops.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.That(text, Does.Contain("gateway_store_up 0\n").And.Contain("gateway_tests_down_total 3\n"));
    }

    [Test]
    public async Task What_a_process_needs_when_certificates_end_and_how_the_audit_chain_stands_is_shown()
    {
        var end = TimeProvider.System.GetUtcNow().AddDays(20);
        await using var ops = await OpsUnderTest.OpenAsync(
            [new ReadinessCheck("core", _ => Task.FromResult<string?>("does not answer")), new ReadinessCheck("store", _ => Task.FromResult<string?>(null))],
            new WatchedEnd("bank seal", () => end), new WatchedEnd("none at present", () => null), new WatchedEnd("gone", () => throw new FileNotFoundException("gone.pem")));
        ops.Store.ReadStatisticsAsync(default).ReturnsForAnyArgs(OpsUnderTest.Idle with
        {
            OldestControlMessage = TimeProvider.System.GetUtcNow().AddMinutes(-2),
            OldestUnacknowledged = new Dictionary<string, DateTimeOffset> { ["zdz"] = TimeProvider.System.GetUtcNow().AddHours(-1) },
        });
        ops.Store.VerifyAuditAsync(default).ReturnsForAnyArgs(17);
        Assert.That(await ops.ScrapeAsync(), Does.Not.Contain("gateway_audit_intact "), "nothing is said of a chain that nobody has checked");

        await ops.CheckAuditAsync();

        var lines = (await ops.ScrapeAsync()).Split('\n');
        Assert.That(lines, Does.Contain("gateway_dependency_up{dependency=\"core\"} 0").And.Contain("gateway_dependency_up{dependency=\"store\"} 1"));
        Assert.That(lines.Where(l => l.StartsWith("gateway_certificate_end", StringComparison.Ordinal)), Is.EqualTo(new[] { $"gateway_certificate_end_timestamp_seconds{{certificate=\"bank seal\"}} {end.ToUnixTimeSeconds()}" }));
        Assert.That(lines, Does.Contain("gateway_audit_intact 0"));
        Assert.That(lines, Has.Some.Match("^gateway_outbox_age_seconds\\{topic=\"control\"\\} 12\\d").And.Some.EqualTo("gateway_outbox_age_seconds{topic=\"inquiry\"} 0"));
        Assert.That(lines, Has.Some.Match("^gateway_receipt_unacknowledged_age_seconds\\{channel=\"zdz\"\\} 36\\d\\d"));
    }

    [Test]
    public async Task The_numbers_of_a_sample_are_instruments_too_and_metrics_show_them_once()
    {
        await using var ops = await OpsUnderTest.OpenAsync();
        ops.Store.ReadStatisticsAsync(default).ReturnsForAnyArgs(OpsUnderTest.Idle with { OpenLines = 7 });
        using var meter = new WatchMeter(ops.Watch, TimeSpan.FromHours(1));
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == WatchMeter.Name) l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => seen[i.Name] = value);
        listener.Start();

        var text = await ops.ScrapeAsync();
        listener.RecordObservableInstruments();

        Assert.That(seen["gateway.open.lines"], Is.EqualTo(7));
        Assert.That(text.Split('\n').Count(l => l.StartsWith("gateway_open_lines ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void What_has_not_happened_yet_is_named()
    {
        using var collector = new MetricsCollector();
        using (var meter = new Meter("Gateway.OpsTests.Silent"))
        {
            meter.CreateCounter<long>("gateway.tests.silent");
            Assert.That(Scrape(collector), Does.Contain("# TYPE gateway_tests_silent_total counter\n"));
        }

        Assert.That(Scrape(collector), Does.Not.Contain("gateway_tests_silent"), "with its part it goes");
    }

    [Test]
    public void Counters_add_up_for_each_set_of_labels()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("Gateway.OpsTests.Counters");
        var lines = meter.CreateCounter<long>("gateway.tests.lines", null, "Lines of a \\ test");
        lines.Add(1, new("measure", "Freeze"), new("outcome", "done"));
        lines.Add(2, new("measure", "Freeze"), new("outcome", "done"));
        lines.Add(5, new KeyValuePair<string, object?>("measure", "a \"quoted\" \\ one"));

        var text = Scrape(collector);

        Assert.That(text, Does.Contain("# HELP gateway_tests_lines_total Lines of a \\\\ test\n# TYPE gateway_tests_lines_total counter\n"));
        Assert.That(text, Does.Contain("gateway_tests_lines_total{measure=\"Freeze\",outcome=\"done\"} 3\n"));
        Assert.That(text, Does.Contain("gateway_tests_lines_total{measure=\"a \\\"quoted\\\" \\\\ one\"} 5\n"));
    }

    [Test]
    public void Durations_are_histograms_in_seconds_whose_buckets_count_up()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("Gateway.OpsTests.Histograms");
        var turns = meter.CreateHistogram<double>("gateway.tests.duration", "s");
        turns.Record(0.004);
        turns.Record(0.3);
        turns.Record(1000);

        var text = Scrape(collector);

        Assert.That(text, Does.Contain("gateway_tests_duration_seconds_bucket{le=\"0.005\"} 1\n"));
        Assert.That(text, Does.Contain("gateway_tests_duration_seconds_bucket{le=\"0.5\"} 2\n"));
        Assert.That(text, Does.Contain("gateway_tests_duration_seconds_bucket{le=\"120\"} 2\n"));
        Assert.That(text, Does.Contain("gateway_tests_duration_seconds_bucket{le=\"+Inf\"} 3\n"));
        Assert.That(text, Does.Contain("gateway_tests_duration_seconds_sum 1000.304\n").And.Contain("gateway_tests_duration_seconds_count 3\n"));
    }

    [Test]
    public void What_is_observed_shows_its_present_value_and_vanishes_with_its_labels()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("Gateway.OpsTests.Observed");
        List<Measurement<int>> now = [new(4, new KeyValuePair<string, object?>("lane", "a")), new(1, new KeyValuePair<string, object?>("lane", "b"))];
        meter.CreateObservableGauge("gateway.tests.waiting", () => now);
        Assert.That(Scrape(collector), Does.Contain("gateway_tests_waiting{lane=\"a\"} 4\n").And.Contain("gateway_tests_waiting{lane=\"b\"} 1\n"));

        now = [new(6, new KeyValuePair<string, object?>("lane", "a"))];

        Assert.That(Scrape(collector), Does.Contain("gateway_tests_waiting{lane=\"a\"} 6\n").And.Not.Contain("lane=\"b\""));
    }

    [Test]
    public void Meters_of_others_are_left_out()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("Somebody.Else");
        meter.CreateCounter<long>("somebody.counts").Add(1);

        Assert.That(Scrape(collector), Does.Not.Contain("somebody"));
    }

    private static string Scrape(MetricsCollector collector)
    {
        var text = new PrometheusText();
        collector.Write(text);
        return text.ToString();
    }
}
