using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Worker.Shadow;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>A shadow decides as if it acted, and the core sees none of it.</summary>
[TestFixture]
public sealed class ShadowTests
{
    private const string Account = "6222000000000001";

    [Test]
    public async Task A_freeze_and_a_deduction_are_answered_as_if_they_had_been_done_and_the_core_is_as_it_was()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        var shadow = new ShadowCore(bench.Core, bench.Store, bench.Time);
        var freeze = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await RunAsync(bench, shadow);
        var deduct = await bench.AcceptAsync(Given.Control("O2", Given.Deduct(Account, 2000, "O1")));
        await RunAsync(bench, shadow);
        var second = await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 9000)));
        await RunAsync(bench, shadow);

        Assert.That((await bench.FileAsync(freeze)).Answers.Single().ActualMinor, Is.EqualTo(600000));
        var deducted = (await bench.FileAsync(deduct)).Answers.Single();
        Assert.That((deducted.DeductedMinor, deducted.BalanceMinor), Is.EqualTo((200000, 800000)));
        Assert.That((await bench.FileAsync(second)).Answers.Single().ActualMinor, Is.EqualTo(400000), "8000 are left, 4000 of them the first court's");
        Assert.That(bench.Core.Journal, Is.Empty, "nothing reached the core");
    }

    [Test]
    public async Task What_the_system_in_use_did_for_the_same_orders_is_not_counted_twice()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        var shadow = new ShadowCore(bench.Core, bench.Store, bench.Time);
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000) with { RulingNo = "裁1" }));
        // The other system was faster: its freeze of the same ruling is in the core already.
        Show(bench, 10000, [new OtherFreeze("甲市人民法院", "裁1", 600000, Given.Today, Given.Today.AddYears(1), bench.Time.GetUtcNow())]);
        await RunAsync(bench, shadow);
        var deduct = await bench.AcceptAsync(Given.Control("O2", Given.Deduct(Account, 2000, "O1")));
        await RunAsync(bench, shadow);
        Assert.That((await bench.FileAsync(deduct)).Answers.Single(), Has.Property(nameof(LineAnswer.DeductedMinor)).EqualTo(200000).And.Property(nameof(LineAnswer.BalanceMinor)).EqualTo(800000));

        // Now it has debited too.
        bench.Core.AddTransactions(Account, [new AccountTransaction("1", "", true, "CNY", 200000, bench.Time.GetUtcNow(), "甲市人民法院执行款专户", "9001", "")]);
        Show(bench, 8000, []);
        var third = await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 9000)));
        await RunAsync(bench, shadow);
        Assert.That((await bench.FileAsync(third)).Answers.Single(), Has.Property(nameof(LineAnswer.BalanceMinor)).EqualTo(800000).And.Property(nameof(LineAnswer.ActualMinor)).EqualTo(400000));
    }

    private static Task<TimeSpan?> RunAsync(Bench bench, ShadowCore shadow) => bench.Runner(core: shadow).RunAsync(Account, default, default);

    private static void Show(Bench bench, long balance, IReadOnlyList<OtherFreeze> others)
    {
        var account = Given.Account(Account, balance);
        bench.Core.Put(account with { Registers = [account.Registers[0] with { OtherFreezes = others }] });
    }
}
