using Microsoft.Playwright;

namespace Gateway.EndToEnd.Tests.Pages;

/// <summary>One Chromium for all tests of the console; a context of its own (cookies, language) for each person.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>Where Debian's packages put it: the one that is all browser without a window, and takes less of the processor, first.</summary>
    static readonly string[] Chromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    readonly IPlaywright playwright;
    readonly IBrowser browser;
    readonly List<string> faults = [];

    Browser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>What pages complained of: scripts that broke or were forbidden, requests that left the machine.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static async Task<Browser> StartAsync()
    {
        if (Chromium.FirstOrDefault(File.Exists) is not { } chromium)
        {
            Assert.Ignore("the console's tests need Debian's package chromium, which is not installed");
            throw new InvalidOperationException();
        }

        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] }));
    }

    /// <summary>A page of a person who has not signed in yet.</summary>
    /// <param name="issuer">Whom the console may send its browser to; what that one's pages do is its own.</param>
    public async Task<IPage> OpenAsync(Uri console, Uri? issuer = null) =>
        await OpenAsync(await browser.NewContextAsync(new() { BaseURL = console.ToString(), Locale = "zh-CN", ViewportSize = new() { Width = 1366, Height = 768 } }), console, issuer);

    /// <summary>One more page of a person.</summary>
    public async Task<IPage> OpenAsync(IBrowserContext context, Uri console, Uri? issuer = null)
    {
        var page = await context.NewPageAsync();
        bool IsThere(string address) => issuer is not null && address.StartsWith(issuer.ToString(), StringComparison.Ordinal);
        if (issuer is not null) await page.RouteAsync(address => !address.StartsWith(console.ToString(), StringComparison.Ordinal) && !IsThere(address), route => route.AbortAsync());
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsThere(page.Url)) faults.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => faults.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!IsThere(request.Url) && !IsThere(page.Url) && !request.Url.StartsWith(console.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) faults.Add($"{page.Url} asks {request.Url}");
        };
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
