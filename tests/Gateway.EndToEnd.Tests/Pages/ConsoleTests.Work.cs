using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.EndToEnd.Tests.Pages;

// What people do at the console, with real orders.
internal sealed partial class ConsoleTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_review_is_proposed_by_one_and_confirmed_by_another_and_the_court_gets_its_receipt()
    {
        var order = console.Desk.Write(new OrderForm
        {
            Verb = OrderVerb.FreezeAndDeduct, Order = "R1", Lines = [new LineForm { Account = "6222001", Amount = "500.00", Payee = "7799", PayeeName = "甲市人民法院" }],
        });
        await console.Desk.Hub.SubmitAsync(order, CancellationToken.None);

        var maker = await console.SignInAsync(ConsoleUnderTest.Operator, "/review");
        await UntilShownAsync(maker, "/review", "R1");
        await ConsoleUnderTest.ShootAsync(maker, "review");
        // By keyboard alone, from here to the confirmation.
        await TabToAsync(maker, maker.Locator("table.list tr", new() { HasText = "R1" }).Locator("a"));
        await maker.Keyboard.PressAsync("Enter");
        await Expect(maker.Locator("h1")).ToContainTextAsync("复核");
        await Expect(maker.Locator("main")).Not.ToContainTextAsync("张三");
        await RevealByKeyboardAsync(maker);
        await Expect(maker.Locator("main")).ToContainTextAsync("张三");
        await Expect(maker.Locator("tr.differs")).ToHaveCountAsync(0);
        await Expect(maker.Locator("main")).ToContainTextAsync("文书载明了请求的全部内容");
        await ShownAsync(maker.Locator("details[open] img").First);
        await ConsoleUnderTest.ShootAsync(maker, "task-open");
        await TabToAsync(maker, maker.Locator("textarea[name=note]"));
        await maker.Keyboard.InsertTextAsync("已电话核实");
        await TabToAsync(maker, maker.Locator("form[action$='/propose'] button"));
        await maker.Keyboard.PressAsync("Enter");
        await Expect(maker.Locator(".done")).ToBeVisibleAsync();
        await Expect(maker.Locator("form[action$='/confirm']")).ToHaveCountAsync(0);
        var task = new Uri(maker.Url).AbsolutePath;
        Assert.That((await PostAsync(maker, task + "/confirm", "note", "")).Status, Is.EqualTo(403));
        await maker.CloseAsync();

        var checker = await console.SignInAsync(ConsoleUnderTest.Checker, task);
        await RevealByKeyboardAsync(checker);
        await Expect(checker.Locator("main")).ToContainTextAsync("已电话核实");
        await ConsoleUnderTest.ShootAsync(checker, "task-proposed");
        await TabToAsync(checker, checker.Locator("form[action$='/confirm'] button"));
        await checker.Keyboard.PressAsync("Enter");
        await Expect(checker.Locator(".done")).ToBeVisibleAsync();
        var receipt = await console.Desk.Hub.GetReceiptAsync("R1", 1, Support.Desk.AnswerLimit, CancellationToken.None);
        Assert.That(receipt.Body.Controls.Single().Controlled, Is.True);
        await checker.CloseAsync();
    }

    [Test]
    public async Task An_order_is_found_and_shown_with_its_way_and_its_receipt_once_somebody_says_why()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Checker, "/orders");
        await page.Locator("form.filters input").First.FillAsync("K1");
        await page.Locator("form.filters button.act").ClickAsync();
        await Expect(page.Locator("table.list tbody tr")).ToHaveCountAsync(1);
        await page.Locator("table.list a", new() { HasText = "K1" }).ClickAsync();
        await Expect(page.Locator("ol.timeline li")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("110101199001010011");
        var file = new Uri(console.Address, "/files/receipts/zdz/1").ToString();
        Assert.That((await page.APIRequest.GetAsync(file)).Status, Is.EqualTo(403), "before a reason was given");
        await RevealAsync(page);
        await Expect(page.Locator("main")).ToContainTextAsync("110101199001010011");
        await Expect(page.Locator("details.document .good").First).ToContainTextAsync("印章有效");
        await page.Locator("details.document summary").First.ClickAsync();
        await ShownAsync(page.Locator("details.document img").First);
        await Expect(page.Locator("ul.checks").First.Locator("li.good")).ToHaveCountAsync(7);
        await page.Locator("button", new() { HasText = "向核心查询" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("已执行");
        await ConsoleUnderTest.ShootAsync(page, "order");
        await page.Locator("table.list a", new() { HasText = "查看" }).First.ClickAsync();
        await Expect(page.Locator(".paper img").First).ToHaveAttributeAsync("alt", new Regex("4000.00"));
        await ShownAsync(page.Locator(".paper img").First);
        await Expect(page.Locator("p.good")).ToContainTextAsync("印章有效");
        await ConsoleUnderTest.ShootAsync(page, "receipt");
        var href = (await page.Locator("a[href^='/files/receipts/']").GetAttributeAsync("href"))!;
        Assert.That((await page.APIRequest.GetAsync(href)).Status, Is.EqualTo(200));
        await page.CloseAsync();

        var viewer = await console.SignInAsync(ConsoleUnderTest.Viewer);
        await Expect(viewer.Locator("h1")).ToBeVisibleAsync();
        Assert.That((await viewer.APIRequest.GetAsync(href, new() { MaxRedirects = 0 })).Status, Is.EqualTo(403));
        await viewer.CloseAsync();
    }

    [Test]
    public async Task A_search_is_kept_without_the_customer_s_numbers_and_what_it_finds_goes_into_a_file()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Viewer, "/orders");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "案号" }).FillAsync("(2026)执K1号");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "账号" }).FillAsync("6222001");
        await page.Locator("form.filters button.act").ClickAsync();
        await Expect(page.Locator("table.list tbody tr")).ToHaveCountAsync(1);
        var file = await (await page.APIRequest.GetAsync("/files/orders")).TextAsync();
        Assert.That(file, Does.Contain("K1").And.Contain("执K1号").And.Not.Contain("6222001"));
        await page.Locator("form[action='/orders/searches/save'] input[name=name]").FillAsync("K1 一案");
        await page.Locator("form[action='/orders/searches/save'] button").ClickAsync();
        await Expect(page.Locator(".kept")).ToContainTextAsync("K1 一案");
        await page.GetByText("清空").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "案号" })).ToHaveValueAsync("");
        await page.Locator("form[action='/orders/searches/open'] button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "案号" })).ToHaveValueAsync("(2026)执K1号");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "账号" })).ToHaveValueAsync("");
        await ConsoleUnderTest.ShootAsync(page, "orders");
        await page.CloseAsync();
    }

    [Test]
    public async Task A_parked_account_goes_on_when_somebody_retries_it_or_two_people_settle_it()
    {
        await ParkAsync("P1", "6222009");
        var page = await console.SignInAsync(ConsoleUnderTest.Operator, "/parked");
        await UntilShownAsync(page, "/parked", "****2009", "****");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("6222009");
        await RevealAsync(page);
        await Expect(page.Locator("main")).ToContainTextAsync("6222009");
        await console.Desk.Service.Core.ClearFaultsAsync(CancellationToken.None);
        await page.Locator("form[action='/parked/retry'] button").ClickAsync();
        await Expect(page.Locator(".done")).ToBeVisibleAsync();
        var retried = await console.Desk.Hub.GetReceiptAsync("P1", 1, Support.Desk.AnswerLimit, CancellationToken.None);
        Assert.That(retried.Body.Controls.Single().Controlled, Is.True);
        await page.GotoAsync("/orders/zdz/P1/1");
        await Expect(page.Locator("ol.timeline li.warn")).ToContainTextAsync("未成功 1 次");
        await Expect(page.Locator("ol.timeline")).ToContainTextAsync("尝试 2 次");
        await ConsoleUnderTest.ShootAsync(page, "order-slow");

        await ParkAsync("P2", "6222008");
        await UntilShownAsync(page, "/parked", "6222008");
        await ConsoleUnderTest.ShootAsync(page, "parked");
        await page.Locator("button[aria-expanded='false']").ClickAsync();
        await Expect(page.Locator("table.list")).ToContainTextAsync("P2");
        await page.Locator("select[name='state.1.1']").SelectOptionAsync("not-done");
        await page.Locator("input[name=evidence]").SetInputFilesAsync(new FilePayload { Name = "核心流水.txt", MimeType = "text/plain", Buffer = "无此流水"u8.ToArray() });
        await page.Locator("form[action='/parked/settle'] input[name=note]").FillAsync("核心无此流水");
        await ConsoleUnderTest.PictureAsync(page, "parked-settling");
        await page.Locator("form[action='/parked/settle'] button").ClickAsync();
        await Expect(page.Locator(".done")).ToBeVisibleAsync();
        var task = new Uri(page.Url).AbsolutePath;
        Assert.That((await PostAsync(page, task + "/confirm", "note", "")).Status, Is.EqualTo(403), "by the one who proposed it");
        await page.CloseAsync();

        await console.Desk.Service.Core.ClearFaultsAsync(CancellationToken.None);
        var checker = await console.SignInAsync(ConsoleUnderTest.Checker, task);
        await checker.Locator("form[action$='/confirm'] button").ClickAsync();
        await Expect(checker.Locator(".done")).ToBeVisibleAsync();
        var settled = await console.Desk.Hub.GetReceiptAsync("P2", 1, Support.Desk.AnswerLimit, CancellationToken.None);
        Assert.That(settled.Body.Controls.Single().Controlled, Is.False);
        await checker.CloseAsync();
    }

    [Test]
    public async Task An_account_s_queue_is_drawn_for_who_says_why_and_its_slip_names_the_courts()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Operator, "/account");
        await page.Locator("input[name=account]").FillAsync("6222001");
        await page.Locator("form[action='/account/open'] input[name=why]").FillAsync("客户来电");
        await page.Locator("form[action='/account/open'] button").ClickAsync();
        await Expect(page.Locator(".lane .fill.freeze").First).ToBeVisibleAsync();
        await Expect(page.Locator(".queue")).ToContainTextAsync("4,000.00");
        await Expect(page.Locator(".slip")).ToContainTextAsync("甲市人民法院");
        Assert.That(page.Url, Does.Not.Contain("6222001"));
        await Expect(page.Locator(".queue .past p")).ToContainTextAsync("现在");
        await page.Locator(".queue input[type=range]").PressAsync("Home");
        await Expect(page.Locator(".queue .past p")).ToContainTextAsync("冻结 甲市人民法院 K1 4,000.00");
        await Expect(page.Locator(".queue .lane .fill.freeze")).ToHaveCountAsync(1);
        await page.Locator(".queue input[type=range]").PressAsync("End");
        await ConsoleUnderTest.ShootAsync(page, "account");
        await page.CloseAsync();

        var viewer = await console.SignInAsync(ConsoleUnderTest.Viewer, "/account");
        await Expect(viewer).ToHaveURLAsync(new Regex("/denied$"));
        await viewer.CloseAsync();
    }

    [Test]
    public async Task A_register_is_changed_by_two_people()
    {
        var maker = await console.SignInAsync(ConsoleUnderTest.Operator, "/registers/courts");
        await Expect(maker.Locator("table.list")).ToContainTextAsync("甲市人民法院");
        await ConsoleUnderTest.ShootAsync(maker, "registers");
        await maker.GotoAsync("/registers/courts/entry");
        await maker.Locator("input[name='c.Code']").FillAsync("F12");
        await maker.Locator("form[action$='/set'] button").ClickAsync();
        await Expect(maker.Locator(".fault")).ToContainTextAsync("Name");
        await maker.Locator("input[name='c.Code']").FillAsync("F12");
        await maker.Locator("input[name='c.Name']").FillAsync("丙市人民法院");
        await maker.Locator("form[action$='/set'] input[name=note]").FillAsync("新设法院");
        await maker.Locator("form[action$='/set'] button").ClickAsync();
        await Expect(maker.Locator(".done")).ToBeVisibleAsync();
        await Expect(maker.Locator("dl.facts").First).ToContainTextAsync("丙市人民法院");
        var task = new Uri(maker.Url).AbsolutePath;
        await maker.CloseAsync();

        var checker = await console.SignInAsync(ConsoleUnderTest.Checker, task);
        await checker.Locator("form[action$='/confirm'] button").ClickAsync();
        await Expect(checker.Locator(".done")).ToBeVisibleAsync();
        await checker.GotoAsync("/registers/courts/entry?key=F12");
        await Expect(checker.Locator("ol.timeline")).ToBeVisibleAsync();
        await Expect(checker.Locator("dl.facts").First).ToContainTextAsync("丙市人民法院");
        await ConsoleUnderTest.ShootAsync(checker, "register-entry");
        await checker.CloseAsync();
    }

    [Test]
    public async Task Statistics_count_what_was_done_and_go_into_a_file()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Viewer, "/statistics");
        await Expect(page.Locator(".bar").First).ToContainTextAsync("冻结");
        await page.Locator("select[name=by]").SelectOptionAsync("Court");
        await page.Locator("select[name=then]").SelectOptionAsync("Outcome");
        await page.Locator("form.filters button.act").ClickAsync();
        await Expect(page.Locator("table.list")).ToContainTextAsync("甲市人民法院");
        await ConsoleUnderTest.ShootAsync(page, "statistics");
        var file = await page.APIRequest.GetAsync((await page.Locator("a[href^='/files/statistics']").GetAttributeAsync("href"))!);
        Assert.That(file.Status, Is.EqualTo(200));
        Assert.That(await file.TextAsync(), Does.Contain("F10"));
        await page.CloseAsync();
    }

    /// <summary>An order that the core fails, on an account of its own.</summary>
    async Task ParkAsync(string order, string account)
    {
        await console.Desk.PutAccountAsync(account, "700.00");
        await console.Desk.Service.Core.AddFaultAsync("hold", "errorBefore", 1000, CancellationToken.None);
        await console.Desk.Hub.SubmitAsync(console.Desk.Write(Support.Desk.Freeze(order, account, "100.00")), CancellationToken.None);
    }

    /// <summary>A picture that the browser could draw.</summary>
    static async Task ShownAsync(ILocator picture)
    {
        await picture.ScrollIntoViewIfNeededAsync();
        Assert.That(await picture.EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"), Is.True);
    }

    static async Task RevealAsync(IPage page)
    {
        await page.Locator("form[action='/reveal'] input[name=why]").FillAsync("核对案情");
        await page.Locator("form[action='/reveal'] button").ClickAsync();
        await Expect(page.Locator("p.warn")).ToBeVisibleAsync();
    }

    static async Task RevealByKeyboardAsync(IPage page)
    {
        await TabToAsync(page, page.Locator("form[action='/reveal'] input[name=why]"));
        await page.Keyboard.InsertTextAsync("核对案情");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("p.warn")).ToBeVisibleAsync();
    }

    /// <summary>Goes by the tabulator until it is there; where one is must be seen.</summary>
    static async Task TabToAsync(IPage page, ILocator target)
    {
        const int MostSteps = 100;
        await target.WaitForAsync();
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await target.EvaluateAsync<bool>("element => element === document.activeElement")) continue;
            Assert.That(await target.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle"), Is.EqualTo("solid"), "who has the focus shows it");
            return;
        }

        Assert.Fail($"{target} is not reached by keyboard");
    }

    /// <summary>A list is a picture of the moment: it is opened again until it shows one of the words.</summary>
    static async Task UntilShownAsync(IPage page, string path, params string[] words)
    {
        var shown = await Readiness.WaitAsync(
            async _ =>
            {
                await page.GotoAsync(path);
                await page.Locator("table.list, section.card, p.empty").First.WaitForAsync();
                var text = await page.Locator("main").InnerTextAsync();
                return words.Any(w => text.Contains(w, StringComparison.Ordinal));
            },
            Patience, CancellationToken.None);
        Assert.That(shown, Is.True, $"{path} shows {words[0]}");
    }
}
