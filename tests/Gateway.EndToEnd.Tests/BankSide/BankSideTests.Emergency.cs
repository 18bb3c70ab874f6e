using System.Globalization;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.BankSide;

// 22: what stands still, what goes on meanwhile, and how it is caught up with; orders on paper.
internal sealed partial class BankSideTests
{
    [Test, Order(1)]
    public async Task While_deductions_are_paused_their_accounts_go_on_and_afterwards_all_comes_in_the_order_of_service()
    {
        await desk.PutAccountAsync("6222101", "10000.00");
        await AnswerAsync(Desk.Freeze("PA1", "6222101", "6000.00"));
        var pause = await PauseAsync("--measure", "06", "--why", "收款专户异常");
        Assert.That(await counter.GaugeAsync("gateway_pauses"), Is.EqualTo(1));

        await SendAsync(Deduct("PA2", "6222101", "2000.00", "PA1"));
        await SendAsync(Release("PA3", "6222101", "PA1"));
        var later = await AnswerAsync(Desk.Freeze("PA4", "6222101", "5000.00", "F11"));
        Assert.That((later.Controlled, later.Actual, later.PriorCount), Is.EqualTo((true, "4000.00", 1)), "what does not act on the same freeze goes on");
        await WaitAsync(async _ => await counter.GaugeAsync("gateway_waiting_lines") == 2, "the deduction waits, and its release behind it");
        Assert.That(await counter.AskAsync("emergency", "status"), Does.Contain("Measure 06").And.Contain("收款专户异常").And.Contain("0 open line(s), 2 set aside").And.Contain("contact\t赵值班\t\t010-9"));

        await counter.AgreeAsync("emergency", "resume", pause, "--note", "已排除");
        Assert.That((await ReceiptAsync("PA2")).Deducted, Is.EqualTo("2000.00"));
        Assert.That((await ReceiptAsync("PA3")).Released, Is.EqualTo("4000.00"), "the release comes behind the deduction that was served before it");
        Assert.That(await QueueAsync("6222101"), Is.EqualTo(new[] { "PA4 5000.00" }));
        await WaitAsync(async _ => await counter.AskAsync("emergency", "status") is var s && s.StartsWith("nothing is paused", StringComparison.Ordinal), "all was sent on");
    }

    [Test, Order(1)]
    public async Task A_paused_channel_takes_nothing_new_and_answers_repeats()
    {
        await desk.PutAccountAsync("6222102", "10000.00");
        var known = desk.Write(Desk.Freeze("PB1", "6222102", "100.00"));
        await desk.AnswerAsync(known);
        var pause = (await counter.AskAsync("emergency", "pause", "--channel", "zdz", "--why", "证书疑似被盗")).Split(' ')[1];

        await WaitAsync(async _ => await RefusalOfAsync("F10") == "CHANNEL_PAUSED", "the channel is paused");
        Assert.That((await desk.Hub.SubmitAsync(known, CancellationToken.None)).Repeat, Is.True);

        await counter.AgreeAsync("emergency", "resume", pause, "--note", "已换证书");
        await WaitAsync(async _ => await RefusalOfAsync("F10") is null, "the channel takes orders again");
    }

    [Test, Order(1)]
    public async Task While_everything_stands_orders_are_taken_and_rank_afterwards_by_their_time_of_service()
    {
        await desk.PutAccountAsync("6222103", "10000.00");
        var pause = await PauseAsync("--everything", "--why", "核心切换");
        await SendAsync(Desk.Freeze("PC1", "6222103", "8000.00", "F10"));
        await SendAsync(Desk.Freeze("PC2", "6222103", "7000.00", "F11") with { SentSecondsAgo = 300 });
        await SendAsync(new OrderForm { Verb = OrderVerb.Inquire, Order = "PC3" });
        Assert.That((await desk.Hub.GetOrderAsync("PC1", CancellationToken.None)).State, Is.EqualTo(OrderState.Accepted));

        await counter.AgreeAsync("emergency", "resume", pause, "--note", "切换完成");
        Assert.That((await ReceiptAsync("PC2")).Actual, Is.EqualTo("7000.00"), "served earlier, though it came later");
        Assert.That((await ReceiptAsync("PC1")).Actual, Is.EqualTo("3000.00"));
        Assert.That((await desk.Hub.GetReceiptAsync("PC3", 0, Limit, CancellationToken.None)).Body.Inquiry.Found, Is.True);
    }

