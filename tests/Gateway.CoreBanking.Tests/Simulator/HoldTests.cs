using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using static Gateway.CoreBanking.Tests.Simulator.SharedSimulator;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>Limit holds, claims and freezes through the adapter, and what they leave the customer.</summary>
public sealed class HoldTests
{
    [Test]
    public async Task A_hold_above_the_balance_catches_money_that_comes_later()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "3000.00");
        await Execute(Put(account, "h1", 1_000_000), $"{account}-1");
        Assert.That(await Bank.WithdrawAsync(account, "0.01"), Is.False);
        await Bank.PostAsync($"/admin/accounts/{account}/credit", new { amount = "5000.00" });
        Assert.That(await Bank.WithdrawableAsync(account), Is.EqualTo("0.00"));
        await Bank.PostAsync($"/admin/accounts/{account}/credit", new { amount = "5000.00" });
        Assert.That(await Bank.WithdrawableAsync(account), Is.EqualTo("3000.00"));
    }

    [Test]
    public async Task What_claims_freezes_and_holds_need_the_customer_cannot_draw()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "10000.00",
            claims: new[] { new { id = "P1", amount = "1000.00" } },
            otherFreezes: new[] { new { authority = "某公安局", documentNo = "X1", limit = "2000.00", to = "2099-05-01" } },
            internalHolds: new[] { new { id = "H1", amount = "100.00" } });
        await Execute(Put(account, "h1", 300_000), $"{account}-1");
        Assert.That(await Bank.WithdrawAsync(account, "3900.01"), Is.False);
        Assert.That(await Bank.WithdrawAsync(account, "3900.00"), Is.True);
        Assert.That((await Read(account)).BalanceMinor, Is.EqualTo(610_000));
    }

    [Test]
    public async Task An_unlimited_hold_leaves_nothing_until_it_ends()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        await Execute(Put(account, "h1", null), $"{account}-1");
        Assert.That((await Read(account)).Holds.Single(), Is.EqualTo(new LiveHold("h1", null, Samples.To)));
        Assert.That(await Bank.WithdrawAsync(account, "0.01"), Is.False);
        await Execute(new RemoveHold(new RegisterKey(account, ""), "h1"), $"{account}-2");
        Assert.That(await Bank.WithdrawAsync(account, "8000.00"), Is.True);
    }

    [Test]
    public async Task What_was_carried_out_is_listed_with_keys_and_amounts_and_what_was_refused_is_not()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        await Execute(Put(account, "h1", 600_000), $"{account}-1");
        await Adapter.Core.ExecuteAsync(Put(account, "h1", 100), $"{account}-2", false, default);
        await Execute(new RemoveHold(new RegisterKey(account, ""), "h1"), $"{account}-3");
        await Execute(Put(account, "h2", null), $"{account}-4");

        var (listed, cursor) = (new List<CoreOperation>(), "");
        do
        {
            var page = (await Adapter.Core.ReadOperationsAsync(TimeProvider.System.GetUtcNow().AddHours(-1), cursor, default)).Value!;
            listed.AddRange(page.Operations.Where(o => o.Register.Account == account));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);

        Assert.That(listed.Select(o => (o.Key, o.Kind, o.HoldId, o.Currency, o.AmountMinor)), Is.EqualTo(new[]
        {
            ($"{account}-1", "HOLD_PUT", "h1", "CNY", (long?)600_000), ($"{account}-3", "HOLD_REMOVE", "h1", "CNY", null), ($"{account}-4", "HOLD_PUT", "h2", "CNY", null),
        }));
        Assert.That((await Adapter.Core.ReadOperationsAsync(TimeProvider.System.GetUtcNow().AddDays(1), "", default)).Value!.Operations, Is.Empty);
    }

    [Test]
    public async Task A_hold_is_changed_and_removed_and_each_effect_is_in_the_journal_once()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        await Execute(Put(account, "h1", 600_000), $"{account}-1");
        await Execute(new ChangeHold(new RegisterKey(account, ""), "h1", "CNY", 250_000, Samples.To.AddYears(1)), $"{account}-2");
        Assert.That((await Read(account)).Holds.Single(), Is.EqualTo(new LiveHold("h1", 250_000, Samples.To.AddYears(1))));
        await Execute(new RemoveHold(new RegisterKey(account, ""), "h1"), $"{account}-3");
        Assert.That((await Read(account)).Holds, Is.Empty);
        Assert.That(await Bank.JournalAsync(account), Is.EqualTo(new[]
        {
            $"HOLD_PUT {account}-1 6000.00", $"HOLD_CHANGED {account}-2 2500.00", $"HOLD_REMOVED {account}-3 0.00",
        }));
    }

    [Test]
    public async Task Removing_a_hold_that_is_not_there_is_done_and_no_effect()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        await Execute(new RemoveHold(new RegisterKey(account, ""), "h1"), $"{account}-1");
        Assert.That(await Bank.JournalAsync(account), Is.Empty);
    }

    [Test]
    public async Task Holds_keep_to_their_sub_account_and_its_currency()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00", subAccounts: new[] { new { no = "01", currency = "JPY", kind = "REMITTANCE", balance = "500" } });
        var yen = new RegisterKey(account, "01");
        await Execute(Samples.Put(300, "h1", "JPY", yen), $"{account}-1");
        var live = (await Adapter.Core.ReadAccountAsync(account, CancellationToken.None)).Value!;
        Assert.That(live.Find("")!.Holds, Is.Empty);
        Assert.That(live.Find("01")!.Holds.Single().LimitMinor, Is.EqualTo(300));
        var wrong = await Adapter.Core.ExecuteAsync(Samples.Put(300, "h2", "CNY", yen), $"{account}-2", false, CancellationToken.None);
        Assert.That((wrong.Fault, wrong.Code), Is.EqualTo((CoreFault.Refused, "CURRENCY_MISMATCH")));
    }

    [Test]
    public async Task Names_with_any_characters_come_back_as_they_went()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        foreach (var (i, name) in new[] { "zdz:一/2?3#%2F%/../4:1:1", "zdz:一%2F2", "..", "a b+c&d=e" }.Index())
        {
            var key = $"{account}-{i}-{name}";
            await Execute(Put(account, $"{i}{name}", 100), key);
            var again = await Adapter.Core.ExecuteAsync(Put(account, $"{i}{name}", 100), key, true, CancellationToken.None);
            Assert.That(again.Ok);
            Assert.That((await Read(account)).Holds[i].HoldId, Is.EqualTo($"{i}{name}"));
        }

        Assert.That(await Bank.JournalAsync(account), Has.Length.EqualTo(4));
    }

    [TestCase("CLOSED", "ACCOUNT_CLOSED")]
    [TestCase("NORMAL", "HOLD_EXISTS")]
    public async Task The_core_refuses_a_hold_with_its_reason_and_repeats_that_under_the_key(string status, string code)
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        await Execute(Put(account, "h1", 100), $"{account}-1");
        if (status == "CLOSED") await Bank.PostAsync($"/admin/accounts/{account}/close", new { });
        var first = await Adapter.Core.ExecuteAsync(Put(account, "h1", 100), $"{account}-2", false, CancellationToken.None);
        var replay = await Adapter.Core.ExecuteAsync(Put(account, "h1", 100), $"{account}-2", true, CancellationToken.None);
        Assert.That((first.Fault, first.Code), Is.EqualTo((CoreFault.Refused, code)));
        Assert.That(replay, Is.EqualTo(first));
    }

    [Test]
    public async Task On_a_closed_account_holds_can_still_be_lowered_and_removed()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "8000.00");
        await Execute(Put(account, "h1", 200), $"{account}-1");
        await Bank.PostAsync($"/admin/accounts/{account}/close", new { });
        await Execute(new ChangeHold(new RegisterKey(account, ""), "h1", "CNY", 100, Samples.To), $"{account}-2");
        await Execute(new RemoveHold(new RegisterKey(account, ""), "h1"), $"{account}-3");
        Assert.That((await Read(account)).Holds, Is.Empty);
    }

    [Test]
    public async Task A_rise_of_a_claim_is_a_part_of_its_own_and_a_fall_takes_from_the_latest_first()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "100000.00", claims: new[] { new { id = "P1", kind = "MARGIN", holder = "某公司", amount = "70000.00" } });
        var before = (await Read(account)).Claims.Single();
        await Claim(account, "80000.00");
        await Claim(account, "95000.00");
        var risen = (await Read(account)).Claims;
        Assert.That(risen.Select(p => p.AmountMinor), Is.EqualTo(new[] { 7_000_000, 1_000_000, 1_500_000 }));
        Assert.That(risen.Select(p => p.RegisteredAt), Is.Ordered.And.Unique);
        Assert.That(risen.Select(p => (p.ClaimId, p.Kind, p.Holder)), Is.All.EqualTo(("P1", "MARGIN", "某公司")));
        await Claim(account, "75000.00");
        Assert.That((await Read(account)).Claims, Is.EqualTo(new[] { before, risen[1] with { AmountMinor = 500_000 } }));
        await Claim(account, "40000.00");
        Assert.That((await Read(account)).Claims, Is.EqualTo(new[] { before with { AmountMinor = 4_000_000 } }));
        await Bank.DeleteAsync($"/admin/accounts/{account}/claims/P1");
        Assert.That((await Read(account)).Claims, Is.Empty);
    }

    [Test]
    public async Task What_an_account_has_from_the_start_is_older_than_what_comes_later_claims_first()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "100.00",
            claims: new[] { new { id = "P1", amount = "1.00" }, new { id = "P2", amount = "1.00" } },
            otherFreezes: new[]
            {
                new { authority = "某公安局", documentNo = "X2", limit = "2.00", to = "2099-05-01" },
                new { authority = "某检察院", documentNo = "X1", limit = "2.00", to = "2099-05-01" },
            });
        await Claim(account, "2.00");
        var live = (await Adapter.Core.ReadAccountAsync(account, CancellationToken.None)).Value!;
        var register = live.Find("")!;
        var times = new[] { register.Claims[0].RegisteredAt, register.Claims[1].RegisteredAt, register.OtherFreezes[0].RegisteredAt, register.OtherFreezes[1].RegisteredAt, register.Claims[2].RegisteredAt, live.AsOf };
        Assert.That(times, Is.Ordered.And.Unique);
        Assert.That(register.OtherFreezes.Select(f => f.DocumentNo), Is.EqualTo(new[] { "X2", "X1" }));
    }

    [Test]
    public async Task A_party_finds_its_own_accounts_by_an_exact_match()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "100.00", status: "CLOSED");
        var own = await Adapter.Core.FindAccountsAsync(Samples.Holder, CancellationToken.None);
        var other = await Adapter.Core.FindAccountsAsync(Samples.Holder with { Name = "张" }, CancellationToken.None);
        Assert.That(own.Value!.Single(a => a.Account == account).Status, Is.EqualTo(AccountStatus.Closed));
        Assert.That(other.Value, Is.Empty);
    }

    static PutHold Put(string account, string holdId, long? limitMinor) => Samples.Put(limitMinor, holdId, register: new RegisterKey(account, ""));

    static Task Claim(string account, string amount) => Bank.PostAsync($"/admin/accounts/{account}/claims/P1", new { amount });

    static async Task<LiveRegister> Read(string account) => (await Adapter.Core.ReadAccountAsync(account, CancellationToken.None)).Value!.Find("")!;

    static async Task Execute(CoreInstruction instruction, string key)
    {
        var result = await Adapter.Core.ExecuteAsync(instruction, key, false, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((default(CoreFault?), "")));
        Assert.That(result.Value!.Key, Is.EqualTo(key));
    }
}
