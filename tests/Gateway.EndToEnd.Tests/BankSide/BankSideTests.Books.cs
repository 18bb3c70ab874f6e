using System.Net.Http.Json;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.BankSide;

// Reconciliation, statistics, parked accounts, times that run out, and the key of customers' data.
internal sealed partial class BankSideTests
{
    [Test, Order(1)]
    public async Task Planted_differences_are_named_and_mended_by_two_people_alone()
    {
        await desk.PutAccountAsync("6222301", "10000.00");
        await desk.PutAccountAsync("6222302", "10000.00");
        await AnswerAsync(Desk.Freeze("RC1", "6222301", "6000.00"));
        await AnswerAsync(Desk.Freeze("RC2", "6222302", "7000.00"));
        Assert.That(await desk.Service.WaitUntilIdleAsync(Limit, CancellationToken.None), Is.True);
        Assert.That(await counter.AskAsync("reconcile", "run"), Does.Contain(" 0 not compared, 0 differences"));

        await CoreAsync(HttpMethod.Delete, "6222301", "zdz:RC1:1:1", null);
        await CoreAsync(HttpMethod.Patch, "6222302", "zdz:RC2:1:1", new { currency = "CNY", limit = "1.00", to = Today(364) });
        await CoreAsync(HttpMethod.Put, "6222302", "zdz:NOBODY:1:1", new { currency = "CNY", limit = "5.00", to = Today(10) });
        Assert.That(await counter.RunAsync(Counter.Maker, 1, "reconcile", "run"), Does.Contain("3 differences"));
        Assert.That(await counter.GaugeAsync("gateway_differences_open"), Is.EqualTo(3));
        var listed = (await counter.AskAsync("reconcile", "list")).Split('\n').Select(l => l.Split('\t')).ToList();
        Assert.That(listed.Select(l => l[1]), Is.EquivalentTo(new[] { "HoldMissing", "HoldLimit", "HoldUnknown" }));
        Assert.That(listed.All(l => l[^2].StartsWith("cause: ", StringComparison.Ordinal) && l[^1].StartsWith("proposal: ", StringComparison.Ordinal)), Is.True);

        foreach (var difference in listed) await counter.AgreeAsync("reconcile", "mend", difference[0], "--note", "已与核心核对");
        Assert.That(await desk.Service.WaitUntilIdleAsync(Limit, CancellationToken.None), Is.True);
        Assert.That(await counter.AskAsync("reconcile", "run"), Does.Contain(" 0 differences"));
        Assert.That(await HoldsAsync("6222301"), Is.EqualTo(new[] { "zdz:RC1:1:1 6000.00" }));
        Assert.That(await HoldsAsync("6222302"), Is.EqualTo(new[] { "zdz:RC2:1:1 7000.00" }));
    }

    [Test, Order(1)]
    public async Task An_account_that_stopped_is_settled_by_two_people_who_state_what_the_core_did()
    {
        await desk.PutAccountAsync("6222000000000303", "10000.00");
        Assert.That(await desk.Service.WaitUntilIdleAsync(Limit, CancellationToken.None), Is.True);
        await desk.Service.Core.AddFaultAsync("hold", "errorBefore", 50, CancellationToken.None);
        await SendAsync(Desk.Freeze("PK1", "6222000000000303", "600.00"));
        await WaitAsync(async _ => await counter.GaugeAsync("gateway_parked_accounts") == 1, "the account is parked");
        Assert.That(await counter.AskAsync("parked", "list"), Does.Contain("1.1\tput hold zdz:PK1:1:1").And.Not.Contain("6222000000000303"));
        var evidence = await counter.FileAsync("core.txt", "核心流水");
        await counter.AgreeAsync("parked", "settle", "6222000000000303", "--state", "1.1=not-done", "--evidence", evidence, "--note", "核心未冻结");
        Assert.That((await ReceiptAsync("PK1")).Reason, Is.EqualTo("CORE_REFUSED"));
        Assert.That(await counter.GaugeAsync("gateway_parked_accounts"), Is.Zero);
        // Not before: the account tries again by itself.
        await desk.Service.Core.ClearFaultsAsync(CancellationToken.None);
    }

