using System.Globalization;
using Gateway.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.EndToEnd.Tests.Pages;

/// <summary>A running gateway with its console, one person of each role, and a browser.</summary>
internal sealed class ConsoleUnderTest : IAsyncDisposable
{
    public const string Password = "console-tests-1";
    public const string Viewer = "赵查看", Operator = "王经办", Checker = "李复核", Administrator = "陈管理";

    static readonly (string Name, string Role)[] People = [(Viewer, "viewer"), (Operator, "operator"), (Checker, "checker"), (Administrator, "administrator")];
    static readonly (int Width, int Height)[] Sizes = [(1366, 768), (1920, 1080)];

    readonly Dictionary<string, IBrowserContext> signedIn = [];

    ConsoleUnderTest(Desk desk, Browser browser, Uri address) => (Desk, Browser, Address) = (desk, browser, address);

    public Desk Desk { get; }
    public Browser Browser { get; }
    public Uri Address { get; }

    public static async Task<ConsoleUnderTest> StartAsync(params KeyValuePair<string, string>[] settings)
    {
        var browser = await Browser.StartAsync();
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePorts.Take()}");
        var desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11], [new("Console:Listen", listen), new("Logging:LogLevel:Default", "Warning"), .. settings]);
        foreach (var (name, role) in People) await desk.Service.Ops.AddStaffAsync(name, role, Password, CancellationToken.None);
        return new ConsoleUnderTest(desk, browser, new Uri($"http://{listen}/"));
    }

    /// <summary>A page of one of the people, who stay signed in from test to test, at the overview or where they want to go.</summary>
    public async Task<IPage> SignInAsync(string name, string path = "/")
    {
        if (!signedIn.TryGetValue(name, out var context))
        {
            var first = await SignInAnewAsync(name, Password, path);
            signedIn[name] = first.Context;
            return first;
        }

        var page = await Browser.OpenAsync(context, Address);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A page of somebody who has just signed in.</summary>
    public async Task<IPage> SignInAnewAsync(string name, string password, string path = "/")
    {
        var page = await Browser.OpenAsync(Address);
        await page.GotoAsync(path);
        await FillInAsync(page, name, password);
        await page.Locator("a.who").WaitForAsync();
        return page;
    }

    public static async Task FillInAsync(IPage page, string name, string password)
    {
        await page.Locator("input[name=name]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync(password);
        await page.Locator("form[action='/session/sign-in'] button").ClickAsync();
    }

    /// <summary>A picture of the page as it stands; with GATEWAY_TEST_PICTURES set in both sizes, both languages and dark, which takes twice the time of the tests.</summary>
    public static async Task ShootAsync(IPage page, string name)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GATEWAY_TEST_PICTURES")))
        {
            await PictureAsync(page, name);
            return;
        }

        foreach (var language in (string[])["zh", "en"])
        {
            foreach (var (width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                await PictureAsync(page, string.Create(CultureInfo.InvariantCulture, $"{name}-{width}x{height}-{language}"));
            }

            await SwitchLanguageAsync(page);
        }

        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
        await SwitchThemeAsync(page);
        await PictureAsync(page, $"{name}-dark");
        await SwitchThemeAsync(page);
    }

    /// <summary>One picture of the whole page as it stands, opened parts and all.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        // What stays at the top of the window is drawn where the window stands.
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Programs.RepositoryRoot(), "artifacts", "console", $"{name}.png") });
    }

    /// <summary>Light or dark, whichever it is not; comes back to where the page was.</summary>
    public static async Task SwitchThemeAsync(IPage page)
    {
        var before = await page.Locator("html").GetAttributeAsync("class");
        await page.Locator("form[action='/session/theme'] button").ClickAsync();
        await page.Locator($"html:not([class='{before}'])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("h1").WaitForAsync();
    }

    /// <summary>Comes back to where the page was.</summary>
    public static async Task SwitchLanguageAsync(IPage page)
    {
        var before = await page.Locator("html").GetAttributeAsync("lang");
        await page.Locator("form[action='/session/language'] button").ClickAsync();
        await page.Locator($"html:not([lang='{before}'])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("h1").WaitForAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Desk.DisposeAsync();
    }
}
