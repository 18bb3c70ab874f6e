using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using static Gateway.CoreBanking.Tests.Simulator.SharedSimulator;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>Whatever goes wrong on the way: one key, one effect (I2).</summary>
[NonParallelizable]
public sealed class FaultInjectionTests
{
    [TearDown]
    public Task ClearFaults() => Bank.DeleteAsync("/admin/faults");

    [TestCase("errorBefore")]
    [TestCase("errorAfter")]
    [TestCase("noAnswerBefore")]
    [TestCase("noAnswer")]
    [TestCase("delay")]
    public async Task A_hold_and_its_debit_have_one_effect_each(string fault)
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "10000.00");
        await Bank.FaultAsync("hold", fault, 2);
        await Bank.FaultAsync("debit", fault, 2);
        var register = new RegisterKey(account, "");
        var put = await Adapter.Core.ExecuteAsync(Samples.Put(600_000, "h1", register: register), $"{account}-1", false, CancellationToken.None);
        var debit = await Adapter.Core.ExecuteAsync(
            Samples.Debit(100_000, new HoldUse("h1", 100_000)) with { Register = register }, $"{account}-2", false, CancellationToken.None);
        Assert.That((put.Fault, debit.Fault), Is.EqualTo((default(CoreFault?), default(CoreFault?))));
        Assert.That(await Bank.JournalAsync(account), Is.EqualTo(new[] { $"HOLD_PUT {account}-1 6000.00", $"DEBIT {account}-2 1000.00" }));
    }

    [Test]
    public async Task When_faults_outlast_the_retries_a_replay_finds_the_effect()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "10000.00");
        await Bank.FaultAsync("hold", "noAnswerBefore", 10);
        var put = Samples.Put(600_000, "h1", register: new RegisterKey(account, ""));
        var first = await Adapter.Core.ExecuteAsync(put, $"{account}-1", false, CancellationToken.None);
        Assert.That(first.Fault, Is.EqualTo(CoreFault.SentNoAnswer));
        Assert.That(await Bank.JournalAsync(account), Is.Empty);
        await ClearFaults();
        var replay = await Adapter.Core.ExecuteAsync(put, $"{account}-1", true, CancellationToken.None);
        Assert.That(replay.Ok);
        Assert.That(await Bank.JournalAsync(account), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_account_is_read_in_spite_of_faults()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "10000.00");
        await Bank.FaultAsync("state", "noAnswer");
        await Bank.FaultAsync("state", "errorBefore");
        await Bank.FaultAsync("state", "errorAfter");
        var live = await Adapter.Core.ReadAccountAsync(account, CancellationToken.None);
        Assert.That(live.Value!.Find("")!.BalanceMinor, Is.EqualTo(1_000_000));
    }

    [Test]
    public async Task Many_at_once_under_one_key_are_one_effect()
    {
        var account = NewAccount();
        await Bank.SetAsync(account, "10000.00");
        var put = Samples.Put(600_000, "h1", register: new RegisterKey(account, ""));
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Adapter.Core.ExecuteAsync(put, $"{account}-1", false, CancellationToken.None)));
        Assert.That(results, Is.All.EqualTo(results[0]));
        Assert.That(results[0].Ok);
        Assert.That(await Bank.JournalAsync(account), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task The_clock_and_the_feed_follow_the_scenario()
    {
        var account = NewAccount();
        var start = (await Feed("")).GetProperty("nextCursor").GetString()!;
        await Bank.SetAsync(account, "100.00", otherFreezes: new[] { new { authority = "某公安局", documentNo = "X1", limit = "2.00", to = "2099-05-01" } });
        await Bank.PostAsync("/admin/clock", new { offsetMilliseconds = 86_400_000L * 36_500 });
        try
        {
            Assert.That((await Adapter.Core.ReadAccountAsync(account, CancellationToken.None)).Value!.Find("")!.OtherFreezes, Is.Empty, "a century later it has ended");
        }
        finally
        {
            await Bank.PostAsync("/admin/clock", new { offsetMilliseconds = 0 });
        }

        await Bank.PostAsync($"/admin/accounts/{account}/credit", new { amount = "5.00" });
        await Bank.WithdrawAsync(account, "1.00");
        await Bank.PostAsync($"/admin/accounts/{account}/claims/P9", new { amount = "5.00" });
        await Bank.DeleteAsync($"/admin/accounts/{account}/other-freezes/X1");
        await Bank.PostAsync($"/admin/accounts/{account}/close", new { });
        var events = (await Feed(start)).GetProperty("events").EnumerateArray()
            .Select(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("account").GetString()} {e.GetProperty("reference").GetString()}");
        Assert.That(events, Is.EqualTo(new[] { $"CREDIT {account} ", $"CLAIM {account} P9", $"OTHER_FREEZE {account} X1", $"CLOSURE {account} " }));
    }

    [TestCase("/admin/accounts/1/credit", "{}")]
    [TestCase("/admin/accounts/1/credit", """{"amount":"1.00","amonut":"1.00"}""")]
    [TestCase("/admin/faults", """{"at":"moon","fault":"delay"}""")]
    [TestCase("/admin/faults", """{"at":"hold","fault":"meteor"}""")]
    [TestCase("/admin/rates", """{"USD":"-1"}""")]
    [TestCase("/admin/clock", "not json")]
    [TestCase("/v1/accounts/1/debits", """{"subAccount":""}""")]
    public async Task What_the_simulator_does_not_know_is_an_error(string path, string body)
    {
        using var response = await Bank.Http.PostAsync(path, new StringContent(body, null, "application/json"));
        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("BAD_REQUEST"));
    }

    static Task<JsonElement> Feed(string cursor) => Bank.Http.GetFromJsonAsync<JsonElement>($"/v1/feed?limit=1000&cursor={cursor}");
}