    [Test, Order(100)]
    public async Task What_was_served_is_counted_by_court_measure_and_outcome()
    {
        await desk.PutAccountAsync("6222304", "100.00");
        await AnswerAsync(Desk.Freeze("ST1", "6222304", "60.00", "F11") with { CaseNo = "(2026)乙执统1号" });
        await AnswerAsync(Desk.Freeze("ST2", "0000000", "60.00", "F11"));
        var rows = (await StatisticsAsync("--by", "court,measure,outcome")).Split('\n').Select(l => l.Split('\t')).ToList();
        Assert.That(rows[0][..3], Is.EqualTo(new[] { "court", "measure", "outcome" }));
        Assert.That(rows.Skip(1).Select(r => string.Join(' ', r[..3])), Does.Contain("F11 乙市人民法院 1 Done").Or.Contain("F11 乙市人民法院 01 Done"));
        Assert.That(rows.Skip(1).Where(r => r[0].StartsWith("F11", StringComparison.Ordinal)).Select(r => r[2]), Does.Contain("Refused"));
        var csv = Path.Combine(desk.Service.Pki.Folder, "statistics.csv");
        await StatisticsAsync("--by", "reason,day", "--csv", csv);
        Assert.That(await File.ReadAllTextAsync(csv), Does.Contain("AccountNotFound").Or.Contain("ACCOUNT_NOT_FOUND"));

        async Task<string> StatisticsAsync(params string[] more)
        {
            var (exit, output, errors) = await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync(["statistics", "--from", Today(), "--to", Today(), .. more, "--config", counter.Config], CancellationToken.None);
            Assert.That(exit, Is.Zero, errors);
            return output.Trim().ReplaceLineEndings("\n");
        }
    }

    [Test, Order(200)]
    public async Task The_key_of_customers_data_is_changed_beside_the_running_service()
    {
        await desk.PutAccountAsync("6222305", "10000.00");
        await AnswerAsync(Desk.Freeze("KY1", "6222305", "700.00"));
        var file = Path.Combine(desk.Service.Pki.Folder, "data-keys.txt");
        var old = (await File.ReadAllTextAsync(file)).Split(' ')[0];
        Assert.That((await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync(["privacy", "new-key", "--key-file", file], CancellationToken.None)).ExitCode, Is.Zero);
        var done = await counter.AskAsync("privacy", "reencrypt");
        Assert.That(done, Does.Contain($"may be removed from the key file: {old}"));
        Assert.That((await AnswerAsync(Desk.Freeze("KY2", "6222305", "800.00"))).Actual, Is.EqualTo("800.00"), "the service goes on");

        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file)).Where(l => !l.StartsWith(old + " ", StringComparison.Ordinal)));
        Assert.That(await desk.Service.StopGatewayAsync(CancellationToken.None), Is.Zero);
        desk.Service.StartGateway();
        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        Assert.That((await ReceiptAsync("KY1")).Actual, Is.EqualTo("700.00"), "without the old key all is read still");
        Assert.That((await AnswerAsync(Release("KY3", "6222305", "KY2"))).Released, Is.EqualTo("800.00"));
        Assert.That((await desk.Service.Ops.VerifyAuditAsync(CancellationToken.None)).GetProperty("valid").GetBoolean(), Is.True);
    }

    [Test, Order(300)]
    public async Task Times_that_run_out_raise_alarms_and_decide_nothing()
    {
        await desk.PutAccountAsync("6222306", "300000.00");
        await SendAsync(Desk.Freeze("DU1", "6222306", "170000.00"));
        await StateAsync("DU1", OrderState.InReview);
        Assert.That(await counter.GaugeAsync("gateway_desk_overdue_tasks"), Is.Zero);
        await desk.Service.SetClockAsync(desk.Service.Clock.GetUtcNow().AddHours(25), CancellationToken.None);
        Assert.That(await counter.GaugeAsync("gateway_desk_overdue_tasks"), Is.EqualTo(1));
        Assert.That((await desk.Hub.GetOrderAsync("DU1", CancellationToken.None)).State, Is.EqualTo(OrderState.InReview));
        Assert.That(await QueueAsync("6222306"), Is.EqualTo(new[] { "DU1 170000.00" }));
        var counts = await counter.FileAsync("hub.csv", $"channel,day,orders\nzdz,{Today(-1)},99999\n");
        var run = "";
        await WaitAsync(async _ => !(run = await counter.RunAsync(Counter.Maker, 1, "reconcile", "run", "--hub-counts", counts)).Contains("under way", StringComparison.Ordinal), "the night's own run is over");
        Assert.That(run, Does.Contain(" 2 differences"));
        Assert.That(await counter.AskAsync("reconcile", "list"), Does.Contain("ReceiptsUnacknowledged").And.Contain("99999 orders by the hub's count"));
        await counter.DecideAsync("DU1", "approve");
        Assert.That(await counter.GaugeAsync("gateway_desk_overdue_tasks"), Is.Zero);
    }

    async Task CoreAsync(HttpMethod method, string account, string hold, object? body)
    {
        using var http = new HttpClient { BaseAddress = desk.Service.CoreAddress };
        using var request = new HttpRequestMessage(method, $"v1/accounts/{account}/holds/{Uri.EscapeDataString(hold)}");
        if (body is not null) request.Content = JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", $"planted:{method}:{hold}");
        using var answer = await http.SendAsync(request);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<string[]> HoldsAsync(string account) =>
        [.. (await desk.Service.Core.AccountAsync(account, CancellationToken.None)).GetProperty("state").GetProperty("registers")[0].GetProperty("holds").EnumerateArray()
            .Select(h => $"{h.GetProperty("holdId").GetString()} {h.GetProperty("limit").GetString()}")];
}
