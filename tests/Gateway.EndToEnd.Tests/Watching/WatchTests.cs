using System.Text.RegularExpressions;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.Watching;

/// <summary>A gateway that is watched: traces and metrics go to a collector, and Prometheus scrapes it.</summary>
[Parallelizable]
internal sealed partial class WatchTests
{
    const string Account = "6222000000000777";

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>What must be in the one trace of a freeze, in the order of its beginning.</summary>
    static readonly string[] WayOfAFreeze = ["order receive", "order accept", "control publish", "control process", "turn", "core read account", "core put hold", "receipt make", "receipt deliver"];

    static readonly string[] WayOfAnInquiry = ["order receive", "order accept", "inquiry publish", "inquiry process", "inquiry answer", "core find accounts", "receipt make", "receipt deliver"];

    [Test]
    public async Task One_orders_trace_spans_door_bus_worker_core_receipt_and_delivery_and_the_rules_evaluate_over_the_running_gateway()
    {
        using var collector = new OtlpReceiver();
        await using var desk = await Desk.OpenAsync([Desk.F10], new("Telemetry:Endpoint", collector.Address), new("Telemetry:Protocol", "http"), new("Telemetry:MetricSeconds", "1"));
        await desk.PutAccountAsync(Account, "10000.00");
        Assert.That((await desk.AnswerAsync(desk.Write(Desk.Freeze("W1", Account, "6000.00")))).Controls.Single().Controlled, Is.True);
        Assert.That((await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Inquire, Order = "W2" }))).Inquiry, Is.Not.Null);

        await CheckRulesAsync(desk);

        Assert.That(await Readiness.WaitAsync(_ => Task.FromResult(OfOrder(collector, "W1").Concat(OfOrder(collector, "W2")).Count(s => s.Name == "receipt deliver") == 2), Limit, default), Is.True, "the spans came");
        Check(OfOrder(collector, "W1"), WayOfAFreeze);
        Check(OfOrder(collector, "W2"), WayOfAnInquiry);
        Assert.That(collector.Spans.SelectMany(s => s.Tags.Values.Append(s.Name)), Has.None.Contains(Account).And.None.Contains(Person.Standard.Name).And.None.Contains(Person.Standard.IdNumber));
        Assert.That(collector.Metrics, Is.SupersetOf(new[] { "gateway.lines", "gateway.order.duration", "gateway.core.call.duration", "gateway.open.lines", "gateway.dependency.up", "gateway.intake.duration" }));
    }

    /// <summary>All spans of the trace that names the order.</summary>
    static List<ReceivedSpan> OfOrder(OtlpReceiver collector, string order)
    {
        var spans = collector.Spans;
        var traces = spans.Where(s => s.Tags.GetValueOrDefault("gateway.order")?.Contains($":{order}:", StringComparison.Ordinal) == true).Select(s => s.TraceId).ToHashSet(StringComparer.Ordinal);
        return [.. spans.Where(s => traces.Contains(s.TraceId))];
    }

    static void Check(List<ReceivedSpan> spans, string[] way)
    {
        Assert.That(spans.Select(s => s.TraceId).Distinct().Count(), Is.EqualTo(1), "one trace");
        Assert.That(spans.Select(s => s.Name), Is.SupersetOf(way));
        Assert.That(spans.Where(s => s.ParentId.Length == 0).Select(s => s.Name), Is.EqualTo(new[] { "order receive" }));
        var known = spans.Select(s => s.SpanId).ToHashSet(StringComparer.Ordinal);
        Assert.That(spans.Where(s => s.ParentId.Length > 0 && !known.Contains(s.ParentId)), Is.Empty, "every span hangs on another");
    }

    static async Task CheckRulesAsync(Desk desk)
    {
        var root = Programs.RepositoryRoot();
        if (Prometheus.Find(root) is not { } programs)
        {
            await TestContext.Out.WriteLineAsync("no Prometheus on this machine (tools/prometheus.sh fetch): neither scrape nor rules were tried");
            return;
        }

        var checking = Prometheus.CheckRulesAsync(programs, root);
        await using var prometheus = await Prometheus.StartAsync(programs, root, desk.Service.OpsAddress);
        Assert.That(await Readiness.WaitAsync(async cancel => await prometheus.QueryAsync("sum(gateway_lines_total{measure=\"Freeze\",outcome=\"done\"})", cancel) is ["1"], Limit, default), Is.True, "it scrapes the gateway");
        Assert.That(await Readiness.WaitAsync(async cancel => await prometheus.RulesAsync(cancel) is { Count: > 0 } all && all.All(r => r.Health != "unknown"), Limit, default), Is.True, "every rule was evaluated");
        var rules = await prometheus.RulesAsync(default);
        Assert.That(rules.Where(r => r.Health != "ok"), Is.Empty);
        // Its certificates are of the day, and its audit chain is checked later.
        Assert.That(rules.Where(r => r.State != "inactive").Select(r => r.Name), Is.SubsetOf(new[] { "GatewayCertificateEndsSoon", "GatewayCertificateEndsNow", "GatewayAuditUnchecked", "GatewayArchiveDiskLow", "GatewayArchiveDiskFull" }));
        var queries = Prometheus.Dashboards(root);
        Assert.That(queries, Has.Count.GreaterThan(50));
        using var http = new HttpClient();
        var served = await http.GetStringAsync(new Uri(desk.Service.OpsAddress, "/metrics"));
        // Every name is there from the start, but for those of a bus that this gateway does not have and of the audit chain's first walk; a histogram's under the name of all of it.
        var named = queries.SelectMany(q => Metric().Matches(q.Query)).Select(m => m.Groups[1].Value).Distinct()
            .Where(n => !n.StartsWith("gateway_bus_", StringComparison.Ordinal) && !n.StartsWith("gateway_audit_", StringComparison.Ordinal));
        Assert.That(named.Where(n => !served.Contains($"# TYPE {n} ", StringComparison.Ordinal)), Is.Empty, "no such metric");
        foreach (var (panel, query) in queries) Assert.That(await prometheus.FaultAsync(query, default), Is.Null, $"{panel}: {query}");
        var (code, output) = await checking;
        Assert.That(code, Is.Zero, output);
    }

    [GeneratedRegex(@"\b(gateway_\w+?)(?:_bucket|_count)?\b")]
    private static partial Regex Metric();
}
