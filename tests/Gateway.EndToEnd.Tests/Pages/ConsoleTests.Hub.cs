using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Gateway.EndToEnd.Tests.Pages;

// Answers to hubs that are polled.
internal sealed partial class ConsoleTests
{
    [Test]
    public async Task What_a_hub_refuses_is_shown_with_its_words_and_sent_again_or_stated_to_have_gone_another_way()
    {
        await using var store = await OpenStoreAsync();
        var refused = new HubFeed(0, "hub", "R1", 1, 1, OrderKind.Control) { State = HubFeedState.Refused, DueAt = TimeProvider.System.GetUtcNow(), Attempts = 1, Words = new HubFeedWords("缺少回执") };
        await store.AddFeedsAsync([refused, refused with { OrderNo = "R2", Sequence = 2 }], CancellationToken.None);

        var page = await console.SignInAsync(ConsoleUnderTest.Operator, path: "/hub");
        var rows = page.Locator("table.hub-refused tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("缺少回执");
        await ConsoleUnderTest.ShootAsync(page, "hub");
        await rows.First.Locator("form[action='/hub/retry'] button").ClickAsync();
        await Expect(page.Locator("p.done")).ToContainTextAsync("再次发送");
        await rows.First.Locator("input[name=note]").FillAsync("已送达法院");
        await rows.First.Locator("form[action='/hub/by-hand'] button").ClickAsync();
        await Expect(page.Locator("p.empty")).ToContainTextAsync("没有被总对总拒收的反馈");
        Assert.That((await store.FindFeedAsync("hub", "R1", 1, CancellationToken.None))!.State, Is.EqualTo(HubFeedState.Due));
        Assert.That((await store.FindFeedAsync("hub", "R2", 2, CancellationToken.None)) is { State: HubFeedState.ByHand, Words.Message: "已送达法院" }, Is.True);
        await page.CloseAsync();
    }

    /// <summary>The service's store, as another process has it open.</summary>
    async Task<RelationalStore> OpenStoreAsync()
    {
        var folder = console.Desk.Service.Pki.Folder;
        var store = StoreServices.NewStore(
            new StorageOptions { Directory = Path.Combine(folder, "data") }, TimeProvider.System, NullLoggerFactory.Instance, new PrivacyOptions { KeyFile = Path.Combine(folder, "data-keys.txt") });
        await store.MigrateAsync(CancellationToken.None);
        return store;
    }
}
