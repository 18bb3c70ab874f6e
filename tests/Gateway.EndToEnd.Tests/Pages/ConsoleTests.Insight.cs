using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.EndToEnd.Tests.Pages;

// Reconciliation, the audit chain, emergencies, and the bank's own issuer.
internal sealed partial class ConsoleTests
{
    IPage? agreeing;

    static readonly FilePayload Scan = new() { Name = "裁定书.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 scan"u8.ToArray() };

    [Test]
    public async Task What_differs_between_register_and_core_is_found_on_demand_and_mended_by_two_people()
    {
        await console.Desk.PutAccountAsync("6222020", "800.00");
        await console.Desk.AnswerAsync(console.Desk.Write(Support.Desk.Freeze("D1", "6222020", "300.00")));
        // The core begins anew, and has lost the hold.
        await console.Desk.PutAccountAsync("6222020", "800.00");

        var maker = await console.SignInAsync(ConsoleUnderTest.Operator, path: "/reconciliation");
        await maker.Locator("form[action='/reconciliation/run'] button").ClickAsync();
        var row = maker.Locator("table.differences tbody tr", new() { HasText = "核心缺冻结" });
        await Expect(row).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Expect(row).ToContainTextAsync("****");
        await Expect(maker.Locator("main")).Not.ToContainTextAsync("6222020");
        await ConsoleUnderTest.ShootAsync(maker, "reconciliation");
        Assert.That((await ActAsync(maker, "/reveal", ("subject", "differences"), ("why", "核对差异"))).Status, Is.EqualTo(302));
        var file = await maker.APIRequest.GetAsync((await maker.Locator("a[href^='/files/differences']").GetAttributeAsync("href"))!);
        Assert.That(await file.TextAsync(), Does.Contain("HoldMissing").And.Contain("6222020"));
        await row.Locator("a").First.ClickAsync();
        await Expect(maker.Locator("dl.facts")).ToContainTextAsync("6222020");
        await ConsoleUnderTest.ShootAsync(maker, "difference");
        var task = await ProposedAsync(maker, (await maker.Locator("form[action$='/mend']").GetAttributeAsync("action"))!, ("note", "已与核心核对"));
        await maker.CloseAsync();

        await ConfirmAsync(task);
        await UntilHeldAsync("6222020", "300.00");
    }

