using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.EndToEnd.Tests.Pages;

/// <summary>The console of a running gateway, in a real browser.</summary>
internal sealed partial class ConsoleTests
{
    const int FailuresBeforeLock = 3;

    // Null where there is no browser.
    ConsoleUnderTest console = null!;
    string secret = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // One failure of the core parks an account, and nothing tries it again before a person does.
        secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "of the console alone");
        KeyValuePair<string, string>[] contact = [new("Emergency:Contacts:0:Name", "刘值班"), new("Emergency:Contacts:0:Duty", "科技值班"), new("Emergency:Contacts:0:Phone", "010-12345678")];
        console = await ConsoleUnderTest.StartAsync([new("Worker:ParkAfterAttempts", "1"), new("Worker:RetryFirstMilliseconds", "60000"), new("Console:FailuresBeforeLock", FailuresBeforeLock.ToString(CultureInfo.InvariantCulture)), new("CoreBanking:Retries", "0"), .. contact, .. Issuer.Settings(secret)]);
        await console.Desk.PutAccountAsync("6222001", "10000.00");
        await console.Desk.AnswerAsync(console.Desk.Write(Support.Desk.Freeze("K1", "6222001", "4000.00")));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (console is null) return;
        await console.DisposeAsync();
        File.Delete(secret);
        Assert.That(console.Browser.Faults, Is.Empty);
    }

    [Test]
    public async Task The_first_administrator_makes_a_password_of_their_own_and_lets_others_in()
    {
        var printed = console.Desk.Service.Nodes[0].Process!.Log();
        var first = FirstPassword().Match(printed).Groups[1].Value;
        Assert.That(first, Has.Length.EqualTo(20));

        var page = await console.SignInAnewAsync("admin", first);
        await Expect(page).ToHaveURLAsync(new Regex("/password$"));
        await page.GotoAsync("/staff");
        await Expect(page).ToHaveURLAsync(new Regex("/password$"));
        await ChangeAsync(page, first, "mine-and-nobody-else-s");
        await Expect(page.Locator("h1")).ToHaveTextAsync("总览");

        await page.GotoAsync("/staff");
        await page.Locator("form[action='/staff/add'] input[name=name]").FillAsync("新同事");
        await page.Locator("form[action='/staff/add'] select").SelectOptionAsync("Operator");
        await page.Locator("form[action='/staff/add'] button").ClickAsync();
        var given = await page.Locator(".secret").InnerTextAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("table.list")).ToContainTextAsync("新同事");
        await Expect(page.Locator(".secret")).ToHaveCountAsync(0);
        await ConsoleUnderTest.ShootAsync(page, "staff");

        var other = await console.SignInAnewAsync("新同事", given);
        await Expect(other).ToHaveURLAsync(new Regex("/password$"));
        await page.CloseAsync();
        await other.CloseAsync();
    }

    [Test]
    public async Task The_overview_shows_live_numbers_in_both_languages_and_colours()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Viewer);
        await Expect(page.Locator("svg.chart")).ToHaveCountAsync(2, new() { Timeout = 20_000 });
        var all = page.Locator(".tile", new() { HasText = "累计请求" }).Locator(".figure");
        var before = int.Parse(await all.InnerTextAsync(), CultureInfo.InvariantCulture);
        await Expect(page.Locator(".tile", new() { HasText = "故障依赖" })).Not.ToHaveClassAsync(new Regex("alarm"));

        await console.Desk.AnswerAsync(console.Desk.Write(Support.Desk.Freeze("K2", "6222001", "100.00")));
        await Expect(all).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture), new() { Timeout = 20_000 });
        await Expect(page.Locator("tr", new() { HasText = "zdz" }).Locator("td.good")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".tile", new() { HasText = "无声渠道" })).Not.ToHaveClassAsync(new Regex("alarm"));
        await ConsoleUnderTest.ShootAsync(page, "overview");

        await ConsoleUnderTest.SwitchThemeAsync(page);
        await Expect(page.Locator(".tile").First).ToBeVisibleAsync();
        await ConsoleUnderTest.SwitchThemeAsync(page);
        await page.CloseAsync();
    }

    [Test]
    public async Task Whoever_has_not_signed_in_sees_nothing_and_comes_back_to_the_page_they_wanted()
    {
        var page = await console.SignInAnewAsync(ConsoleUnderTest.Administrator, ConsoleUnderTest.Password, "/staff");
        await Expect(page).ToHaveURLAsync(new Regex("/staff$"));
        await page.Locator("form[action='/session/sign-out'] button").ClickAsync();
        await page.GotoAsync("/staff");
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await ConsoleUnderTest.ShootAsync(page, "sign-in");
        await page.CloseAsync();
    }

    [Test]
    public async Task A_viewer_is_refused_on_the_server_whatever_their_page_shows()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Viewer);
        await Expect(page.Locator("nav")).Not.ToContainTextAsync("人员");
        await page.GotoAsync("/staff");
        await Expect(page).ToHaveURLAsync(new Regex("/denied$"));
        await Expect(page.Locator("h1")).ToHaveTextAsync("无权限");
        Assert.That((await PostAsync(page, "/staff/add", "name", "x")).Status, Is.EqualTo(403));
        Assert.That((await PostAsync(page, "/review/1/propose", "decision", "Approve")).Status, Is.EqualTo(403));
        Assert.That((await PostAsync(page, "/review/1/confirm", "note", "")).Status, Is.EqualTo(403));
        Assert.That((await PostAsync(page, "/parked/retry", "account", "6222001")).Status, Is.EqualTo(403));
        Assert.That((await PostAsync(page, "/reveal", "subject", "order:zdz:K1:1")).Status, Is.EqualTo(403));
        await page.CloseAsync();

        // An administrator says who may, and decides nothing; an operator does not confirm, a checker does not propose.
        foreach (var (name, path) in ((string, string)[])[(ConsoleUnderTest.Administrator, "/review/1/propose"), (ConsoleUnderTest.Operator, "/review/1/confirm"), (ConsoleUnderTest.Checker, "/review/1/propose")])
        {
            var other = await console.SignInAsync(name);
            await Expect(other.Locator("h1")).ToBeVisibleAsync();
            Assert.That((await PostAsync(other, path, "decision", "Approve")).Status, Is.EqualTo(403), name);
            await other.CloseAsync();
        }
    }

    [Test]
    public async Task A_form_without_the_page_s_token_is_refused()
    {
        var page = await console.SignInAsync(ConsoleUnderTest.Administrator);
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        var form = page.APIRequest.CreateFormData();
        form.Set("name", "y");
        form.Set("role", "Operator");
        Assert.That((await page.APIRequest.PostAsync("/staff/add", new() { Form = form })).Status, Is.EqualTo(400));
        await page.CloseAsync();

        // An act that reads nothing of the form.
        var checker = await console.SignInAsync(ConsoleUnderTest.Checker);
        Assert.That((await checker.APIRequest.PostAsync("/review/1/confirm", new() { Form = checker.APIRequest.CreateFormData(), MaxRedirects = 0 })).Status, Is.EqualTo(400));
        await checker.CloseAsync();
    }

    [Test]
    public async Task Wrong_passwords_lock_an_account_for_the_right_one_too()
    {
        await console.Desk.Service.Ops.AddStaffAsync("忘事者", "viewer", ConsoleUnderTest.Password, CancellationToken.None);
        var page = await console.Browser.OpenAsync(console.Address);
        await page.GotoAsync("/sign-in");
        for (var i = 0; i < FailuresBeforeLock; i++)
        {
            await ConsoleUnderTest.FillInAsync(page, "忘事者", "wrong-password");
            await Expect(page.Locator(".fault")).ToBeVisibleAsync();
        }

        await ConsoleUnderTest.FillInAsync(page, "忘事者", ConsoleUnderTest.Password);
        await Expect(page.Locator(".fault")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [Test]
    public async Task Each_port_serves_its_own_and_every_page_is_guarded_by_headers()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var answer = await http.GetAsync(new Uri(console.Address, "/sign-in"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.That(policy, Does.Contain("script-src 'self';").And.Contain("frame-ancestors 'none'"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        foreach (var path in (string[])["/health/live", "/metrics", "/dev/idle"])
            Assert.That((await http.GetAsync(new Uri(console.Address, path))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
        Assert.That((await http.GetAsync(new Uri(console.Desk.Service.OpsAddress, "/sign-in"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await http.GetAsync(new Uri(console.Address, "/"))).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    static async Task ChangeAsync(IPage page, string old, string fresh)
    {
        await page.Locator("input[name=old]").FillAsync(old);
        await page.Locator("input[name=fresh]").FillAsync(fresh);
        await page.Locator("input[name=again]").FillAsync(fresh);
        await page.Locator("form[action='/session/password'] button").ClickAsync();
    }

    /// <summary>What a page could post: with the session's cookies and the token of one of its forms.</summary>
    static async Task<IAPIResponse> PostAsync(IPage page, string path, string field, string value)
    {
        var form = page.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync());
        form.Set(field, value);
        if (path == "/staff/add") form.Set("role", "Viewer");
        return await page.APIRequest.PostAsync(path, new() { Multipart = form, MaxRedirects = 0 });
    }

    [GeneratedRegex("as admin with the password (\\S+)")]
    private static partial Regex FirstPassword();
}