    [Test, Order(1)]
    public async Task A_paper_order_goes_through_the_same_register_and_its_receipt_is_printed()
    {
        await desk.PutAccountAsync("6222104", "10000.00");
        await AnswerAsync(Desk.Freeze("PD1", "6222104", "8000.00", "F11"));
        var scan = await counter.FileAsync("scan.pdf", "%PDF-1.7 协助执行通知书");
        var order = await counter.FileAsync("paper.json", $$"""
            { "orderNo": "PD2", "courtCode": "F10", "courtName": "甲市人民法院", "caseNo": "(2026)甲执7号", "officer": { "name": "王法官", "phone": "010-1", "workCardNo": "G1" },
              "party": { "name": "张三", "idKind": "10100", "idNumber": "110101199001010011" },
              "freeze": { "lines": [ { "target": { "lineNo": "1", "account": "6222104", "rulingNo": "甲裁7号" }, "amount": "5000.00", "from": "{{Today()}}", "to": "{{Today(300)}}" } ] } }
            """);
        var served = TimeZoneInfo.ConvertTime(desk.Service.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(BankTime.ZoneName)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var task = await counter.AgreeAsync("offline", "enter", "--file", order, "--scan", $"ruling={scan},notice={scan},work-card={scan}", "--served", served);
        Assert.That(await counter.AskAsync("desk", "show", task), Does.Contain("kind: OfflineOrder").And.Contain("state: Done"));

        Assert.That(await desk.Service.WaitUntilIdleAsync(Limit, CancellationToken.None), Is.True);
        Assert.That(await QueueAsync("6222104"), Is.EquivalentTo(new[] { "PD1 8000.00", "PD2 2000.00" }));
        var folder = Path.Combine(desk.Service.Pki.Folder, "paper");
        var printed = (await counter.AskAsync("offline", "receipts", "--to", folder, "--why", "交承办人")).Split('\t');
        Assert.That(printed[..3], Is.EqualTo(new[] { "1", "PD2", "Final" }), "a sequence of its own");
        var paper = desk.Open(await File.ReadAllBytesAsync(printed[3]));
        Assert.That((paper.OrderNo, paper.Controls.Single().Actual), Is.EqualTo(("PD2", "2000.00")));
        Assert.That(await counter.AskAsync("desk", "list", "--order", "PD2"), Does.Contain("RankCase"), "served before what was carried out already");
        await counter.DecideAsync("PD2", "approve");
        await counter.AskAsync("offline", "delivered", "1");
        Assert.That(await counter.AskAsync("offline", "receipts", "--to", folder, "--why", "复查"), Is.Empty);
    }

    /// <summary>Pauses, and gives the pause's number once the running service knows of it.</summary>
    async Task<string> PauseAsync(params string[] what)
    {
        var pause = (await counter.AskAsync(["emergency", "pause", .. what])).Split(' ')[1];
        // It asks for pauses now and then, for all at once: when it turns the channel away it knows of those before, too.
        var marker = (await counter.AskAsync("emergency", "pause", "--channel", "zdz", "--why", "演练")).Split(' ')[1];
        await WaitAsync(async _ => await RefusalOfAsync("F10") == "CHANNEL_PAUSED", "the service knows");
        await counter.AgreeAsync("emergency", "resume", marker, "--note", "演练");
        await WaitAsync(async _ => await RefusalOfAsync("F10") is null, "the channel takes orders again");
        return pause;
    }
}