    [Test]
    public async Task The_audit_chain_is_searched_exported_and_verified_by_whoever_looks()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Viewer, path: "/audit");
        await page.Locator("form[action='/audit/verify'] button").ClickAsync();
        await Expect(page.Locator("p.verified.done")).ToContainTextAsync("校验一致", new() { Timeout = 30_000 });
        await page.Locator("input[list=actions]").FillAsync("staff.signed");
        await page.Locator("form.filters input").Nth(2).FillAsync($"person:{ConsoleUnderTest.Viewer}");
        await page.Locator("form.filters button.act").ClickAsync();
        await Expect(page.Locator("table.list tbody tr").First).ToContainTextAsync($"staff:{ConsoleUnderTest.Viewer}");
        await Expect(page.Locator("table.list tbody")).Not.ToContainTextAsync("order.accepted");
        await ConsoleUnderTest.ShootAsync(page, "audit");
        var file = await (await page.APIRequest.GetAsync("/files/audit")).TextAsync();
        Assert.That(file, Does.Contain("staff.signed-in").And.Not.Contain("order.accepted"));
        await page.Locator("form.filters button.quiet").ClickAsync();
        await page.Locator("input[list=actions]").FillAsync("order.accepted");
        await page.Locator("form.filters button.act").ClickAsync();
        await Expect(page.Locator("table.list tbody tr").First).ToContainTextAsync("order.accepted");
        await page.Locator("table.list tbody a").Last.ClickAsync();
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("F10");
        await ConsoleUnderTest.ShootAsync(page, "audit-entry");
        await page.CloseAsync();
    }

    [Test]
    public async Task A_measure_is_paused_by_one_and_goes_on_by_two()
    {
        var viewer = await console.SignInAsync(ConsoleUnderTest.Viewer, path: "/emergency");
        await Expect(viewer.Locator("table.contacts")).ToContainTextAsync("科技值班");
        await Expect(viewer.Locator("form[action='/emergency/pause']")).ToHaveCountAsync(0);
        foreach (var path in (string[])["/emergency/pause", "/emergency/1/resume", "/emergency/paper/enter", "/emergency/paper/delivered", "/reconciliation/run", "/reconciliation/1/mend"])
            Assert.That((await PostAsync(viewer, path, "why", "x")).Status, Is.EqualTo(403), path);
        Assert.That((await viewer.APIRequest.GetAsync("/emergency/paper")).Url, Does.EndWith("/denied"));
        await viewer.CloseAsync();

        var checker = await console.SignInAsync(ConsoleUnderTest.Checker, path: "/emergency");
        await checker.Locator("select[name=what]").SelectOptionAsync("Measure:02");
        await checker.Locator("form[action='/emergency/pause'] input[name=why]").FillAsync("续冻期限待核实");
        await checker.Locator("form[action='/emergency/pause'] button").ClickAsync();
        await Expect(checker.Locator("table.pauses")).ToContainTextAsync("02 继续冻结");
        Assert.That((await PostAsync(checker, "/emergency/1/resume", "note", "x")).Status, Is.EqualTo(403), "who checks proposes nothing");
        await checker.CloseAsync();

        var maker = await console.SignInAsync(ConsoleUnderTest.Operator, path: "/emergency");
        await Expect(maker.Locator(".tile.alarm")).ToHaveCountAsync(1);
        await ConsoleUnderTest.ShootAsync(maker, "emergency");
        var task = await ProposedAsync(maker, (await maker.Locator("form[action$='/resume']").GetAttributeAsync("action"))!, ("note", "已核实"));
        await maker.CloseAsync();
        await ConfirmAsync(task);
    }

    [Test]
    public async Task A_paper_order_is_typed_in_by_one_held_against_its_scans_by_another_and_its_receipt_handed_over()
    {
        await console.Desk.PutAccountAsync("6222030", "900.00");
        var maker = await console.SignInAsync(ConsoleUnderTest.Operator, path: "/emergency/paper");
        var served = TimeZoneInfo.ConvertTime(console.Desk.Service.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).AddHours(-1);
        await maker.Locator("[name='f.served']").FillAsync(served.ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await maker.Locator("[name='f.court_code']").SelectOptionAsync("F10");
        (string Field, string Text)[] head =
        [
            ("order_no", "PAPER1"), ("case_no", "（2026）甲执9号"), ("officer.name", "李法官"), ("officer.phone", "13800000000"), ("officer.work_card_no", "W1"),
            ("party.name", "张三"), ("party.id_kind", "10100"), ("party.id_number", "110101199001010011"), ("line.0.target.account", "6222030"), ("line.0.amount", "200.00"), ("line.0.target.currency", "CNY"),
        ];
        foreach (var (field, text) in head) await maker.Locator($"[name='f.{field}']").FillAsync(text);
        await maker.Locator("[name='f.line.0.to']").FillAsync(served.AddDays(90).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await maker.Locator("[name='scan.Ruling']").SetInputFilesAsync(Scan);
        await maker.Locator("form.offline button.act").ClickAsync();
        await Expect(maker.Locator(".fault")).ToContainTextAsync("协助执行通知书");
        await Expect(maker.Locator("[name='f.line.0.amount']")).ToHaveValueAsync("200.00");
        await Expect(maker.Locator("form.offline")).ToContainTextAsync(Scan.Name);
        await ConsoleUnderTest.ShootAsync(maker, "paper");
        await maker.Locator("[name='scan.Notice']").SetInputFilesAsync(new FilePayload { Name = "通知书.pdf", MimeType = Scan.MimeType, Buffer = "%PDF-1.4 notice"u8.ToArray() });
        await maker.Locator("[name='scan.WorkCard']").SetInputFilesAsync(new FilePayload { Name = "证件.pdf", MimeType = Scan.MimeType, Buffer = "%PDF-1.4 card"u8.ToArray() });
        await maker.Locator("form.offline button.act").ClickAsync();
        await Expect(maker.Locator(".done")).ToBeVisibleAsync();
        var task = new Uri(maker.Url).AbsolutePath;

        await AgreeingAsync();
        Assert.That((await ActAsync(agreeing!, "/reveal", ("subject", task.Replace("/review/", "desk:", StringComparison.Ordinal)), ("why", "核对扫描件"))).Status, Is.EqualTo(302));
        await agreeing!.GotoAsync(task);
        await Expect(agreeing.Locator(".papers")).ToContainTextAsync("6222030");
        await ConsoleUnderTest.ShootAsync(agreeing, "task-paper");
        var scan = (await agreeing.Locator(".papers a[download]").First.GetAttributeAsync("href"))!;
        Assert.That(await (await agreeing.APIRequest.GetAsync(scan)).TextAsync(), Does.StartWith("%PDF"));
        Assert.That((await maker.APIRequest.GetAsync(scan)).Status, Is.EqualTo(403), "who gave no reason");
        Assert.That((await maker.APIRequest.GetAsync(scan + "/pdf")).Status, Is.EqualTo(403));
        Assert.That(await agreeing.Locator(".papers iframe").First.GetAttributeAsync("src"), Is.EqualTo(scan + "/pdf"), "scans stand beside what was typed");
        var shown = (await agreeing.APIRequest.GetAsync(scan + "/pdf")).Headers;
        Assert.That((shown["content-type"], shown["content-disposition"], shown["content-security-policy"], shown["x-content-type-options"]), Is.EqualTo(("application/pdf", "inline", "frame-ancestors 'self'", "nosniff")));
        await ConfirmAsync(task);
        // It is there as soon as it is refused for want of a reason.
        var stored = await Readiness.WaitAsync(async _ => (await maker.APIRequest.GetAsync("/files/receipts/offline/1")).Status == 403, Patience, CancellationToken.None);
        Assert.That(stored, Is.True, "the receipt is stored");
        await maker.GotoAsync("/emergency");
        await Expect(maker.Locator("table.receipts")).ToContainTextAsync("PAPER1");
        Assert.That((await ActAsync(maker, "/emergency/paper/delivered", ("sequence", "1"))).Headers["location"], Is.EqualTo("/emergency?done=delivered"));
        Assert.That((await ActAsync(maker, "/emergency/paper/delivered", ("sequence", "2"))).Headers["location"], Is.EqualTo("/emergency?fault=NoSuchReceipt"));
        await maker.CloseAsync();
    }

    [Test]
    public async Task Who_signs_in_at_the_bank_s_issuer_has_the_role_that_its_claims_mean_and_signs_out_there_too()
    {
        await using var issuer = await Issuer.StartAsync();
        var page = await console.Browser.OpenAsync(console.Address, Issuer.Address);
        await page.GotoAsync("/orders");
        await ConsoleUnderTest.ShootAsync(page, "sign-in-issuer");
        await SignInThereAsync(page, """{"name":"孙经办","roles":["court-desk","other"]}""");
        await Expect(page).ToHaveURLAsync(new Regex("/orders$"));
        await Expect(page.Locator(".who")).ToContainTextAsync("孙经办 · 经办");
        Assert.That((await PostAsync(page, "/review/1/confirm", "note", "")).Status, Is.EqualTo(403));
        var left = page.WaitForRequestAsync(new Regex("/bank/endsession\\?id_token_hint="));
        await page.Locator("form[action='/session/sign-out'] button").ClickAsync();
        await left;
        await Expect(page).ToHaveURLAsync(new Regex($"^{Regex.Escape(console.Address.ToString())}sign-in"));
        Assert.That((await page.APIRequest.GetAsync("/orders")).Url, Does.Contain("/sign-in"));

        // The same without a window: by a name that a local account has.
        var there = await page.APIRequest.GetAsync("/session/openid");
        var form = page.APIRequest.CreateFormData();
        form.Set("username", "u1");
        form.Set("claims", $$"""{"name":"{{ConsoleUnderTest.Viewer}}","roles":["court-desk"]}""");
        Assert.That((await page.APIRequest.PostAsync(there.Url, new() { Form = form })).Url, Does.EndWith("openid=NameTaken"));
        Assert.That((await page.APIRequest.GetAsync("/session/openid/callback?code=c&state=made-up")).Url, Does.EndWith("openid=NotAsked"));
        await page.Context.CloseAsync();
    }

    static async Task SignInThereAsync(IPage page, string claims)
    {
        await page.Locator("a[href^='/session/openid']").ClickAsync();
        await page.Locator("[name=username]").FillAsync("u1");
        await page.Locator("[name=claims]").FillAsync(claims);
        await page.Locator("form [type=submit]").First.ClickAsync();
    }

    /// <summary>A page of the checker that stays open: how agreeing looks other tests see.</summary>
    async Task AgreeingAsync() => agreeing ??= await console.SignInAsync(ConsoleUnderTest.Checker, path: "/review");

    async Task ConfirmAsync(string task)
    {
        await AgreeingAsync();
        Assert.That((await ActAsync(agreeing!, task + "/confirm")).Headers["location"], Is.EqualTo(task + "?done=confirmed"));
    }

    /// <summary>Proposes something, and gives the path of the task that was opened.</summary>
    static async Task<string> ProposedAsync(IPage page, string path, params (string Field, string Text)[] fields)
    {
        var location = (await ActAsync(page, path, fields)).Headers["location"];
        Assert.That(location, Does.Match(@"^/review/\d+\?done=proposed$"));
        return location.Split('?')[0];
    }

    /// <summary>Posts what a form of the page would.</summary>
    static async Task<IAPIResponse> ActAsync(IPage page, string path, params (string Field, string Text)[] fields)
    {
        var form = page.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync());
        foreach (var (field, text) in fields) form.Set(field, text);
        return await page.APIRequest.PostAsync(path, new() { Multipart = form, MaxRedirects = 0 });
    }

    async Task UntilHeldAsync(string account, string amount)
    {
        var held = await Readiness.WaitAsync(
            async cancel => (await console.Desk.Service.Core.AccountAsync(account, cancel)).ToString().Contains(amount, StringComparison.Ordinal), Patience, CancellationToken.None);
        Assert.That(held, Is.True, $"the core holds {amount} on {account}");
    }
}
