using Gateway.Register.Accounts;
using Gateway.Store.Restores;
using static Microsoft.Playwright.Assertions;

namespace Gateway.EndToEnd.Tests.Pages;

// A store that was restored.
internal sealed partial class ConsoleTests
{
    [Test]
    public async Task After_a_restore_the_core_s_list_is_asked_for_and_an_account_goes_on_by_two_people()
    {
        const string Account = "6222060";
        await using var store = await OpenStoreAsync();
        var now = TimeProvider.System.GetUtcNow();
        var seen = new Dictionary<string, long> { ["zdz"] = 0, ["hub"] = 0, ["offline"] = 0 };
        var restore = await store.BeginRestoreAsync(new NewRestore(now, "甲", seen), CancellationToken.None);
        await store.RecordEffectsAsync(restore, [new Store.Restores.CoreEffect("zdz:L1:1:1:1.1", new RegisterKey(Account, ""), "HOLD_PUT", "zdz:L1:1:1", "CNY", 50_000, null, now)], CancellationToken.None);

        var viewer = await console.SignInAsync(ConsoleUnderTest.Viewer, path: "/emergency/catch-up");
        await Expect(viewer.Locator("main")).ToContainTextAsync("尚未查询");
        foreach (var path in (string[])["list", "by-hand", "agree"]) Assert.That((await PostAsync(viewer, $"/emergency/catch-up/{path}", "account", Account)).Status, Is.EqualTo(403), path);
        await viewer.CloseAsync();

        var maker = await console.SignInAsync(ConsoleUnderTest.Operator, path: "/emergency/catch-up");
        await maker.Locator("form[action$='/list'] button").ClickAsync();
        await Expect(maker.Locator("dl.facts .bad")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(maker.Locator("main")).Not.ToContainTextAsync(Account);
        await RevealAsync(maker);
        await Expect(maker.Locator("main")).ToContainTextAsync(Account);
        await ConsoleUnderTest.ShootAsync(maker, "catch-up");
        await maker.Locator("form[action$='/agree'] input[name=note]").FillAsync("已与核心流水核对");
        await maker.Locator("form[action$='/agree'] button").ClickAsync();
        await Expect(maker.Locator(".fault")).ToContainTextAsync("尚未重新收到");
        var task = await ProposedAsync(maker, "/emergency/catch-up/agree", ("account", Account), ("note", "法院确认不再发送"), ("without", "true"));
        await ConfirmAsync(task);
        await maker.GotoAsync("/emergency");
        await ConfirmAsync(await ProposedAsync(maker, (await maker.Locator("form[action$='/resume']").First.GetAttributeAsync("action"))!, ("note", "已核对")));

        await maker.GotoAsync("/emergency/catch-up?all=true");
        await Expect(maker.Locator("table.lost-effects")).ToContainTextAsync($"{ConsoleUnderTest.Operator} → {ConsoleUnderTest.Checker}");
        Assert.That((await store.ReadLostEffectsAsync(Account, doneToo: true, CancellationToken.None)).Single().State, Is.EqualTo(LostEffectState.Agreed));
        await maker.CloseAsync();
    }
}
