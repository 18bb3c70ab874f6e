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

    ConsoleUnderTest(Desk desk, Browser browser, Uri address) => (Desk, Browser, Address) = (desk, browser, address);

    public Desk Desk { get; }
    public Browser Browser { get; }
    public Uri Address { get; }

    public static async Task<ConsoleUnderTest> StartAsync(params KeyValuePair<string, string>[] settings)
    {
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePorts.Take()}");
        var desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11], [new("Console:Listen", listen), new("Logging:LogLevel:Default", "Warning"), .. settings]);
        foreach (var (name, role) in People) await desk.Service.Ops.AddStaffAsync(name, role, Password, CancellationToken.None);
        return new ConsoleUnderTest(desk, await Browser.StartAsync(), new Uri($"http://{listen}/"));
    }

    /// <summary>A page of somebody who has just signed in, at the overview or where they wanted to go.</summary>
    public async Task<IPage> SignInAsync(string name, string password = Password, string path = "/")
    {
        var page = await Browser.OpenAsync(Address);
        await page.GotoAsync(path);
        await FillInAsync(page, name, password);
        return page;
    }

    public static async Task FillInAsync(IPage page, string name, string password)
    {
        await page.Locator("input[name=name]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync(password);
        await page.Locator("form[action='/session/sign-in'] button").ClickAsync();
    }

    /// <summary>Pictures of the page as it stands, in both sizes and both languages.</summary>
    public static async Task ShootAsync(IPage page, string name)
    {
        var folder = Path.Combine(Programs.RepositoryRoot(), "artifacts", "console");
        foreach (var language in (string[])["zh", "en"])
        {
            foreach (var (width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{width}x{height}-{language}.png")) });
            }

            await SwitchLanguageAsync(page);
        }

        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
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
